import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledFunction, dockerAsset } from './code-apps';
import { committedContext, crossAccount, missingContext } from './environment-apps';
import { type LegitimateApp, organizationStack, synthesizeApp } from './legitimate-app';
import { nestedStacks, pipelines, stages } from './structure-apps';
import { appStaging, customQualifier, legacyElsewhere, legacyOrganization, noRoles } from './synthesizer-apps';
import { cdkOrg, type Ended } from '../../cli/run-cdk-org';

jest.setTimeout(120_000);

type Verdict = 'accepted' | 'refused';

interface Row {
  readonly app: LegitimateApp;
  readonly verdict: Verdict;
  /** Words of the command about an app that is refused. */
  readonly reason?: RegExp;
  /** The sentence of the page. */
  readonly why: string;
}

const ROWS: readonly Row[] = [
  { app: customQualifier, verdict: 'accepted', why: 'Roles and buckets with another name are in the same account' },
  { app: appStaging, verdict: 'accepted', why: 'The stack with the bucket and the publishing role is read like any other' },
  { app: noRoles, verdict: 'accepted', why: 'The deployment uses the rights that it has' },
  { app: crossAccount, verdict: 'accepted', why: 'Its roles are in the account to which it goes' },
  { app: committedContext, verdict: 'accepted', why: 'The answer is a part of the code, so that it is reviewed' },
  { app: bundledFunction, verdict: 'accepted', why: 'The bundle is in the assembly' },
  { app: pipelines, verdict: 'accepted', why: 'The assembly of each stage is read' },
  { app: nestedStacks, verdict: 'accepted', why: 'The templates of nested stacks are in the assembly' },
  { app: stages, verdict: 'accepted', why: 'The assembly of each stage is read' },
  { app: legacyElsewhere, verdict: 'accepted', why: 'The stack reaches nothing of the organization' },
  { app: legacyOrganization, verdict: 'refused', reason: /DefaultStackSynthesizer/, why: 'Metadata of assets could set any parameter: use `DefaultStackSynthesizer`' },
  { app: missingContext, verdict: 'refused', reason: /context/, why: 'The template has a placeholder in the place of the answer: commit `cdk.context.json`' },
  { app: dockerAsset, verdict: 'refused', reason: /[Dd]ocker/, why: 'The build runs code where it is deployed: acknowledge the digest of its sources' },
];

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'legitimate-apps-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function synthesized(app: LegitimateApp, stage: string): string {
  const assembly = mkdtempSync(join(folder, 'app-'));
  synthesizeApp(app, { stage }, assembly);
  return assembly;
}

/** The review of a pull request, with the strictest threshold and a rehearsal. */
function gate(base: string, head: string): Ended {
  return cdkOrg('diff', base, head, '--rehearse', '--fail-on', 'tightens');
}

function expectVerdict({ app, verdict, reason }: Row): void {
  const { status, stdout, stderr } = gate(synthesized(app, 'one'), synthesized(app, 'two'));
  if (verdict === 'accepted') {
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^1 tag changes\n\nharmless +Tag stage of account Shop changes from one to two\n\nThe rehearsal succeeds/);
  } else {
    expect(status).toBe(1);
    expect(`${stdout}${stderr}`).toMatch(reason!);
  }
}

test.each(ROWS)('a change of a tag is $verdict in an app with $app.name', expectVerdict);

test('a pull request that adds a function to the management account is refused, and the function is named', () => {
  const { status, stderr } = gate(synthesized({ name: 'nothing else', build: organizationStack }, 'one'), synthesized(bundledFunction, 'one'));
  expect(status).toBe(1);
  expect(stderr).toMatch(/Lambda function \w+ of stack Reports is new/);
});

test('the page has these verdicts and no others', () => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'ordinary-apps.md'), 'utf8');
  expect(page.split('\n').filter((line) => /\| (accepted|refused) \|/.test(line)).sort())
    .toEqual(ROWS.map(({ app, verdict, why }) => `| ${app.name} | ${verdict} | ${why} |`).sort());
});
