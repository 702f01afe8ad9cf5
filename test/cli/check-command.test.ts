import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { cdkOrg } from './run-cdk-org';
import { readInvariants } from '../../src/cli/check/read-invariants';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { account, attached, denies, FULL, organization, policy, unit } from '../model/access/small-organization';

jest.setTimeout(120_000);

/** Two accounts that a policy protects, and three that none does. */
const KEEP = policy('keep', denies({ Sid: 'KeepTrails', Action: 'cloudtrail:StopLogging' }));
/** More variables on one key than a proof can have. */
const TOO_MANY = policy('many', denies({
  Sid: 'Many', Action: 's3:DeleteBucket', Condition: { StringNotLike: { 'aws:PrincipalTag/x': [...'abcdefgh'].map((key) => `\${aws:PrincipalTag/${key}}*`) } },
}));
const ORGANIZATION = organization({
  accounts: [account('management', '999999999999')],
  organizationalUnits: [
    unit('Shop', 'ou-ab12-aaaaaaaa', { attachedPolicies: [FULL, attached(KEEP)], accounts: [account('shop', '111111111111'), account('store', '111111111112')] }),
    unit('Bank', 'ou-ab12-bbbbbbbb', { attachedPolicies: [FULL, attached(TOO_MANY)], accounts: ['bank', 'safe', 'vault'].map((name, index) => account(name, `22222222222${index}`)) }),
  ],
}, { policies: [KEEP, TOO_MANY] });

let work: string;
let snapshot: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-check-'));
  snapshot = join(work, 'organization.json');
  writeFileSync(snapshot, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-29T00:00:00Z', organization: ORGANIZATION }));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function check(invariants: string, ...more: string[]) {
  const file = join(work, 'invariants.yaml');
  writeFileSync(file, invariants);
  return cdkOrg('check', file, snapshot, ...more);
}

const INVARIANTS = `invariants:
  - { name: Trails stay, never: 'cloudtrail:StopLogging' }
  - { name: Trails of the shop stay, in: Shop, never: 'cloudtrail:StopLogging' }
`;

test('accounts that one example refutes are told together, and the exit code says that an invariant is refuted', () => {
  const { status, stdout } = check(INVARIANTS);
  expect(status).toBe(2);
  const lines = stdout.split('\n');
  expect(lines.filter((line) => line.startsWith('  does not hold in'))).toEqual(['  does not hold in Bank/bank, Bank/safe, Bank/vault']);
  expect(lines).toEqual(expect.arrayContaining([
    'REFUTED   Trails stay', '    role/Example can call cloudtrail:StopLogging', '  holds in Shop/shop, Shop/store',
    'PROVED    Trails of the shop stay', '1 proved, 1 refuted, 0 undecided',
  ]));
});

test('the command of an example repeats the answer', () => {
  const { stdout } = check(INVARIANTS);
  const [, ...words] = /^ +(cdk-org explain .*)$/m.exec(stdout)![1].split(' ');
  expect(cdkOrg(...words).stdout).toMatch(/^ALLOWED {2}cloudtrail:StopLogging in Bank\/bank\b/m);
});

test('the JSON has each verdict, with the request of an example', () => {
  const { invariants, counts } = JSON.parse(check(INVARIANTS, '--json').stdout) as {
    readonly counts: object;
    readonly invariants: readonly { readonly verdict: string; readonly groups: readonly { readonly request?: object }[] }[];
  };
  expect(counts).toEqual({ proved: 1, refuted: 1, undecided: 0 });
  expect(invariants.map(({ verdict }) => verdict)).toEqual(['refuted', 'proved']);
  expect(invariants[0].groups[0].request).toMatchObject({ action: 'cloudtrail:StopLogging' });
});

interface Printed {
  readonly invariants: readonly { readonly verdict: string; readonly groups: readonly Record<string, unknown>[] }[];
}

describe('the published schema', () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true })
    .compile(JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'check.schema.json'), 'utf8')));
  let text: string;
  beforeAll(() => { text = check(`${INVARIANTS}  - { name: Buckets stay, in: Bank, never: 's3:DeleteBucket' }\n`, '--json').stdout; });
  const printed = () => JSON.parse(text) as Printed;

  test('describes each verdict', () => {
    const output = printed();
    expect(output.invariants.map(({ verdict }) => verdict)).toEqual(['refuted', 'proved', 'undecided']);
    validate(output);
    expect(validate.errors).toBeNull();
  });

  test.each(['request', 'sentence', 'explain', 'reasons', 'accounts', 'verdict'])('does not describe an output without %s', (member) => {
    const output = printed();
    for (const { groups } of output.invariants) for (const group of groups) delete group[member];
    expect(validate(output)).toBe(false);
  });
});

test('invariants that hold give exit code 0', () => {
  expect(check("invariants:\n  - { name: Trails of the shop stay, in: Shop, never: 'cloudtrail:StopLogging' }\n").status).toBe(0);
});

test.each([
  ['a misspelled member', "invariants:\n  - { name: x, nevr: 's3:GetObject' }\n", /line 2: "nevr" is no part of an invariant\. Use name, in, /],
  ['an action that no service has', "invariants:\n  - { name: x, never: 's3:GetObjekt' }\n", /line 2: No service has an action like this: "s3:GetObjekt"\. Write /],
  ['two invariants of one name', "invariants:\n  - { name: x, never: 's3:GetObject' }\n  - { name: x, never: 's3:PutObject' }\n", /x/],
  ['a text that is no YAML', 'invariants: [', /invariants\.yaml/],
])('%s is refused with the place and what to do', (_, text, message) => {
  const file = join(work, 'invariants.yaml');
  writeFileSync(file, text);
  expect(() => readInvariants(file)).toThrow(message);
});

test('a place that does not exist ends the command with candidates, and nothing is printed', () => {
  const { status, stderr, stdout } = check("invariants:\n  - { name: x, in: Shp, never: 's3:GetObject' }\n");
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/Shp.*Shop/);
});
