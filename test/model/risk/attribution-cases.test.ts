import { type Organization, type OrganizationalUnit, type Policy, reviewOf } from '../../../src/model';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';
import { ACTIONS, scp } from './support';

const withFull = (...policies: Policy[]) => [FULL_ACCESS, ...policies.map(attached)];
const [S3, EC2] = [scp('s3', { Sid: 'A', Action: 's3:*' }), scp('ec2', { Sid: 'B', Action: 'ec2:*' })];
const tagging = (name: string, key: string, value: string) => policy(name, { tags: { [key]: { tag_value: { '@@assign': [value] } } } }, { type: 'TAG_POLICY' });
const shop = (...policies: Policy[]) => account('shop', { attachedPolicies: withFull(...policies) });

interface Written {
  readonly root?: Policy[];
  readonly units?: OrganizationalUnit[];
  readonly policies?: Policy[];
  readonly more?: Partial<Organization>;
}
const of = ({ root = [], units = [], policies = [S3, EC2], more = {} }: Written) => organization({
  root: { attachedPolicies: withFull(...root), organizationalUnits: units },
  policies,
  more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'], ...more },
});
const dev = (...policies: Policy[]) => (accounts = [shop()]) => unit('Dev', { attachedPolicies: withFull(...policies), accounts });

/** The risks of each change, with the subject of the change. */
function risks(base: Organization, head: Organization): Record<string, string[]> {
  const review = reviewOf(base, head, { actions: ACTIONS });
  return Object.fromEntries(review.changes.map((change, index) => {
    const subject = 'target' in change ? change.target.path : 'policy' in change ? change.policy.name : 'account' in change ? change.account.path : '';
    const name = 'policy' in change && 'target' in change ? `${change.policy.name} ` : '';
    return [`${change.kind} ${name}${subject}`.trim(), review.risks.filter((risk) => risk.change === index).map(({ level, reason }) => `${level}: ${reason}`)];
  }));
}

const MORE = 'loosens: 1 account can do what was denied.';
const TOGETHER = MORE.replace(': ', ': Together with other changes: ');
const LESS = 'tightens: 1 account can no longer do what was allowed.';
const NOTHING = 'neutral: No known account can do more or less than before.';
const OTHER_SETTINGS = [
  'loosens: Other settings, which may be weaker, count for 1 account.', 'tightens: Other settings, which may be stricter, count for 1 account.',
];
const [STAGE_A, STAGE_B, STAGE_C] = [tagging('one', 'stage', 'a'), tagging('two', 'stage', 'b'), tagging('one', 'stage', 'c')];
const onlyTags = { policyTypes: ['TAG_POLICY' as const] };

test.each<[string, Organization, Organization, Record<string, string[]>]>([
  ['a move to a new unit with a new policy, beside a policy that goes', of({ root: [S3], units: [dev()()], policies: [S3] }),
    of({ units: [dev()([]), unit('New', { attachedPolicies: withFull(EC2), accounts: [shop()] })] }), {
      'policyAdded ec2': ['neutral: A policy says nothing until it is attached.'],
      'organizationalUnitAdded': ['neutral: An organizational unit more.'],
      'accountMoved Root/New/shop': [LESS],
      'detached s3 Root': [MORE],
    }],
  ['a policy type that is enabled for policies that are attached at the same time', of({ units: [dev()()], more: onlyTags }),
    of({ root: [S3], units: [dev()([shop(EC2)])] }),
    { 'policyTypeEnabled': [NOTHING], 'attached s3 Root': [LESS], 'attached ec2 Root/Dev/shop': [LESS] }],
  ['a policy type that is enabled for a policy that is attached already', of({ root: [S3], units: [dev()()], more: onlyTags }),
    of({ root: [S3], units: [dev()([shop(EC2)])] }), { 'policyTypeEnabled': [LESS], 'attached ec2 Root/Dev/shop': [LESS] }],
  ['the same setting of two tag policies', of({ root: [STAGE_A], units: [dev()()], policies: [STAGE_A, STAGE_B] }),
    of({ root: [STAGE_C], units: [dev()([shop(STAGE_B)])], policies: [STAGE_C, STAGE_B] }),
    { 'managementPolicyChanged one': OTHER_SETTINGS, 'attached two Root/Dev/shop': OTHER_SETTINGS }],
  ['settings and actions', of({ root: [STAGE_A, S3], units: [dev()()], policies: [STAGE_A, S3, EC2] }),
    of({ root: [STAGE_C, EC2], units: [dev()()], policies: [STAGE_C, S3, EC2] }),
    { 'managementPolicyChanged one': OTHER_SETTINGS, 'attached ec2 Root': [LESS], 'detached s3 Root': [MORE] }],
  ['a unit that is recreated below another one, beside a policy that goes', of({ root: [S3], units: [dev()(), unit('Prod', { attachedPolicies: withFull(EC2) })] }),
    of({ units: [unit('Prod', { attachedPolicies: withFull(EC2), organizationalUnits: [dev()()] })] }), {
      'organizationalUnitMoved': ['destroys: It gets another ID; policies, stack sets and other services may depend on the present one.', LESS],
      'detached s3 Root': [MORE],
    }],
  ['a denial that another policy takes over', of({ root: [S3], units: [dev(EC2)()] }),
    of({ units: [dev(EC2)()], policies: [S3, { ...EC2, content: scp('ec2', { Sid: 'B', Action: 'ec2:Run*' }, { Sid: 'C', Action: 's3:*' }).content }] }),
    { 'policyStatementsChanged ec2': [NOTHING], 'detached s3 Root': [NOTHING] }],
  ['two denials of the same action that go together', of({ root: [S3], units: [dev({ ...S3, id: 'same', name: 'same' })()], policies: [S3, { ...S3, id: 'same', name: 'same' }] }),
    of({ units: [dev()()], policies: [S3, { ...S3, id: 'same', name: 'same' }] }), { 'detached s3 Root': [TOGETHER], 'detached same Root/Dev': [TOGETHER] }],
])('%s: each change has its own part', (_, base, head, expected) => {
  expect(risks(base, head)).toEqual(expected);
});

test('with too many changes and accounts to compare, the last accounts count for each change that may be the cause', () => {
  const onRoot = Array.from({ length: 20 }, (_, index) => scp(`r${index}`, { Sid: 'A', Action: 'ec2:*' }));
  const own = Array.from({ length: 29 }, (_, index) => scp(`p${index + 10}`, { Sid: 'A', Action: 's3:GetObject' }));
  const many = (root: Policy[], isAttached: boolean) => of({
    root,
    policies: [...onRoot, ...own],
    units: [dev()(own.map((each) => account(`of ${each.name}`, { attachedPolicies: isAttached ? withFull(each) : withFull() })))],
  });
  const found = risks(many(onRoot, false), many([], true));
  const together = (reason: string) => reason.replace(': ', ': Together with other changes: ');
  expect(found['detached r0 Root']).toEqual([together('loosens: 29 accounts can do what was denied.')]);
  // Of 21 changes for each account, 28 accounts are compared.
  expect(found['attached p37 Root/Dev/of p37']).toEqual([LESS]);
  expect(found['attached p38 Root/Dev/of p38']).toEqual([together(LESS)]);
});
