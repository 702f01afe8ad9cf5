import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { App, Stack } from 'aws-cdk-lib';
import { cdkOrg } from './run-cdk-org';
import { Account, Organization, OrganizationalUnit } from '../../src/constructs';
import { SNAPSHOT_FORMAT } from '../../src/model';
import type { ReviewJson } from '../../src/report';
import { cleanUp, deployedExample, type Edit, STACK_FILE, synthesizeExample } from '../end-to-end/example';

jest.setTimeout(180_000);

const ROOT = join(__dirname, '..', '..');
const edit = (replace: string, by: string, file = STACK_FILE): Edit => ({ file, replace, by });
const RENAMED = edit("'Policy Staging'", "'Policy Canaries'");
const SWAPPED = edit('sandbox.attachPolicy(regions)', 'sandbox.attachPolicy(protectNetwork)');

let work: string;
let base: string;
let renamed: string;
let loosened: string;
/** The organization of the base, saved like a live organization. */
let snapshot: string;
/** The same, with the stacks that made it. */
let saved: string;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-'));
  [base, renamed, loosened] = [synthesizeExample(), synthesizeExample(RENAMED), synthesizeExample(SWAPPED)];
  const { organization, state } = await deployedExample();
  snapshot = join(work, 'snapshot.json');
  writeFileSync(snapshot, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
  saved = join(work, 'saved.json');
  writeFileSync(saved, JSON.stringify(state));
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  cleanUp();
});

/** A cloud assembly of an app that has nothing to do with organizations. */
function bare(): string {
  const folder = mkdtempSync(join(work, 'bare-'));
  writeFileSync(join(folder, 'X.template.json'), JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({
    version: '48.0.0', artifacts: { X: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'X.template.json' } } },
  }));
  return folder;
}

/** A cloud assembly of an app with one account in a unit. */
function small(unitName: string): string {
  const app = new App({ outdir: mkdtempSync(join(work, 'small-')), analyticsReporting: false });
  const stack = new Stack(app, 'Small', { env: { account: '111111111111', region: 'us-east-1' } });
  const unit = new OrganizationalUnit(stack, 'Unit', { parent: new Organization(stack, 'Organization').root, organizationalUnitName: unitName });
  new Account(stack, 'Shop', { parent: unit, accountName: 'shop', email: 'shop@example.com' });
  return app.synth().directory;
}

