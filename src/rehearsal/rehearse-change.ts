import { type CloudAssembly, readCloudAssembly } from '../assembly';
import { apply, type Change, diff, type Organization, organizationFromAssembly, overlay, withOwnership } from '../model';
import type { SimulatorState } from '../simulator';
import { deployedBy } from './deployed';
import { organizationOfState } from './organization-of-state';
import type { RehearsalResult } from './rehearsal-result';
import { rehearse, type RehearsalOptions } from './rehearse';

export interface ChangeRehearsalOptions extends Omit<RehearsalOptions, 'assemblyDirectory' | 'state'> {
  /** The cloud assembly that counts as deployed. */
  readonly baseDirectory: string;
  /** The cloud assembly that is deployed onto it. */
  readonly headDirectory: string;
  /**
   * The organization as it really is, which the stacks of the base made.
   * @default - what the base makes from nothing
   */
  readonly organization?: SimulatorState;
}

export interface ChangeRehearsal {
  /** The organization before the head is deployed. */
  readonly before: Organization;
  /** The deployment of the head. */
  readonly result: RehearsalResult;
  /** What a comparison of the two codes says that the deployment does to the organization. */
  readonly foreseen: readonly Change[];
  /** Where the organization is another one afterwards than the comparison says; empty if it is right, or if the deployment failed. */
  readonly unforeseen: readonly Change[];
}

/**
 * Deploys the base in a rehearsal, then the head, and holds the outcome against a comparison of the two.
 *
 * With an organization, the base is deployed onto it first, only to learn what its stacks know: their handlers find what they own and
 * answer its ids. The head then starts from the organization untouched, with whatever was changed in it outside the code.
 * @throws Error as `rehearse`, or if the base cannot be deployed.
 */
export async function rehearseChange(options: ChangeRehearsalOptions): Promise<ChangeRehearsal> {
  const { baseDirectory, headDirectory, organization, ...settings } = options;
  const { onProgress: _onProgress, onLog: _onLog, ...quiet } = settings;
  const base = await rehearse({ ...quiet, assemblyDirectory: baseDirectory, state: organization });
  if (!base.succeeded) {
    const reasons = base.resources.flatMap(({ reason }) => reason ?? []).join(' ');
    throw new Error(`The change cannot be rehearsed, because the base cannot be deployed: ${baseDirectory}. ${reasons} Give a base that was deployed before.`);
  }
  const state = organization === undefined ? base.state : { ...base.state, simulator: organization };
  const result = await rehearse({ ...settings, assemblyDirectory: headDirectory, state });
  const [baseAssembly, headAssembly] = [readCloudAssembly(baseDirectory), readCloudAssembly(headDirectory)];
  const live = organizationOfState(state.simulator!)!;
  // A logical id that stays is an Update for CloudFormation: its resource keeps the id that the stack knows.
  const [former, code] = [baseAssembly, headAssembly].map((assembly) => organizationFromAssembly(assembly, deployedBy(base.state.stacks)));
  const foreseen = diff(withOwnership(live, code, former), overlay(live, code, { former }));
  const isListed = isListedStill(foreseen);
  return {
    before: live,
    result: { ...result, warnings: [...result.warnings, ...leftBehind(baseAssembly, headAssembly)] },
    foreseen,
    unforeseen: result.succeeded ? diff(apply(foreseen, live), result.organization!).filter((change) => !isListed(change)) : [],
  };
}

/** AWS Organizations lists a closed account for 90 days more. Source: AWS Organizations User Guide, "Closing a member account". */
function isListedStill(foreseen: readonly Change[]): (change: Change) => boolean {
  const closed = new Set(foreseen.flatMap((change) => (change.kind === 'accountRemoved' && change.outcome === 'closed' ? [change.account.id] : [])));
  return (change) => change.kind === 'accountAdded' && closed.has(change.account.id);
}

function leftBehind(base: CloudAssembly, head: CloudAssembly): string[] {
  const names = new Set(head.stacks.map(({ name }) => name));
  return base.stacks.filter(({ name }) => !names.has(name))
    .map(({ name }) => `The stack ${name} is no longer in the code. "cdk deploy" does not delete it: what it made stays until somebody does.`);
}
