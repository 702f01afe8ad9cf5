import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { cdkOrg } from './run-cdk-org';
import { Account, AccountGuardrails, ExemptionEnd, Organization, ServiceControlPolicy } from '../../src';
import { removeApps, synthesize } from '../proofs/support/app';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');

let work: string;
let invariants: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-exemptions-'));
  invariants = join(work, 'invariants.yaml');
  writeFileSync(invariants, 'invariants:\n  - { name: Nobody leaves but the mergers, never: organizations:LeaveOrganization, exceptPrincipals: role/mergers }\n');
});
afterAll(() => {
  removeApps();
  rmSync(work, { recursive: true, force: true });
});

/** An app with two exemptions from one guardrail, that of the mergers until a day. */
function appUntil(day: string, end = ExemptionEnd.BY_HAND): string {
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    new Account(stack, 'Shop', { accountName: 'shop', email: 'aws+shop@example.com', parent: root });
    const exempt = { reason: 'Sale', approver: 'OPS-1234', end };
    root.attachPolicy(new ServiceControlPolicy(stack, 'Stay', {
      guardrails: [
        AccountGuardrails.denyLeavingOrganization()
          .exemptPrincipal('arn:*:iam::*:role/mergers', { ...exempt, until: day })
          .exemptPrincipal('arn:*:iam::111122223333:role/mergers', { ...exempt, until: '2099-01-01', reason: 'Second sale' }),
      ],
    }));
  });
}

test('check lists the exemptions of code, and fails after the day of one', () => {
  const [early, late] = [appUntil('2020-01-01'), appUntil('2098-01-01')].map((app) => cdkOrg('check', invariants, app));
  expect(late.stdout).toContain('2 exemptions from guardrails\n  until 2098-01-01: ');
  expect(late.status).toBe(0);
  expect(early.stdout).toContain('2 exemptions from guardrails, 1 of which has ended\n  ended on 2020-01-01: arn:*:iam::*:role/mergers from deny-leaving-organization in Landing/Stay: "Sale", approved by "OPS-1234"\n');
  expect(early.status).toBe(2);
});

test('check --json has them, as its schema says', () => {
  const { stdout } = cdkOrg('check', invariants, appUntil('2020-01-01'), '--json');
  const json = JSON.parse(stdout) as { exemptions: { state: string; until: string }[] };
  expect(json.exemptions.map(({ state, until }) => `${state} ${until}`)).toEqual(['ended 2020-01-01', 'active 2099-01-01']);
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(join(ROOT, 'docs', 'check.schema.json'), 'utf8')));
  validate(json);
  expect(validate.errors).toBeNull();
});

test('an exemption or a rollout that nobody can read is not dropped without a word', () => {
  const app = appUntil('2099-01-01');
  const manifest = join(app, 'manifest.json');
  const metadataFiles = [manifest, ...readdirSync(app).filter((name) => name.endsWith('.metadata.json')).map((name) => join(app, name))];
  for (const file of metadataFiles) writeFileSync(file, readFileSync(file, 'utf8').replaceAll('2099-01-01', 'in May'));
  const warning = 'Warning: The stack Landing describes an exemption from a guardrail in a form that is not known, so that nothing shows it (given: {';
  const checked = cdkOrg('check', invariants, app);
  expect([checked.stderr, checked.status]).toEqual([expect.stringContaining(warning), 0]);
  expect(checked.stderr.match(/Warning/g)).toHaveLength(1);
  expect(checked.stderr).toContain(', and 1 more). Synthesize the app again');
  expect(cdkOrg('diff', app, app).stderr).toContain(warning);
  const { status, stderr } = cdkOrg('diff', app, app, '--fail-on', 'ended-exemption');
  expect([status, stderr]).toEqual([1, expect.stringMatching(/cdk-org: An exemption or a policy rollout of the code cannot be read, .*Given: --fail-on ended-exemption\./)]);
});

test('an exemption that ended at synthesis fails as well: what is deployed still has it', () => {
  const app = appUntil('2020-01-01', ExemptionEnd.AT_SYNTHESIS);
  const { status, stdout } = cdkOrg('check', invariants, app);
  expect(stdout).toContain('  ended on 2020-01-01: arn:*:iam::*:role/mergers');
  expect(status).toBe(2);
  expect(cdkOrg('diff', app, app, '--fail-on', 'ended-exemption').status).toBe(1);
});

test('diff stops at an exemption that has ended only if asked, also where the change is about something else', () => {
  const [early, late] = [appUntil('2020-01-01'), appUntil('2098-01-01')];
  const { status, stdout } = cdkOrg('diff', late, early);
  expect(status).toBe(0);
  expect(stdout).toContain('changed, ended on 2020-01-01 (before: 2098-01-01)');
  const stopped = cdkOrg('diff', early, early, '--fail-on', 'destroys,ended-exemption');
  expect(stopped.status).toBe(1);
  expect(stopped.stderr).toContain('1 exemption has ended (--fail-on ended-exemption):\n  ended on 2020-01-01: ');
  expect(cdkOrg('diff', early, late, '--fail-on', 'ended-exemption').status).toBe(0);
});

test('a level that is not known names all levels', () => {
  const app = appUntil('2098-01-01');
  expect(cdkOrg('diff', app, app, '--fail-on', 'ended-exemptions').stderr).toContain('Give one or more of destroys, loosens, tightens, new-access, newly-denied-use, ended-exemption, hasty-rollout');
});

test('a snapshot tells no exemptions, so that the level is refused where one comes after', () => {
  const app = appUntil('2020-01-01');
  const snapshot = join(ROOT, 'examples', 'typescript', 'brownfield', 'organization.json');
  const { status, stderr } = cdkOrg('diff', snapshot, snapshot, '--fail-on', 'ended-exemption');
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^cdk-org: Only code tells its exemptions and rollouts, and here the live organization as of .* is compared\. Given: --fail-on ended-exemption\./)]);
  expect(cdkOrg('diff', snapshot, app, '--fail-on', 'ended-exemption').stderr).toContain('1 exemption has ended');
});
