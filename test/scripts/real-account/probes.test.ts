import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERYTHING, found, MANAGEMENT, probeOf, remains, simulatedAccount } from './simulated-account';
import { deviationsOf } from '../../../scripts/real-account/compare';
import { findingText } from '../../../scripts/real-account/finding';
import { fixtureOf } from '../../../scripts/real-account/fixture';
import { NOT_ASKED_OF_ORGANIZATIONS } from '../../../scripts/real-account/not-asked';
import { PROBES } from '../../../scripts/real-account/probes';
import { runProbes } from '../../../scripts/real-account/run-probes';
import { Session } from '../../../scripts/real-account/session/session';
import { ORGANIZATIONS_READINGS, type OrganizationsReadingName } from '../../../src/simulator';

const ASKED = (Object.keys(ORGANIZATIONS_READINGS) as OrganizationsReadingName[]).filter((name) => !(name in NOT_ASKED_OF_ORGANIZATIONS));
const CASES = ASKED.flatMap((name) => ORGANIZATIONS_READINGS[name].map((value) => [name, value] as const));

test.each(CASES)('the probe of %s answers %s where the simulator has this reading, and leaves nothing behind', async (name, value) => {
  const { row, left, changed } = await found(name, value);
  expect({ answer: findingText(row.finding), left, changed }).toEqual({ answer: value, left: [], changed: [] });
  const [usual] = ORGANIZATIONS_READINGS[name];
  const deviations = deviationsOf(fixtureOf([row], 'us-east-1', 0));
  expect(deviations.map(({ reading, recorded }) => `${reading} ${recorded}`)).toEqual(value === usual ? [] : [`${name} ${value}`]);
});

test('each reading is asked by one probe, or has a reason why it is not asked', () => {
  const asked = PROBES.flatMap(({ questions }) => Object.keys(questions));
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.filter((name) => name in NOT_ASKED_OF_ORGANIZATIONS)).toEqual([]);
  expect([...asked, ...Object.keys(NOT_ASKED_OF_ORGANIZATIONS)].sort()).toEqual(Object.keys(ORGANIZATIONS_READINGS).sort());
});

describe('a run of all probes', () => {
  test('agrees with the defaults of the simulator, and leaves only a closed account', async () => {
    const account = simulatedAccount({ rates: true, policyTypeSettlingMs: 30_000 });
    const [left, before]: [string[], string[]] = [[], remains(account.simulator)];
    const rows = await runProbes(new Session(account.connection, 'test'), PROBES, { ...EVERYTHING, onLeftBehind: (what) => left.push(what) });
    const unknown = rows.filter(({ finding }) => 'unknown' in finding).map(({ reading }) => reading);
    // They need another partition, conflicts, and lag.
    expect(unknown).toEqual(['policiesOfATypeNotOffered', 'conflictCheck', 'notVisibleYet']);
    expect(deviationsOf(fixtureOf(rows, 'us-east-1', 0))).toEqual([]);
    expect({ left, remains: remains(account.simulator) }).toEqual({ left: [], remains: before });
    const called = new Set(account.simulator.journal.filter(({ accountId }) => accountId === MANAGEMENT).map(({ operation }) => operation));
    const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'contributing', 'real-account.md'), 'utf8');
    const named = [...page.matchAll(/"organizations:(\w+)"/g)].map(([, operation]) => operation);
    // The page names all that writes, and nothing that no probe calls.
    expect([...called].filter((operation) => !/^(Describe|List|GetCallerIdentity)/.test(operation)).sort()).toEqual(named.sort());
  });

  test('without options it creates no account, invites nobody but the ID of nobody, and does not answer those questions', async () => {
    const account = simulatedAccount();
    const rows = await runProbes(new Session(account.connection, 'test'), PROBES);
    const needs = rows.flatMap(({ finding }) => ('unknown' in finding && finding.unknown.startsWith('needs ') ? finding.unknown : []));
    expect([...new Set(needs)].sort()).toEqual(['needs --invite', 'needs --with-accounts', 'needs --with-throttling']);
    expect(needs).toHaveLength(PROBES.filter(({ needs: each }) => each).flatMap(({ questions }) => Object.keys(questions)).length);
    const operations = account.simulator.journal.map(({ operation }) => operation);
    expect(operations.filter((operation) => /CreateAccount$|CloseAccount|RegisterDelegated/.test(operation))).toEqual([]);
    expect(operations.filter((operation) => operation === 'InviteAccountToOrganization')).toHaveLength(1);
  });
});

test.each([
  ['TargetNotFoundException', { other: 'TargetNotFoundException' }],
  ['AccessDeniedException', { unknown: 'the call was refused with AccessDeniedException' }],
])('an outcome that the simulator does not have is recorded as such, unless it says nothing: %s', async (error, finding) => {
  const account = simulatedAccount({ faults: [`UntagResource:1:fail=${error}`] });
  const [row] = await runProbes(new Session(account.connection, 'test'), [probeOf('untaggingAbsentKeys')]);
  expect(row.finding).toEqual(finding);
});
