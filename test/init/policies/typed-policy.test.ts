import { contentsOf } from './evaluate';
import { TYPED_DOCUMENTS } from './typed-documents';
import { TYPED_POLICY_TYPES, typedPolicy } from '../../../src/init/policies/management/typed-policy';
import { sameJson } from '../../../src/policy';

const ROLE = 'arn:aws:iam::$account:role/backup';
const assign = (value: unknown) => ({ '@@assign': value });

test('the documents of each type become typed policies, which give the same text', () => {
  expect([...new Set(TYPED_DOCUMENTS.map(({ type }) => type))].sort()).toEqual([...TYPED_POLICY_TYPES].sort());
  const found = TYPED_DOCUMENTS.map(({ type, document }) => [type, typedPolicy(type, JSON.stringify(document))] as const);
  expect(found.filter(([, policy]) => policy === undefined).map(([type]) => type)).toEqual([]);
  const contents = contentsOf(found.map(([, policy]) => policy!));
  const different = TYPED_DOCUMENTS.filter(({ document }, index) => !sameJson(JSON.stringify(document), contents[index]));
  expect(different.map(({ type }) => type)).toEqual([]);
});

test('a child control of a whole policy, of one text and of one list is written once each', () => {
  const [single, whole] = TYPED_DOCUMENTS.filter(({ type }) => type === 'TAG_POLICY')
    .map(({ type, document }) => JSON.stringify(typedPolicy(type, JSON.stringify(document))));
  expect(whole).toContain('["childControl",{"constant":["ChildControl","NONE"]}]');
  expect(single).toContain('["tagKey",{"call":["PolicyValue","text"],"given":["stage",{"constant":["ChildControl","NONE"]}]}]');
  expect(single).toContain('["values",{"call":["PolicyValue","append"],"given":[{"list":["prod","dev-*"]},{"call":["ChildControl","only"]');
});

test('no part of a document can be left out or get another value without a difference', () => {
  type Edit = (object: Record<string, unknown>, name: string) => void;
  const isBlock = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
  const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] => (
    isBlock(value) ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key])) : [path]);
  const changed = (value: unknown, [key, ...rest]: readonly string[], edit: Edit): unknown => {
    const copy = { ...value as Record<string, unknown> };
    if (rest.length === 0) edit(copy, key);
    else copy[key] = changed(copy[key], rest, edit);
    return copy;
  };
  for (const { type, document } of TYPED_DOCUMENTS) {
    for (const path of leaves(document)) {
      const named = changed(document, path, (object, name) => { object[`${name}x`] = object[name]; delete object[name]; });
      const nested = changed(document, path, (object, name) => { object[name] = { '@@assign': object[name], 'other': 1 }; });
      expect([type, path, typedPolicy(type, JSON.stringify(named))]).toEqual([type, path, undefined]);
      expect([type, path, typedPolicy(type, JSON.stringify(nested))]).toEqual([type, path, undefined]);
    }
  }
});

test.each<[string, string, unknown]>([
  ['the name of a tag is written in another way than its key', 'TAG_POLICY', { tags: { team: { tag_key: assign('Team') } } }],
  ['two tags differ in case only', 'TAG_POLICY', { tags: { team: { tag_key: assign('team') }, Team: { tag_key: assign('Team') } } }],
  ['a value has two wildcards', 'TAG_POLICY', { tags: { team: { tag_key: assign('team'), tag_value: assign(['*a*']) } } }],
  ['there is another key at the top', 'TAG_POLICY', { tags: { team: { tag_key: assign('team') } }, other: {} }],
  ['there is no tag', 'TAG_POLICY', { tags: {} }],
  ['a setting has no operator', 'S3_POLICY', { s3_attributes: { public_access_block_configuration: 'all' } }],
  ['blocks have different child controls', 'S3_POLICY', { s3_attributes: { '@@operators_allowed_for_child_policies': ['@@none'], 'public_access_block_configuration': assign('all') } }],
  ['a feature is enabled without the foundation', 'GUARDDUTY_POLICY', { guardduty: { enablement: { default: { s3_data_events: { status: assign('enabled') } } } } }],
  ['a guardrail is of another Region', 'BEDROCK_POLICY', {
    bedrock: { guardrail_inference: { 'eu-west-1': { config_1: { identifier: assign('arn:aws:bedrock:us-east-1:111122223333:guardrail/abc:1') } } } },
  }],
  ['a backup plan selects nothing', 'BACKUP_POLICY', {
    plans: { daily: { regions: assign(['eu-west-1']), rules: { r: { schedule_expression: assign('cron(0 5 ? * * *)'), target_backup_vault_name: assign('v') } } } },
  }],
  ['a backup leaves cold storage too soon', 'BACKUP_POLICY', {
    plans: {
      daily: {
        regions: assign(['eu-west-1']),
        rules: {
          r: {
            schedule_expression: assign('cron(0 5 ? * * *)'),
            target_backup_vault_name: assign('v'),
            lifecycle: { move_to_cold_storage_after_days: assign('30'), delete_after_days: assign('60') },
          },
        },
        selections: { tags: { s: { iam_role_arn: assign(ROLE), tag_key: assign('b'), tag_value: assign(['y']) } } },
      },
    },
  }],
  ['the type has no typed policy', 'SECURITYHUB_CSPM_POLICY', { securityhub: {} }],
  ['the document is a list', 'TAG_POLICY', []],
])('a document stays where %s', (_title, type, document) => {
  expect(typedPolicy(type, JSON.stringify(document))).toBeUndefined();
});

test('a document stays if it is no JSON, or has a key twice', () => {
  expect(typedPolicy('S3_POLICY', '{')).toBeUndefined();
  expect(typedPolicy('S3_POLICY', '{"s3_attributes":{},"s3_attributes":{"public_access_block_configuration":{"@@assign":"all"}}}')).toBeUndefined();
});