/** As `--redact-addresses` writes it. */
function redacted(): string {
  const file = join(work, 'redacted.json');
  writeFileSync(file, readFileSync(snapshot, 'utf8').replace(/"email":"[^"]+"/g, '"email":"111122223333@redacted.invalid"'));
  return file;
}

/** The state of a simulator, which knows no stacks. */
function withoutStacks(): string {
  const file = join(work, 'no-stacks.json');
  const { simulator } = JSON.parse(readFileSync(saved, 'utf8')) as { simulator: unknown };
  writeFileSync(file, JSON.stringify(simulator));
  return file;
}

function review(...args: string[]): ReviewJson {
  const { status, stdout, stderr } = cdkOrg(...args, '--format', 'json');
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReviewJson;
}

const kinds = ({ changes }: ReviewJson) => changes.map(({ kind }) => kind);

describe('cdk-org diff', () => {
  test('says in words what changes, and that nothing does', () => {
    expect(cdkOrg('diff', base, base)).toEqual(expect.objectContaining({ status: 0, stdout: 'Nothing changes in the organization\n', stderr: '' }));
    const { status, stdout } = cdkOrg('diff', base, renamed);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 organizational unit is renamed\n\nharmless {2}Organizational unit Policy Staging is renamed to Policy Canaries\n/);
  });

  test('rehearses the change: writing calls, and who they are about', () => {
    const { rehearsal } = review('diff', base, loosened, '--rehearse');
    expect(rehearsal).toMatchObject({
      succeeded: true,
      writingCalls: [{ operation: 'AttachPolicy', subject: 'protect-network: Sandbox' }, { operation: 'DetachPolicy', subject: 'allowed-regions: Sandbox' }],
      failures: [],
      warnings: [],
    });
    expect(rehearsal!.virtualSeconds).toBeGreaterThan(0);
  });

  test('rehearses onto the stacks of a saved state, without a warning that they are unknown', () => {
    const { rehearsal } = review('diff', saved, loosened, '--rehearse');
    expect(rehearsal).toMatchObject({ succeeded: true, failures: [], warnings: [] });
    expect(rehearsal!.writingCalls.map(({ operation }) => operation)).toEqual(['AttachPolicy', 'DetachPolicy']);
    const { virtualSeconds } = JSON.parse(cdkOrg('rehearse', loosened, '--state', saved, '--json').stdout) as { virtualSeconds: number };
    expect(rehearsal!.virtualSeconds).toBe(virtualSeconds);
  });

  test('a rehearsal onto the state of a simulator warns that its stacks are unknown', () => {
    const { rehearsal } = review('diff', withoutStacks(), loosened, '--rehearse');
    expect(rehearsal!.warnings).toEqual([expect.stringContaining('are not known')]);
  });

  test('a rehearsal that cannot be made leaves the review as it is, and stops a pipeline that asks for one', () => {
    const args = ['diff', small('Shops'), small('Stores'), '--rehearse', '--account-quota', '1'];
    const file = join(work, 'impossible.md');
    const { status, stdout, stderr } = cdkOrg(...args, '--format', 'json', '--output', file);
    const { rehearsal, headline, changes } = JSON.parse(stdout) as ReviewJson;
    expect(changes).not.toEqual([]);
    expect(headline).toMatch(/; the rehearsal is not possible$/);
    expect(rehearsal).toMatchObject({ succeeded: false, notPossible: expect.stringMatching(/because the base cannot be deployed: .*raise the quota of accounts/), writingCalls: [] });
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toMatch(/\*\*Rehearsal\*\*: \*\*is not possible\*\*[^]*> - The change cannot be rehearsed, because the base cannot be deployed/);
    expect(cdkOrg(...args, '--fail-on', 'destroys')).toMatchObject({
      status: 1, stderr: expect.stringMatching(/The rehearsal is not possible \(--fail-on destroys\):\n {2}The change cannot be rehearsed/), stdout: expect.stringMatching(/The rehearsal is not possible: The change/),
    });
  });

  test('prints an object after the published schema', () => {
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'review.schema.json'), 'utf8')) as object;
    const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
    validate(review('diff', base, loosened, '--rehearse'));
    expect(validate.errors).toBeNull();
  });

  test('says what it does not judge', () => {
    const file = join(work, 'not-judged.md');
    const { headline, actionsNotJudged, risks } = JSON.parse(cdkOrg('diff', base, loosened, '--no-impact', '--format', 'json', '--output', file).stdout) as ReviewJson;
    expect([headline, actionsNotJudged]).toEqual(['1 policy attachment is removed, 1 policy attachment is added; what accounts can do is not judged (--no-impact)', true]);
    expect(risks.map(({ level }) => level)).toContain('loosens');
    expect(readFileSync(file, 'utf8')).not.toMatch(/harmless|none can do/);
  });

  test('writes files by their extensions, beside what it prints', () => {
    const file = (extension: string) => join(work, `review.${extension}`);
    const { status, stdout } = cdkOrg('diff', base, loosened, '--format', 'markdown', '--output', ...['txt', 'md', 'json', 'html', 'csv', 'svg'].map(file));
    expect(status).toBe(0);
    expect(readFileSync(file('md'), 'utf8')).toBe(stdout);
    expect(stdout).toMatch(/^<!-- cdk-aws-organizations:review -->/);
    expect(readFileSync(file('txt'), 'utf8')).toMatch(/^1 policy attachment is removed, 1 policy attachment is added\n/);
    expect(kinds(JSON.parse(readFileSync(file('json'), 'utf8')) as ReviewJson)).toEqual(['attached', 'detached']);
    expect(readFileSync(file('html'), 'utf8')).toMatch(/^<!DOCTYPE html>[^]*sandbox-blue/);
    expect(readFileSync(file('csv'), 'utf8').split('\r\n')).toHaveLength(17);
    expect(readFileSync(file('svg'), 'utf8')).toMatch(/^<svg[^]*sandbox-blue/);
  });

  test.each<[string, () => string[], number, RegExp]>([
    ['--fail and a difference', () => [base, renamed, '--fail'], 1, /There are differences \(--fail\): 1\./],
    ['--fail and none', () => [base, base, '--fail'], 0, /^$/],
    ['a change that loosens, which is not let pass', () => [base, loosened, '--fail-on', 'destroys,loosens'], 1,
      /^cdk-org: 1 change of the level "loosens" \(--fail-on loosens\):\n {2}Service control policy allowed-regions is detached from organizational unit Sandbox\n$/],
    ['a change that loosens where only destroying is stopped', () => [base, loosened, '--fail-on', 'destroys'], 0, /^$/],
    ['a harmless change', () => [base, renamed, '--fail-on', 'tightens'], 0, /^$/],
  ])('exit code: %s', (_, args, status, message) => {
    const result = cdkOrg('diff', ...args());
    expect(result.stderr).toMatch(message);
    expect(result.status).toBe(status);
  });

  test('from a snapshot, a resource that keeps its logical ID is the same one if the deployed code is given', () => {
    expect(kinds(review('diff', snapshot, renamed, '--base', base))).toEqual(['organizationalUnitRenamed']);
    expect(kinds(review('diff', snapshot, loosened))).toEqual(['attached', 'detached']);
  });

  test('compares any two snapshots', () => {
    const later = join(work, 'later.json');
    writeFileSync(later, readFileSync(snapshot, 'utf8').replaceAll('sandbox-blue', 'sandbox-red'));
    expect(new Set(kinds(review('diff', snapshot, later)))).toEqual(new Set(['accountRenamed', 'accountEmailChanged']));
  });

  test.each<[string, () => string[], RegExp]>([
    ['nothing at all', () => [], /Nothing is given to compare\. Give two organizations, as in "cdk-org diff base\/cdk\.out cdk\.out", or one with --live, as in "cdk-org diff --live cdk\.out"\./],
    ['one organization', () => [base], /Only one of the two organizations is given/],
    ['a file of no known format', () => [base, base, '--output', 'review.doc'], /No format goes with .* review\.doc\. Use one of \.txt/],
    ['a level of risk that there is not', () => [base, base, '--fail-on', 'everything'], /Give one or more of destroys, loosens, tightens/],
    ['a threshold that needs the impact without it', () => [base, base, '--fail-on', 'loosens', '--no-impact'], /without the impact\. Given: --fail-on loosens\. Leave --no-impact out/],
    ['a rehearsal of a snapshot', () => [base, snapshot, '--rehearse'], /Only code can be rehearsed/],
    ['the code deployed last where before is code', () => [base, renamed, '--base', base], /Code was deployed onto a live organization, .* leave --base out/],
    ['a profile without --live', () => [base, renamed, '--profile', 'x'], /These options are only for a live organization.*--profile x\. Give --live/],
    ['a quota without a rehearsal', () => [base, renamed, '--account-quota', '9'], /one of the rehearsal.*--account-quota 9\. Give --rehearse/],
    ['two folders with nothing of this library', () => [bare(), bare()], /This code has no resources of cdk-aws-organizations.*Give the folder/],
    ['a snapshot without addresses and code', () => [redacted(), renamed], /no email addresses, by which code finds its accounts/],
    ['code with nothing of this library for a snapshot', () => [snapshot, bare()], /no resources of cdk-aws-organizations/],
    ['deployed code with nothing of this library', () => [snapshot, renamed, '--base', bare()], /no resources of cdk-aws-organizations/],
    ['a second folder with --live', () => [base, base, '--live'], /With --live one folder/],
  ])('refuses %s', (_, args, message) => {
    const { status, stdout, stderr } = cdkOrg('diff', ...args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([status, stdout]).toEqual([1, '']);
  });
});

