import { join } from 'node:path';
import { buildApp, synthesize, WORK } from './apps';
import type { DeploymentCase } from './deployment-cases';
import { withExistingAccounts } from './existing-accounts';
import { lowerBound } from './lower-bound';
import { SIZE } from './size';
import { rehearse, type RehearsalOptions, type RehearsalResult } from '../../src/rehearsal';

export interface Measured {
  /** Created and adopted ones, and those that get contacts and Regions. */
  readonly accounts: number;
  readonly virtualSeconds: number;
  readonly boundSeconds: number;
  readonly calls: number;
  readonly callsByOperation: Readonly<Record<string, number>>;
  readonly throttled: number;
  readonly conflicts: number;
  readonly longestMinutes: number;
  readonly wallSeconds: number;
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
}

/** At the service's published rates, with writes that conflict and readings that are up to two seconds late. */
const WORLD = { lagMs: 2000, simulator: { rates: true, conflicts: true } } as const;

/**
 * Rehearses the deployment of a case, with each of its seeds. Gives the run whose ratio is in the middle: with few accounts, chance decides
 * how long the last ones take. A process measures one case, as the peak of the memory is the process's.
 */
export async function measureDeployment(deployment: DeploymentCase): Promise<Measured> {
  const runs: Measured[] = [];
  for (let seed = 1; seed <= (deployment.seeds ?? 1); seed++) runs.push(await measureRun(deployment, seed));
  const ratio = ({ virtualSeconds, boundSeconds }: Measured) => virtualSeconds / boundSeconds;
  return runs.sort((one, other) => ratio(one) - ratio(other))[Math.floor(runs.length / 2)];
}

async function measureRun(deployment: DeploymentCase, seed: number): Promise<Measured> {
  const { name, accounts, adopted = 0, existing = 0, settings = 0, regions = 0 } = deployment;
  const app = buildApp('organization-app');
  const before = existing > 0 ? await stateBefore(app, name, existing, seed) : undefined;
  const assemblyDirectory = join(WORK, name);
  synthesize(app, { accounts, adopted, existing, settings, regions, output: assemblyDirectory });
  const events: { key: string; atSeconds: number }[] = [];
  const start = process.hrtime.bigint();
  const usedBefore = process.cpuUsage();
  const result = await succeeded({
    ...WORLD,
    seed,
    assemblyDirectory,
    state: before,
    onProgress: ({ stack, logicalId, type, atSeconds }) => {
      if (type.startsWith('Custom::')) events.push({ key: `${stack}/${logicalId}`, atSeconds });
    },
  });
  const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
  checkRegions(result, regions);
  const { user, system } = process.cpuUsage(usedBefore);
  const refused = (code: string) => result.calls.filter(({ error }) => error?.code === code).length;
  return {
    accounts: accounts + adopted + settings,
    virtualSeconds: result.virtualSeconds,
    boundSeconds: lowerBound(neededCalls(accounts, adopted, existing, settings, regions), creationSeconds(result), regions),
    calls: result.calls.length,
    callsByOperation: countsOf(result.calls.map(({ operation }) => operation)),
    throttled: refused('TooManyRequestsException'),
    conflicts: refused('ConcurrentModificationException') + refused('PolicyChangesInProgressException'),
    longestMinutes: longestResource(events) / 60,
    wallSeconds,
    processorSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

/** An organization with the units and policies of the code, and with accounts that the code does not know. */
async function stateBefore(app: string, name: string, existing: number, seed: number): Promise<RehearsalResult['state']> {
  const assemblyDirectory = join(WORK, `${name}-before`);
  synthesize(app, { accounts: 0, output: assemblyDirectory });
  const { state } = await succeeded({ assemblyDirectory, seed });
  return { ...state, simulator: withExistingAccounts(state.simulator!, existing) };
}

async function succeeded(options: RehearsalOptions): Promise<RehearsalResult> {
  // The bench is bundled, so that it cannot tell the handlers of this package from others.
  const result = await rehearse({ ...options, confinement: 'none' });
  if (!result.succeeded || result.differences.length > 0) {
    throw new Error(`The deployment of ${options.assemblyDirectory} failed: ${JSON.stringify(result.stacks)} ${result.differences.slice(0, 5).join('; ')}`);
  }
  return result;
}

/** A deployment succeeds without Regions that the quotas of changes kept waiting for long. */
function checkRegions({ simulatorState: { accountProfiles = [] } }: RehearsalResult, wanted: number): void {
  const enabled = accountProfiles.filter(({ regions }) => Object.values(regions).some((region) => region.enabled)).length;
  if (enabled !== wanted) throw new Error(`The deployment left Regions as they were (given: ${enabled} enabled of ${wanted}). See "left behind" in the log.`);
}

/**
 * The calls that the organization needs, however it is deployed: not those that were made, which a detour would raise. They are its writes.
 * An account with contacts and Regions needs one read of each contact, of its Regions and of its tags, too: the former values have to be
 * known before they are replaced, and the note of them is one more write.
 */
function neededCalls(accounts: number, adopted: number, existing: number, settings: number, regions: number): Record<string, number> {
  const forAccounts = {
    CreateAccount: accounts,
    MoveAccount: accounts + adopted,
    TagResource: adopted + settings,
    ListTagsForResource: settings,
    GetAlternateContact: 3 * settings,
    PutAlternateContact: 3 * settings,
    ListRegions: regions,
    EnableRegion: regions,
  };
  if (existing > 0) return forAccounts;
  return {
    ...forAccounts,
    CreateOrganization: 1,
    EnablePolicyType: 1,
    CreateOrganizationalUnit: SIZE.units,
    CreatePolicy: SIZE.policies,
    AttachPolicy: SIZE.policies,
    EnableAWSServiceAccess: 3,
  };
}

/** Of the requests that made an account, in their order. */
function creationSeconds({ simulatorState }: RehearsalResult): number[] {
  const made = simulatorState.createAccountRequests.filter(({ failureReason }) => failureReason === undefined);
  return made.map(({ requestedAt, completesAt }) => (completesAt - requestedAt) / 1000);
}

/** The longest time from a custom resource's first event to its last, in seconds. */
function longestResource(events: readonly { key: string; atSeconds: number }[]): number {
  const first = new Map<string, number>();
  let longest = 0;
  for (const { key, atSeconds } of events) {
    if (!first.has(key)) first.set(key, atSeconds);
    longest = Math.max(longest, atSeconds - first.get(key)!);
  }
  return longest;
}

function countsOf(operations: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const operation of operations) counts[operation] = (counts[operation] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one));
}
