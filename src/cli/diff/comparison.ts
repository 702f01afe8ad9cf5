import { type JudgedOrganizationOptions, readJudgedOrganization } from './judged-organization';
import { LEVELS_OF_CODE, type ThresholdOptions } from './threshold-options';
import { assertDeployable, type CloudAssembly, deploymentDigest, type GivenParameters, keptParameters, withParameters } from '../../assembly';
import { type Deployed, deployedIds, diff, idsOfStacks, type JudgedIn, type Organization, organizationFromAssembly } from '../../model';
import type { Connection } from '../../organizations/read-only-client';
import { deployedCode } from '../../rehearsal';
import type { CodeOptions } from '../known-code';
import { refuseConnection } from '../options/arguments';
import { readLive } from '../options/connection-options';
import { checkOutputs, type OutputOptions } from '../output/review-output';
import { assemblyPath } from '../sources/assembly-path';
import {
  type CodePart, type OrganizationSource, readCode, readCodeOn, readSource, withSettingsOf, hasContents, withAddresses, withContents,
} from '../sources/organization-source';
import type { StackIdsOption } from '../sources/stack-ids';
import { asksIam, type LastAccessedOptions } from './last-accessed/last-accessed-option';
import { queriedSource } from './replay/query/queried-source';

/** The organizations that a call of `cdk-org diff` compares. */
export interface Comparison {
  readonly base: OrganizationSource;
  readonly head: OrganizationSource;
  /** The code that was deployed last onto the base, if it is given or a saved state has it. Its resources have their IDs in the base. */
  readonly deployed?: Organization;
  /** The cloud assembly of that code, if it is given. */
  readonly deployedAssembly?: CloudAssembly;
  /** How many changes there are between the head whose parameters keep the former defaults and the head. */
  readonly changesOfParameters?: number;
  /** The organization in which two versions of code are judged, if it is given. */
  readonly judgedIn?: JudgedIn;
  /** The digest of the deployment of the head after that of the code before it. Undefined for a head that is no code. */
  readonly digest?: string;
}

/** The options of `cdk-org diff` that say what is compared, or that exclude each other. */
export interface ComparisonOptions extends
  OutputOptions, ThresholdOptions, Connection, StackIdsOption, CodeOptions, JudgedOrganizationOptions, LastAccessedOptions {
  readonly live?: boolean;
  /** Where recorded calls are. */
  readonly replay?: string;
  /** The folder of the code that was deployed last. */
  readonly base?: string;
  readonly impact: boolean;
  readonly rehearse?: boolean;
  readonly accountQuota?: number;
  /** Names of the stacks that a deployment selects. */
  readonly stacks?: readonly string[];
  /** Values that the deployment gives for parameters of templates. */
  readonly parameters?: GivenParameters;
}

/**
 * Reads both organizations from the arguments and options.
 *
 * @param before with `--live`, what comes after
 * @throws Error for options that mean nothing together, and for sources that cannot be compared
 */
export async function readComparison(
  before: string | undefined, after: string | undefined, options: ComparisonOptions,
): Promise<Comparison> {
  checkOptions(before, after, options);
  const present = options.live ? before ?? assemblyPath(undefined) : after!;
  const { stacks } = options;
  const base = options.live ? await readLive(options) : await readSource(before!, { stacks, former: true });
  const part: CodePart = { stacks, parameters: options.parameters, after: base.assembly };
  const found = await readSource(present, part);
  const isDeployment = base.kind === 'live' && found.kind === 'code';
  const onto = isDeployment && options.base !== undefined ? readCodeOn(options.base, base, { stacks, former: true }) : undefined;
  const ids = onto && deployedIds(base.organization, onto.organization);
  const head = isDeployment ? codeOn(base, present, ids, { ...part, after: onto?.assembly }) : found;
  checkSources(base, head, options);
  const judgedIn = await readJudgedOrganization(base, head, options);
  const deployed = ids === undefined ? undefined : readCode(options.base!, ids, { stacks, former: true });
  const inStacks = deployed?.organization ?? (isDeployment ? codeInStacks(base, head) : undefined);
  const former = base.assembly ?? deployed?.assembly;
  if (head.assembly !== undefined) assertDeployable(head.assembly, { acknowledged: options.acknowledgeBundle, base: former });
  // The parts have only the stacks that are selected.
  const digest = head.assembly && deploymentDigest(head.assembly, { parameters: options.parameters }, former);
  const changesOfParameters = former === undefined || head.assembly === undefined ? undefined : changesBetweenParameters(
    head, keptParameters(former, head.assembly),
  );
  return {
    ...await bothWithSettings(base, head, inStacks),
    deployed: inStacks,
    deployedAssembly: deployed?.assembly,
    changesOfParameters,
    digest,
    ...(judgedIn === undefined ? {} : { judgedIn }),
  };
}

