import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_iam as iam, type Stack } from 'aws-cdk-lib';
import {
  Account, AccountGuardrails, ExemptionEnd, Organization, OrganizationalUnit, PolicyRollout, PolicyRolloutProps, ServiceControlPolicy,
} from '../../../src';
import { type RolloutStage, rolloutStageText } from '../../../src/contract';
import { isRead } from '../../../src/organizations';
import type { SimulatorState } from '../../../src/simulator';
import { type Build, removeApps } from '../support/app';
import { takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { byDay, isNight } from '../support/proof-runs';
import { deniesOfState } from '../support/protection';
import { recordStatistics } from '../support/run-statistics';
import { shapeOf } from '../support/shape';

jest.setTimeout(600_000);

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'policy-rollout-'));
});
afterAll(() => {
  removeApps();
  rmSync(work, { recursive: true, force: true });
});

const WAVES = ['Canary', 'Early', 'Workloads'] as const;
type Stage = typeof WAVES[number] | null;

interface AppOptions {
  readonly paused?: boolean;
  /** Whether the policy comes in place of an older one. */
  readonly replaces?: boolean;
  /** The day on which an exemption of the policy ends. */
  readonly exemptUntil?: string;
  /** Whether an account cannot be created. */
  readonly fails?: boolean;
}

/** Both versions deny `s3:Common`: an account that has neither is without that denial. */
function version(stack: Stack, id: string, { exemptUntil }: AppOptions): ServiceControlPolicy {
  const exempt = { until: exemptUntil ?? '', reason: 'move', approver: 'OPS-1', end: ExemptionEnd.AT_SYNTHESIS };
  const leaving = AccountGuardrails.denyLeavingOrganization();
  return new ServiceControlPolicy(stack, id, {
    guardrails: exemptUntil === undefined ? undefined : [leaving.exemptPrincipal('arn:*:iam::*:role/mergers', exempt)],
    statements: ['s3:Common', `s3:Only${id}`].map((action) => new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [action], resources: ['*'] })),
  });
}

/** An app with three units, an account in each, and a rollout at a stage. */
function at(stage: Stage, options: AppOptions = {}): Build {
  const { paused, replaces = false, fails = false } = options;
  return (stack) => {
    const { root } = new Organization(stack, 'Organization');
    const waves = WAVES.map((name): PolicyRolloutProps['waves'][number] => {
      const unit = new OrganizationalUnit(stack, name, { parent: root });
      new Account(stack, `${name}Account`, { accountName: name, email: `${name.toLowerCase()}@example.com`, parent: unit });
      return { name, targets: [unit], soakDays: 7 };
    });
    if (fails) new Account(stack, 'Taken', { accountName: 'taken', email: 'taken@example.com', parent: root });
    const stageFile = join(work, 'stage.json');
    const value: RolloutStage = { stage, ...(stage === null ? {} : { since: '2026-11-30' }), ...(paused ? { paused: { since: '2026-11-30' } } : {}), history: [] };
    writeFileSync(stageFile, rolloutStageText(value));
    const old = replaces ? version(stack, 'Old', {}) : undefined;
    new PolicyRollout(stack, 'Rollout', { policy: version(stack, 'New', options), replaces: old, waves, stageFile });
  };
}

/** The names of the policies of each unit, without that of AWS. */
function attached({ attachments, organizationalUnits, policies }: SimulatorState): Record<string, string[]> {
  return Object.fromEntries(organizationalUnits.map(({ id, name }) => [name, attachments
    .filter(({ targetId }) => targetId === id)
    .flatMap(({ policyId }) => policies.filter((policy) => policy.id === policyId).map((policy) => policy.name))
    .filter((policy) => policy !== 'FullAWSAccess')]));
}

/** The policies at a stage, as the waves say it. */
function expectedAt(stage: Stage, { replaces = false }: AppOptions = {}): Record<string, string[]> {
  const reached = stage === null ? 0 : WAVES.indexOf(stage) + 1;
  return Object.fromEntries(WAVES.map((name, place) => [name, place < reached ? ['New'] : replaces ? ['Old'] : []]));
}

type Step = readonly [name: string, before: Build, after: Build, end: Record<string, string[]>, writes: boolean];