describe('cdk-org drift with a snapshot', () => {
  test('finds nothing in what was deployed, and what has changed since', () => {
    expect(cdkOrg('drift', base, '--snapshot', snapshot)).toMatchObject({ status: 0, stdout: 'Nothing was changed outside the code\n', stderr: '' });
    const { status, stdout, stderr } = cdkOrg('drift', renamed, '--snapshot', snapshot);
    expect(stdout).toContain('Organizational unit Policy Canaries was renamed by hand to Policy Staging');
    expect(stdout).toContain('\n  npx cdk deploy --all --context "cdk-aws-organizations:reconcile=$(date +%s)"\n');
    expect([status, stderr]).toEqual([2, 'cdk-org: The organization is not what the code says (differences: 1).\n']);
  });

  test('that cannot be looked at has another exit code than drift', () => {
    expect(cdkOrg('drift', base, '--snapshot', join(work, 'nowhere.json')).status).toBe(1);
    expect(cdkOrg('drift', base, '--snapshot', snapshot, '--stack-ids')).toMatchObject({ status: 1, stderr: expect.stringMatching(/a snapshot is given\. Given: --stack-ids\./) });
  });

  test('finds the renamed OU by the stacks of a saved state, even if another OU was renamed too', () => {
    const changed = join(work, 'renamed-twice.json');
    writeFileSync(changed, readFileSync(saved, 'utf8').replace('"name":"Policy Staging"', '"name":"One"').replace('"name":"Sandbox"', '"name":"Two"'));
    expect(JSON.parse(cdkOrg('drift', base, '--snapshot', changed, '--format', 'json').stdout)).toMatchObject({
      drift: true,
      changes: [
        { kind: 'organizationalUnitRenamed', before: 'Policy Staging', after: 'One' }, { kind: 'organizationalUnitRenamed', before: 'Sandbox', after: 'Two' },
      ],
    });
  });

  test('names a tag that no stack of the code wrote, as drift', () => {
    const forged = join(work, 'forged.json');
    writeFileSync(forged, readFileSync(snapshot, 'utf8').replace('"cost-center":', '"cdk-aws-organizations:admin":"yes","cost-center":'));
    expect(cdkOrg('drift', base, '--snapshot', forged)).toMatchObject({
      status: 2, stdout: expect.stringMatching(/The code does not explain 1 tag of this library:\n {2}The tag cdk-aws-organizations:admin of .* says "yes", and no version/),
    });
    expect(cdkOrg('diff', forged, renamed, '--base', base)).toMatchObject({ status: 0, stdout: expect.stringContaining('The tag cdk-aws-organizations:admin of ') });
  });

  test('refuses code with nothing of this library, and a connection that is not used', () => {
    expect(cdkOrg('drift', base, '--snapshot', redacted()).stderr).toMatch(/no email addresses/);
    expect(cdkOrg('drift', bare(), '--snapshot', snapshot)).toMatchObject({ status: 1, stderr: expect.stringMatching(/no resources of cdk-aws-organizations/) });
    expect(cdkOrg('drift', base, '--snapshot', snapshot, '--region', 'eu-west-1').stderr).toMatch(/a snapshot is given\. Given: --region eu-west-1\./);
  });

  test('refuses code in place of a live organization', () => {
    expect(cdkOrg('drift', base, '--snapshot', base).stderr).toMatch(/This is no snapshot: a file .* is expected/);
  });
});

