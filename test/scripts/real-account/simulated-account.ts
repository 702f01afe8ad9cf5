import type { Probe } from '../../../scripts/real-account/probe';
import { PROBES } from '../../../scripts/real-account/probes';
import type { Row, RunOptions } from '../../../scripts/real-account/run-probes';
import { runProbes } from '../../../scripts/real-account/run-probes';
import { simulatorConnection } from '../../../scripts/real-account/session/connection';
import { type Connection, Session } from '../../../scripts/real-account/session/session';
import { type OrganizationsReadingName, Simulator, type SimulatorOptions } from '../../../src/simulator';
import { Harness } from '../../simulator/harness';

const DAY_MS = 24 * 3_600_000;
export const MANAGEMENT = '111111111111';
const OUTSIDER = { id: '222222222222', email: 'ana@example.com', name: 'Ana' };

/** An organization that has one account for a hundred days. */
const STATE = (() => {
  const harness = new Harness({ standaloneAccounts: [OUTSIDER] });
  harness.call('CreateOrganization');
  harness.account('old');
  harness.simulator.advance(100 * DAY_MS);
  return harness.simulator.state();
})();

/** The options that a simulator needs so that a question has an answer at all. */
const CONDITIONS: { readonly [N in OrganizationsReadingName]?: Omit<SimulatorOptions, 'readings'> } = {
  conflictCheck: { conflicts: { writeMs: [500, 500] } },
  enablingAPendingType: { policyTypeSettlingMs: 30_000 },
  // In the seed's order of durations, the second request ends before the first.
  addressOfARequestInProgress: { seed: 3 },
  notVisibleYet: { seed: 4, lagMsByKind: { organizationalUnits: 10_000 }, staleReferences: true },
  throttles: { rates: true },
};

const REGIONS: { readonly [N in OrganizationsReadingName]?: string } = { policiesOfATypeNotOffered: 'us-gov-west-1' };

export const EVERYTHING: RunOptions = { accountEmail: 'probe@example.com', invite: OUTSIDER.email, throttling: true };

export interface SimulatedAccount {
  readonly simulator: Simulator;
  readonly connection: Connection;
}

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** Sends requests of the SDK to a simulator without sockets, which a busy machine may close. */
function directly(simulator: Simulator) {
  const handle = async ({ method, path, headers, body = '' }: SentRequest) => {
    const answer = simulator.handle({ method, path, headers, body });
    return { response: { statusCode: answer.status, headers: answer.headers, body: Buffer.from(answer.body) } };
  };
  return { requestHandler: { handle } as never };
}

/** Simulates an organization whose time passes only while a probe waits. */
export function simulatedAccount(options: SimulatorOptions = {}, region = 'us-east-1'): SimulatedAccount {
  const startedAt = Date.UTC(2026, 0, 1);
  // Answers that take time on the simulator's clock come at once.
  const { seed = 1 } = options;
  const state = { ...STATE, random: { writes: seed, reads: -1 - seed } };
  const simulator = new Simulator({ state, timeFactor: 10_000, now: () => startedAt, ...options });
  const clock = { now: () => simulator.advance(0), sleep: async (milliseconds: number) => { simulator.advance(milliseconds); } };
  return { simulator, connection: simulatorConnection('http://simulator.test', region, clock, directly(simulator)) };
}

export function probeOf(reading: string): Probe {
  return PROBES.find(({ questions }) => reading in questions)!;
}

export interface Found {
  readonly row: Row;
  readonly left: readonly string[];
  readonly changed: readonly string[];
}

/** Runs the probe of a reading against a simulator with that reading. */
export async function found(reading: OrganizationsReadingName, value: string): Promise<Found> {
  const account = simulatedAccount({ ...CONDITIONS[reading], readings: { [reading]: value } }, REGIONS[reading]);
  const left: string[] = [];
  const before = remains(account.simulator);
  const session = new Session(account.connection, 'test');
  const rows = await runProbes(session, [probeOf(reading)], { ...EVERYTHING, onLeftBehind: (what) => left.push(what) });
  const changed = remains(account.simulator).filter((each) => !before.includes(each));
  return { row: rows.find((row) => row.reading === reading)!, left, changed };
}

/** Everything that a run could leave behind, but for closed accounts. */
export function remains(simulator: Simulator): string[] {
  const { accounts, handshakes = [], root, resourcePolicy, ...others } = simulator.state();
  const { organizationalUnits, policies, policyTypes, trustedServices, delegatedAdministrators } = others;
  return [
    ...organizationalUnits.map(({ name }) => `OU ${name}`),
    ...policies.map(({ name }) => `policy ${name}`),
    ...policyTypes.map(({ type }) => `type ${type}`),
    ...trustedServices.map(({ servicePrincipal }) => `service ${servicePrincipal}`),
    ...handshakes.filter(({ state }) => state === 'REQUESTED' || state === 'OPEN').map(({ id }) => `handshake ${id}`),
    ...resourcePolicy ? ['resource policy'] : [],
    ...accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => `account ${id}`),
    ...delegatedAdministrators.map(({ accountId }) => `administrator ${accountId}`),
    ...Object.keys(root?.tags ?? {}).map((key) => `tag ${key}`),
  ];
}