const NEXT = { replaces: true };
const STEPS: readonly Step[] = [
  ['soaks: nothing changes', at('Canary'), at('Canary'), expectedAt('Canary'), false],
  ['is paused: nothing changes', at('Canary', NEXT), at('Canary', { ...NEXT, paused: true }), expectedAt('Canary', NEXT), false],
  ['begins', at(null), at('Canary'), expectedAt('Canary'), true],
  ['begins in place of an older version', at(null, NEXT), at('Canary', NEXT), expectedAt('Canary', NEXT), true],
  ['is advanced', at('Canary'), at('Early'), expectedAt('Early'), true],
  ['is advanced in place of an older version', at('Canary', NEXT), at('Early', NEXT), expectedAt('Early', NEXT), true],
  ['reaches its last wave', at('Early', NEXT), at('Workloads', NEXT), expectedAt('Workloads', NEXT), true],
  ['is reverted', at('Early'), at('Canary'), expectedAt('Canary'), true],
  ['is reverted to the older version', at('Early', NEXT), at('Canary', NEXT), expectedAt('Canary', NEXT), true],
  ['is reverted before its first wave', at('Canary', NEXT), at(null, NEXT), expectedAt(null, NEXT), true],
  ['has an exemption that expires', at('Canary', { exemptUntil: '2199-01-01' }), at('Canary', { exemptUntil: '2020-01-01' }), expectedAt('Canary'), true],
];

/** The number of reads after which a function dies, by day. Every write counts. */
const MOST_READS = 2;

describe.each(byDay(STEPS, 4, 1))('A rollout that %s', (name, before, after, end, writes) => {
  let first: Deployed;
  let whole: Deployed;
  beforeAll(async () => {
    first = await deploy(before);
    whole = await deploy(after, { state: first.state });
  });

  test('ends with the policies of its stage, and no account is without both versions for a moment', async () => {
    expect([reasonsOf(first), reasonsOf(whole)]).toEqual([[], []]);
    expect(whole).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(attached(whole.simulatorState)).toEqual(end);
    expect(whole.writes.length > 0).toBe(writes);
    const again = await deploy(after, { state: whole.state, context: { 'cdk-aws-organizations:reconcile': 'again' } });
    expect([again.violations, again.writes]).toEqual([[], []]);
  });

  test('ends the same wherever a function of the handlers dies', async () => {
    const points = crashPoints(await operationsOf(after, first));
    const violations: string[] = [];
    for (const { call, at: moment } of points) {
      let calls = 0;
      const crashed = await deploy(after, {
        state: first.state,
        crashAt: ({ toOrganizations }) => (toOrganizations && ++calls === call ? { at: moment, withCaller: true } : undefined),
      });
      const isSame = crashed.succeeded && JSON.stringify(shapeOf(crashed.simulatorState)) === JSON.stringify(shapeOf(whole.simulatorState));
      violations.push(...crashed.violations, ...(isSame ? [] : [`died ${moment} call ${call}: another end`]));
    }
    recordStatistics({ event: name, crashPoints: points.length, violations: violations.length });
    expect(violations).toEqual([]);
    expect(points.length > 0).toBe(writes);
  });
});

/** The calls of the handlers to the organization, in their order. */
async function operationsOf(build: Build, { state }: Deployed): Promise<string[]> {
  const operations: string[] = [];
  await deploy(build, {
    state,
    crashAt: ({ toOrganizations, operation }) => {
      if (toOrganizations) operations.push(operation);
      return undefined;
    },
  });
  return operations;
}

function crashPoints(operations: readonly string[]): { readonly call: number; readonly at: 'before' | 'after' }[] {
  const reads = operations.filter(isRead).length;
  const stride = isNight() ? 1 : Math.max(1, Math.ceil(reads / MOST_READS));
  return operations.flatMap((operation, index) => {
    if (isRead(operation) && index % stride !== 0) return [];
    const moments = isRead(operation) && !isNight() ? ['after'] as const : ['before', 'after'] as const;
    return moments.map((moment) => ({ call: index + 1, at: moment }));
  });
}

test.each([
  ['advanced', at('Canary', NEXT), at('Early', NEXT), at('Early', { ...NEXT, fails: true })],
  ['reverted', at('Early', NEXT), at('Canary', NEXT), at('Canary', { ...NEXT, fails: true })],
])('a rollout that is %s in a deployment that fails ends as it began, without a moment between both versions', async (_, before, aim, failing) => {
  const first = await deploy(before);
  const aimed = await deploy(aim, { state: first.state });
  const state = structuredClone(first.state);
  takeAddress(state.simulator);
  const failed = await deploy(failing, { state });
  const gaps = [aimed, first].flatMap(({ simulatorState }) => failed.gapsTowards(simulatorState));
  expect([failed.succeeded, failed.unintendedChanges, gaps]).toEqual([false, [], []]);
  expect(attached(failed.simulatorState)).toEqual(attached(first.simulatorState));
});

test.each([...WAVES, null])('at the stage %s, each account has the denial that both versions have', async (stage) => {
  const { simulatorState: state } = await deploy(at(stage, NEXT));
  const denials = [...deniesOfState(state)].filter(([id]) => state.accounts.some((account) => account.id === id && account.name !== 'management'));
  const common = denials.filter(([, statements]) => [...statements].some((statement) => statement.includes('"s3:Common"')));
  expect(common.map(([id]) => state.accounts.find((account) => account.id === id)!.name).sort()).toEqual([...WAVES].sort());
});