describe('cdk-org rehearse --from', () => {
  test('with the code that was deployed, only what changes is written', () => {
    const { status, stdout } = cdkOrg('rehearse', renamed, '--from', snapshot, '--base', base, '--brief');
    expect(status).toBe(0);
    expect(stdout).toContain('writing  UpdateOrganizationalUnit 1\n');
  });

  describe('onto an organization in which a tag was changed by hand', () => {
    const NOT_PLATFORM = /^Tag cost-center of .* is by-hand, not platform$/;
    let drifted: string;
    beforeAll(() => {
      drifted = join(work, 'drifted.json');
      writeFileSync(drifted, readFileSync(snapshot, 'utf8').replace('"cost-center":"platform"', '"cost-center":"by-hand"'));
    });

    test('what was so before is listed, and makes no failure', () => {
      const { status, stdout } = cdkOrg('rehearse', renamed, '--from', drifted, '--base', base, '--brief');
      expect(stdout).toMatch(/Not what the code says, but was so before the deployment, which leaves it alone:\n {2}Tag cost-center [^\n]*by-hand, not platform\n/);
      expect(stdout).toMatch(/\n\nOtherwise the organization is what the code says\.\n\nSucceeded: LandingZone/);
      expect(status).toBe(0);
    });

    test('the object names it, after the published schema', () => {
      const { status, stdout } = cdkOrg('rehearse', renamed, '--from', drifted, '--base', base, '--json');
      const object = JSON.parse(stdout) as object;
      expect([status, object]).toEqual([0, expect.objectContaining({
        differences: [expect.stringMatching(NOT_PLATFORM)], differencesBefore: [expect.stringMatching(NOT_PLATFORM)],
      })]);
      const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'rehearsal-result.schema.json'), 'utf8')) as object;
      const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
      validate(object);
      expect(validate.errors).toBeNull();
    });
  });

  test('without it, what the stacks own is found by its tag, and the report says what is not known', () => {
    const { status, stdout } = cdkOrg('rehearse', loosened, '--from', snapshot, '--brief');
    expect(status).toBe(0);
    expect(stdout).toMatch(/The stacks that made this organization are not known/);
    expect(stdout).not.toMatch(/\b(CreateAccount|CreateOrganizationalUnit|CreatePolicy)\b/);
  });

  test('from a saved state, its stacks are known', () => {
    const { status, stdout } = cdkOrg('rehearse', renamed, '--from', saved, '--brief');
    expect([status, stdout]).toEqual([0, expect.stringContaining('writing  UpdateOrganizationalUnit 1\n')]);
    expect(stdout).not.toContain('are not known');
  });

  test('the stack may lose all that it had of this library, and an app of other stacks as well has enough of it', () => {
    const emptied = bare();
    const manifest = join(emptied, 'manifest.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"X":', '"LandingZone":'));
    expect(cdkOrg('rehearse', emptied, '--state', saved, '--brief')).toMatchObject({ stdout: expect.stringContaining('LandingZone'), stderr: '' });
    const mixed = join(work, 'mixed');
    cpSync(base, mixed, { recursive: true });
    const { artifacts } = JSON.parse(readFileSync(manifest, 'utf8')) as { artifacts: Record<string, unknown> };
    const own = JSON.parse(readFileSync(join(mixed, 'manifest.json'), 'utf8')) as { artifacts: Record<string, unknown> };
    cpSync(join(emptied, 'X.template.json'), join(mixed, 'X.template.json'));
    writeFileSync(join(mixed, 'manifest.json'), JSON.stringify({ ...own, artifacts: { ...own.artifacts, Other: artifacts.LandingZone } }));
    expect(cdkOrg('rehearse', mixed, '--stacks', 'Other', '--brief')).toMatchObject({ status: 0, stdout: expect.stringContaining('Succeeded: Other') });
  });

  test.each<[string, () => string[], RegExp]>([
    ['code with nothing of this library', () => [bare()], /no resources of cdk-aws-organizations/],
    ['such code for a snapshot', () => [bare(), '--from', snapshot], /no resources of cdk-aws-organizations/],
    ['such code as what was deployed', () => [renamed, '--from', snapshot, '--base', bare()], /no resources of cdk-aws-organizations/],
    ['to delete without a state', () => [base, '--delete'], /There is no stack to be deleted\. Given: no --state\. Give with --state what/],
    ['to delete from a state without stacks', () => [base, '--delete', '--state', withoutStacks()], /no stack to be deleted\. Given: .*no-stacks\.json/],
  ])('refuses %s', (_, args, message) => {
    const { status, stdout, stderr } = cdkOrg('rehearse', ...args());
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([1, '']);
  });

  test('refuses a base without an organization, and code as one', () => {
    expect(cdkOrg('rehearse', renamed, '--base', base).stderr).toMatch(/There is no organization that this code was deployed onto/);
    expect(cdkOrg('rehearse', renamed, '--from', base).stderr)
      .toContain(`This is no snapshot: a file that "cdk-org snapshot" wrote is expected, or a saved state. Given: ${base}.`);
    const nowhere = join(base, 'nowhere.json');
    expect(cdkOrg('rehearse', renamed, '--from', nowhere).stderr).toContain(`This file does not exist. Give a snapshot or a saved state. Given: ${nowhere}.`);
  });
});

describe('one organization', () => {
  test('is written as a page', () => {
    const file = join(work, 'organization.html');
    expect(cdkOrg('report', base, '-o', file)).toMatchObject({ status: 0, stdout: `${file}\n` });
    expect(readFileSync(file, 'utf8')).toMatch(/^<!DOCTYPE html>[^]*log-archive/);
  });

  test('is drawn as SVG and as Mermaid', () => {
    expect(cdkOrg('graph', snapshot).stdout).toMatch(/^<svg[^]*log-archive[^]*<\/svg>\s*$/);
    expect(cdkOrg('graph', base, '--format', 'mermaid').stdout).toMatch(/^flowchart LR\n[^]*log-archive/);
    const file = join(work, 'tree.svg');
    expect(cdkOrg('graph', base, '-o', file).stdout).toBe('');
    expect(existsSync(file)).toBe(true);
  });

  test.each(['report', 'graph'])('%s refuses none, and two', (command) => {
    expect(cdkOrg(command).stderr).toMatch(/No cloud assembly is given, and none is found .* give the path of a cdk\.out, a snapshot or a saved state, or --live\./);
    expect(cdkOrg(command, base, '--live').stderr).toMatch(/Two organizations are given/);
  });
});