/** The code of the stacks that a deployment of the head updates, if a saved state has them. */
function codeInStacks(
  { state, organization, stackIds = {} }: OrganizationSource, { assembly }: OrganizationSource,
): Organization | undefined {
  return state === undefined || assembly === undefined ? undefined : deployedCode(state, assembly, idsOfStacks(organization, stackIds));
}

/** How many changes there are between code with the given parameters and code with its own. Undefined if none are given. */
function changesBetweenParameters({ assembly, organization }: OrganizationSource, given: GivenParameters): number | undefined {
  return Object.keys(given).length === 0 ? undefined : diff(
    organizationFromAssembly(withParameters(assembly!, given)), organization,
  ).length;
}

/** Finds each resource of a stack by its physical ID, so that a renamed object is still the same one. */
function codeOn(live: OrganizationSource, path: string, ids: Deployed | undefined, part: CodePart): OrganizationSource {
  return ids === undefined ? readCodeOn(path, live, part) : readCode(path, ids, part);
}

/** Each live organization with the contacts and Regions that the other side names. */
async function bothWithSettings(
  base: OrganizationSource, head: OrganizationSource, deployed: Organization | undefined,
): Promise<Pick<Comparison, 'base' | 'head'>> {
  const codes = [base, head].filter(({ kind }) => kind === 'code').map(({ organization }) => organization);
  const former = deployed === undefined ? [] : [deployed];
  return { base: await withSettingsOf(base, ...former, ...codes), head: await withSettingsOf(head, ...codes) };
}

/** Levels of --fail-on that cannot be decided without the impact. */
const NEED_IMPACT = ['loosens', 'tightens', 'new-access'];

/** @throws Error for options that mean nothing together. */
function checkOptions(before: string | undefined, after: string | undefined, options: ComparisonOptions): void {
  checkOutputs(options);
  if (!options.live && before === undefined) {
    throw new Error('Nothing is given to compare. Give two organizations, as in "cdk-org diff base/cdk.out cdk.out", '
      + 'or one with --live, as in "cdk-org diff --live cdk.out".');
  }
  if (options.live && after !== undefined) throw new Error(`With --live one folder is compared with the live organization. Given as a second: ${after}. Leave it out.`);
  if (!options.live && after === undefined) throw new Error('Only one of the two organizations is given. Give what comes after as well, or --live.');
  const { endpointUrl, stackIds } = options;
  // A query of recorded calls and reports of IAM have the connection, too.
  const isConnected = queriedSource(options.replay ?? '') !== undefined || asksIam(options);
  const refused = isConnected ? { endpointUrl, stackIds } : options;
  if (!options.live) refuseConnection(refused, 'two organizations are given');
  if (options.accountQuota !== undefined && !options.rehearse) {
    throw new Error(`The quota of accounts is one of the rehearsal. Given: --account-quota ${options.accountQuota}. Give --rehearse as well, or leave it out.`);
  }
  const level = [options.failOn?.risk ?? [], options.failOn?.further ?? []].flat().find((each) => NEED_IMPACT.includes(each));
  if (!options.impact && level !== undefined) throw new Error(`These levels cannot be decided without the impact. Given: --fail-on ${level}. Leave --no-impact out.`);
}

/** The first review of an app has nothing before. @throws Error if there is nothing to compare. */
function checkSources(base: OrganizationSource, head: OrganizationSource, { base: former, failOn }: ComparisonOptions): void {
  const ofCode = LEVELS_OF_CODE.find((level) => failOn?.further.includes(level));
  if (ofCode !== undefined && head.assembly === undefined) {
    throw new Error(`Only code tells its exemptions and rollouts, and here ${head.origin} is compared. Given: --fail-on ${ofCode}. `
      + 'Give a folder with a cloud assembly as what comes after, or leave it out.');
  }
  if (base.kind !== head.kind) [base, head].forEach(withAddresses);
  const isEmptyBefore = base.kind === 'live' ? former === undefined : !hasContents(base);
  if (isEmptyBefore) withContents(head);
  if (former !== undefined && !(base.kind === 'live' && head.kind === 'code')) {
    throw new Error(`Code was deployed onto a live organization, and here ${base.origin} is compared with ${head.origin}. Given: --base ${former}. `
      + 'Give --live or a snapshot as what comes before, and code as what comes after, or leave --base out.');
  }
  if (former !== undefined) withContents(readCode(former));
}
