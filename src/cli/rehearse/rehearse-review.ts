import { summaryOfRehearsal } from './summary-of-rehearsal';
import type { GivenParameters } from '../../assembly';
import { rehearse, rehearseChange, type RehearsalOptions, type RehearsalResult, stateOfOrganization } from '../../rehearsal';
import { impossibleRehearsal, type RehearsalSummary } from '../../report';
import { firstParagraph } from '../output/printable';
import { statusLine } from '../output/status-line';
import type { OrganizationSource } from '../sources/organization-source';

/** The warning of a rehearsal that knows the organization, but not its stacks. */
const STACKS_UNKNOWN = 'The stacks that made this organization are not known, so all resources count as new; what they own is found '
  + 'by its owner tag. Give the code that was deployed last with --base for the calls of an update.';

export interface ReviewRehearsalOptions {
  /** The code that was deployed onto a live organization last. */
  readonly base?: string;
  readonly accountQuota?: number;
  /** Names of the stacks that a deployment selects. */
  readonly stacks?: readonly string[];
  /** Values that the deployment gives for parameters of templates. */
  readonly parameters?: GivenParameters;
}

/**
 * Rehearses the deployment of the head: onto what the base makes, or onto the organization that the base is.
 * @throws Error if the head is no code.
 */
export async function rehearseReview(
  base: OrganizationSource, head: OrganizationSource, { base: former, accountQuota, stacks, parameters }: ReviewRehearsalOptions,
): Promise<RehearsalSummary> {
  if (head.assemblyDirectory === undefined) throw new Error(`Only code can be rehearsed. Given: ${head.origin}. Give the folder that cdk synth wrote.`);
  const status = statusLine();
  const onProgress = ({ stack, logicalId, status: state }: { stack: string; logicalId: string; status: string }) => (
    status.show(`Rehearsing: ${stack} ${logicalId} ${state}`));
  const simulator = accountQuota === undefined ? {} : { limits: { accounts: accountQuota } };
  const headDirectory = head.assemblyDirectory;
  const baseDirectory = base.assemblyDirectory ?? former;
  const organization = base.kind === 'live' ? stateOfOrganization(base.organization) : undefined;
  try {
    if (baseDirectory === undefined) {
      const result = await rehearseOnto(base, { assemblyDirectory: headDirectory, onProgress, simulator, stacks, parameters });
      return summaryOfRehearsal(result, base.organization, { differing: result.differences });
    }
    const { result, before, ...findings } = await rehearseChange({
      baseDirectory, headDirectory, organization, stackIds: base.stackIds, onProgress, simulator, stacks, parameters,
    });
    return summaryOfRehearsal(result, before, findings);
  } catch (error) {
    // What the change does is known all the same.
    return impossibleRehearsal(firstParagraph((error as Error).message));
  } finally {
    status.clear();
  }
}

/** Rehearses a deployment onto a live organization without its code. Only a saved state knows the stacks; otherwise a warning says so. */
export async function rehearseOnto({ state, organization }: OrganizationSource, options: RehearsalOptions): Promise<RehearsalResult> {
  if (state !== undefined) return rehearse({ ...options, state });
  const result = await rehearse({ ...options, state: stateOfOrganization(organization) });
  return { ...result, warnings: [...result.warnings, STACKS_UNKNOWN] };
}
