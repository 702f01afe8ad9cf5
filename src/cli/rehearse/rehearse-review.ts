import { summaryOfRehearsal } from './summary-of-rehearsal';
import { type GivenParameters, readCloudAssembly } from '../../assembly';
import { type Account, differences, type Organization, organizationFromAssembly, type Parent, targets } from '../../model';
import { rehearse, rehearseChange, type RehearsalOptions, type RehearsalResult, stateOfOrganization } from '../../rehearsal';
import { deployedBy } from '../../rehearsal/state/deployed';
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
  const warnings = [...result.warnings, STACKS_UNKNOWN];
  const { succeeded, organization: after, state: { stacks } } = result;
  if (!succeeded || after === null) return { ...result, warnings };
  const assembly = readCloudAssembly(options.assemblyDirectory);
  const code = organizationFromAssembly(assembly, deployedBy(assembly, stacks));
  return { ...result, warnings, differences: differences(keepingAttachments(code, organization, after), after) };
}

/** The code, with the policies of targets that were attached before and still are: a new resource detaches nothing. */
function keepingAttachments(code: Organization, before: Organization, after: Organization): Organization {
  const attachedIn = (each: Organization) => new Map([...targets(each)].map(({ target }) => [target.id, target.attachedPolicies]));
  const [former, present] = [attachedIn(before), attachedIn(after)];
  const keeping = <T extends Account | Parent>(target: T): T => {
    const known = new Set(former.get(target.id)?.map(({ id }) => id));
    const listed = new Set(target.attachedPolicies.map(({ id }) => id));
    const kept = (present.get(target.id) ?? []).filter(({ id, awsManaged }) => !awsManaged && known.has(id) && !listed.has(id));
    return { ...target, attachedPolicies: [...target.attachedPolicies, ...kept] };
  };
  const below = <T extends Parent>(parent: T): T => ({
    ...keeping(parent), accounts: parent.accounts.map(keeping), organizationalUnits: parent.organizationalUnits.map(below),
  });
  return { ...code, root: below(code.root) };
}
