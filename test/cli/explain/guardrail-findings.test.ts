import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { explainCommand } from '../../../src/cli/explain/explain-command';
import type { Policy } from '../../../src/model';
import { ACCOUNT_ID, type AskedFinding, type Finding, FINDINGS } from '../../constructs/guardrails/findings';
import { documentOf, languageOf } from '../../constructs/guardrails/support/verdicts';
import { account, attached, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';

const ROOT = join(__dirname, '..', '..', '..');

interface Row extends Finding {
  /** The account with the guardrail. Its units differ, so that each row has an account of the same ID. */
  readonly file: string;
}

let work: string;
let rows: Row[];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-findings-'));
  rows = FINDINGS.map((finding, index) => ({ ...finding, file: snapshot(`${index}`, policyOf(finding)) }));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function policyOf({ guardrail }: Finding): Policy {
  const built = guardrail();
  return policy('limits', documentOf(built), languageOf(built));
}

/** A snapshot of an organization in which the account has one policy, and another account has none. */
function snapshot(name: string, limits: Policy): string {
  const file = join(work, `${name}.json`);
  const value = organization({
    attachedPolicies: [FULL, RCP_FULL],
    accounts: [account('free', '444455556666', [FULL, RCP_FULL])],
    organizationalUnits: [unit('Limited', 'ou-ab12-11111111', {
      attachedPolicies: [FULL, RCP_FULL, attached(limits)], accounts: [account('shop', ACCOUNT_ID, [FULL, RCP_FULL])],
    })],
  }, { policies: [limits], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] });
  writeFileSync(file, JSON.stringify({ format: 'cdk-org-snapshot/1', takenAt: '2026-11-29T00:00:00.000Z', organization: value }));
  return file;
}

interface Answered {
  readonly text: string;
  readonly exitCode: unknown;
}

/** Runs the command in this process. */
async function explain(file: string, { action, resource, principal = 'role/Developer', region, context = {} }: AskedFinding, ...more: string[]): Promise<Answered> {
  const written: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const before = process.exitCode;
  try {
    await explainCommand().parseAsync([
      file, '--account', 'shop', '--action', action, '--principal', principal,
      ...(resource === undefined ? [] : ['--resource', resource]), ...(region === undefined ? [] : ['--region', region]),
      ...Object.entries(context).flatMap(([key, value]) => ['--context', `${key}=${value}`]), ...more,
    ], { from: 'user' });
    return { text: written.join(''), exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    out.mockRestore();
  }
}

const cases = FINDINGS.flatMap((finding, index) => finding.asked.map((asked) => ({
  index, finding, asked, row: finding.row, id: finding.guardrail().guardrailId, action: asked.action, before: asked.before, now: asked.now,
})));

test.each(cases)('row $row: $action was $before and is $now with $id', async ({ index, finding, asked, id, now }) => {
  const { text, exitCode } = await explain(rows[index].file, asked);
  const { description } = finding.guardrail();
  const line = `guardrail ${id}: ${description}`;
  expect([text.split(' ')[0], exitCode, text.includes(`\n     ${line}\n`)]).toEqual([now, now === 'DENIED' ? 2 : 0, now === 'DENIED']);
});

test('the table has every row of the examination that names a request', () => {
  const numbers = [...new Set(FINDINGS.map(({ row }) => row))].sort((one, other) => one - other);
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
});

test('--json names the guardrail and its promise, and follows the schema', async () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false })
    .compile(JSON.parse(readFileSync(join(ROOT, 'docs', 'explain.schema.json'), 'utf8')));
  const denied = rows.flatMap(({ asked, file }) => asked.filter(({ now }) => now === 'DENIED').slice(0, 1).map((first) => ({ file, first })));
  for (const { file, first } of denied) {
    const answer = JSON.parse((await explain(file, first, '--json')).text);
    validate(answer);
    expect(validate.errors).toBeNull();
    const named = answer.answers[0].matchedStatements.filter((reason: object) => 'guardrail' in reason);
    expect(named).toEqual([expect.objectContaining({ kind: 'deny', guardrail: { id: expect.any(String), promise: expect.stringMatching(/^(?:Denies|Requires|Limits) /) } })]);
    expect(named[0]).not.toHaveProperty('action');
  }
});

test('--account all names the guardrail once for the accounts that share it', async () => {
  const { asked: [first], file } = rows[0];
  const { text } = await explain(file, first, '--account', 'all');
  expect(text.match(/^ {5}guardrail .*$/gm)).toEqual(['     guardrail protect-databases: Denies deleting the listed databases']);
});

test('an open answer names the guardrail on which it depends', async () => {
  const { file } = rows[0];
  const { text } = await explain(file, { action: 'rds:DeleteDBCluster', before: 'ALLOWED', now: 'DENIED' });
  expect(text).toMatch(/^DEPENDS /);
  expect(text).toContain('\n     guardrail protect-databases: Denies deleting the listed databases\n');
});
