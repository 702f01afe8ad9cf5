import {
  assertParametersExist, type AssemblyStack, type CloudAssembly, dependencyGraph, type GivenParameters, isForeign, readCloudAssembly,
  selectStacks, type Template, unsupportedFunctions, withParameters,
} from '../assembly';
import { assertOneOrganization } from '../model';
import type { SimulatorOptions, SimulatorState } from '../simulator';
import type { ProgressEvent } from './cloudformation/cloud';
import type { CustomResourceAnswer, CustomResourceCall } from './cloudformation/custom-resource';
import type { SsmParameters } from './cloudformation/dynamic-references';
import { deleteStack } from './cloudformation/operations/delete-stack';
import { deployStack, findStack } from './cloudformation/operations/deploy-stack';
import type { CloudFormationReadings } from './cloudformation/readings';
import type { DeployedStack } from './cloudformation/records';
import type { ConfinementLimits } from './confinement/limits';
import { importsOf } from './existing/imports';
import { withEveryResource } from './existing/invitations';
import type { InjectedCrash, Hang, HandlerCall } from './lambda/injected-faults';
import { Rehearsal } from './rehearsal';
import type { RehearsalResult, StackResult } from './rehearsal-result';
import { isDeploymentOf } from './state/deployed';
import type { RehearsalState } from './state/rehearsal-state';
import { stateOfOrganization } from './state/state-of-organization';

export interface RehearsalOptions {
  /** The cloud assembly, usually `cdk.out`. */
  readonly assemblyDirectory: string;
  /**
   * Where to start: what an earlier rehearsal ended with, or a simulator's state.
   * @default a stand-alone management account; if the code names or adopts things that it does not make, an organization with those
   */
  readonly state?: RehearsalState | SimulatorState;
  /**
   * The account ID of the management account. Stacks of other accounts call as members of the organization.
   * @default - that of the state; else the first account of the stacks without a delegated provider
   */
  readonly managementAccountId?: string;
  /**
   * Everything by chance is a function of it.
   * @default 1
   */
  readonly seed?: number;
  /**
   * Values of template parameters, by `NAME` or `STACK:NAME`. Other parameters of a deployed stack keep their values.
   * @default - the defaults of the templates
   */
  readonly parameters?: GivenParameters;
  /** The most, in milliseconds, by which reads of AWS Organizations lag behind writes. */
  readonly lagMs?: number;
  /**
   * Names, ids or construct paths of stacks; those that they depend on are deployed too.
   * @default all
   */
  readonly stacks?: readonly string[];
  /** Called at every change of a stack's or a resource's status. */
  readonly onProgress?: (event: ProgressEvent) => void;
  /** Called for every line that a function logs. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** More settings of the simulator. */
  readonly simulator?: Partial<SimulatorOptions>;
  /**
   * The cloud assembly that was deployed before: its code runs wherever a stack still has it, such as in a rollback.
   * @default - the code of the new assembly runs in its place, with a warning
   */
  readonly formerAssemblyDirectory?: string;
  /**
   * Where the code of the functions runs. `foreignCode`: a bundle that is not this package's own runs in a process without rights;
   * `none`: all code runs in this process, as code that the caller trusts.
   * @default 'foreignCode'
   */
  readonly confinement?: 'foreignCode' | 'none';
  /**
   * Limits of confined code.
   * @default CONFINEMENT_LIMITS
   */
  readonly confinementLimits?: ConfinementLimits;
  /** Asked at every request of a handler: whether its function dies over it. */
  readonly crashAt?: (call: HandlerCall) => InjectedCrash | undefined;
  /** Asked at every request of a handler: whether and where it hangs, so that no answer ever comes. */
  readonly hangsAt?: (call: HandlerCall) => Hang | undefined;
  /** Whether AWS delivers an event twice, at the same time: it promises to do so at least once only. */
  readonly isDeliveredTwice?: (event: unknown) => boolean;
  /**
   * Answers custom resources in place of their handlers, which are then not called. `stackName` as the assembly names the stack.
   * @default - the handlers answer
   */
  readonly answerInstead?: (call: CustomResourceCall, stackName: string) => CustomResourceAnswer | undefined;
  /**
   * If the rollback of an update fails, it is continued once, without these resources: logical ids, of top-level stacks only, as with
   * `cdk rollback --orphan`.
   * @default - a failed rollback stays as it is
   */
  readonly resourcesToSkip?: readonly string[];
  /**
   * The account's limit of concurrent executions. Each call of a handler holds two: the framework's function and the handler's.
   * @default - no limit
   */
  readonly concurrency?: number;
  /**
   * Values of Systems Manager parameters that the code refers to with `{{resolve:ssm:…}}`, by name or by `name:version`.
   * @default - a text derived from the parameter's name, with a warning
   */
  readonly ssmParameters?: SsmParameters;
  /**
   * Whether what fails stays as it is, as with `cdk deploy --no-rollback`: whatever does not depend on it goes on, replacements are
   * refused, and the next deployment goes on from there.
   * @default false
   */
  readonly disableRollback?: boolean;
  /**
   * How CloudFormation behaves where its behaviour is not documented.
   * @default - the first alternative of each switch in `CLOUDFORMATION_READINGS`
   */
  readonly cloudFormation?: Partial<CloudFormationReadings>;
  /**
   * Everything stops at this virtual second: functions, waiters and CloudFormation. What was under way is then as after a failed
   * deployment without a rollback, so that another one can go on from the state.
   */
  readonly interruptAtSeconds?: number;
  /**
   * Whether the accounts that are invited accept once all stacks are deployed. A second deployment of every resource then finds and places
   * them.
   * @default false
   */
  readonly acceptInvitations?: boolean;
}

/**
 * Deploys a cloud assembly the way CloudFormation and the provider framework do, onto a simulated organization and in virtual time.
 * The same options give the same result.
 * @throws Error if the folder is no cloud assembly, its stacks make several organizations, a template is one that CloudFormation would
 * refuse, or the state is not valid.
 */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalResult> {
  const synthesized = readCloudAssembly(options.assemblyDirectory);
  assertParametersExist([synthesized], options.parameters);
  const assembly = withParameters(synthesized, options.parameters);
  const selected = selectStacks(assembly.stacks, options.stacks);
  selected.forEach(validate);
  assertOneOrganization({ ...assembly, stacks: selected });
  const imports = options.state === undefined ? importsOf([assembly], options) : undefined;
  const state = imports === undefined ? options.state : stateOfOrganization(imports.organization);
  const rehearsal = open({ ...options, state }, assembly);
  const { cloud } = rehearsal;
  const result = await rehearsal.run(async () => {
    const first = await deployAll(selected);
    const placed = first.succeeded && options.acceptInvitations && rehearsal.acceptInvitations() > 0;
    return placed ? deployAll(selected.map(withEveryResource)) : first;
  });
  return { ...result, warnings: [...result.warnings, ...(imports ? [imports.warning] : []), ...standInWarnings(selected)] };

  async function deployAll(all: readonly AssemblyStack[]): Promise<{ succeeded: boolean; stacks: StackResult[] }> {
    const stacks: StackResult[] = [];
    let succeeded = true;
    for (const described of all) {
      const { name, template, nestedTemplates, parameters: given } = described;
      const identity = { name, ...rehearsal.environmentOf(described) };
      const { region } = identity;
      if (!succeeded) {
        stacks.push({ name, region, status: 'NOT_DEPLOYED', reason: 'A stack before it failed.' });
        continue;
      }
      const parameters = { ...formerParameters(findStack(cloud.stacks.values(), identity), template), ...given };
      succeeded = await deployStack(cloud, identity, { template, nestedTemplates, parameters });
      const stack = findStack(cloud.stacks.values(), identity);
      stacks.push({ name, region, status: stack?.status ?? 'DELETE_COMPLETE', reason: stack?.statusReason });
    }
    return { succeeded, stacks };
  }
}

/**
 * Deletes the stacks of a state, the last one first, and ends at the first that cannot be deleted. Their handlers run from the cloud
 * assembly, as it was deployed. Of stacks with one name in several Regions it deletes the one that the assembly describes.
 * @throws Error as `rehearse`, or if the state has no stack of a given name.
 */
export async function rehearseDelete(options: RehearsalOptions): Promise<RehearsalResult> {
  const assembly = readCloudAssembly(options.assemblyDirectory);
  const rehearsal = open(options, assembly);
  const { cloud } = rehearsal;
  const all = [...cloud.stacks.values()].filter((stack) => stack.parentId === undefined && !isElsewhere(assembly, stack)).reverse();
  const unknown = options.stacks?.find((name) => all.every((stack) => stack.name !== name));
  if (unknown !== undefined) {
    const names = all.map(({ name }) => name).join(', ') || 'none';
    throw new Error(`The state has no stack of this name. Given: ${unknown}. Give one of its stacks: ${names}.`);
  }
  return rehearsal.run(async () => {
    const stacks: StackResult[] = [];
    for (const stack of all.filter(({ name }) => options.stacks?.includes(name) ?? true)) {
      const reason = await deleteStack(cloud, stack);
      stacks.push({ name: stack.name, region: stack.region, status: stack.status, reason: stack.statusReason });
      if (reason !== undefined) {
        return { succeeded: false, stacks };
      }
    }
    return { succeeded: true, stacks };
  });
}

function open(options: RehearsalOptions, assembly: CloudAssembly): Rehearsal {
  const { seed = 1, onProgress = () => undefined, onLog = () => undefined } = options;
  const formerAssembly = options.formerAssemblyDirectory === undefined ? undefined : readCloudAssembly(options.formerAssemblyDirectory);
  return new Rehearsal({ ...options, assembly, formerAssembly, seed, onProgress, onLog });
}

/** Whether the assembly has a stack of this name for another Region or account only. */
function isElsewhere({ stacks }: CloudAssembly, stack: DeployedStack): boolean {
  const sameName = stacks.filter(({ name }) => name === stack.name);
  return sameName.length > 0 && !sameName.some((described) => isDeploymentOf(described, stack));
}

/** As `cdk deploy` does: a parameter that is not given keeps its value. */
function formerParameters(former: DeployedStack | undefined, { Parameters: declared = {} }: Template): Record<string, unknown> {
  return Object.fromEntries(Object.entries(former?.parameters ?? {}).filter(([name]) => Object.hasOwn(declared, name)));
}

/** Values of stacks with nothing of this library decide about nothing, unless they are exported. */
function standInWarnings(stacks: readonly AssemblyStack[]): string[] {
  return stacks.flatMap(({ name, template, nestedTemplates }) => {
    const functions = [...new Set([template, ...nestedTemplates.values()].filter(isForeign).flatMap(unsupportedFunctions))];
    if (functions.length === 0) return [];
    return [`The rehearsal does not know the value of ${functions.join(', ')} in the stack ${name}, which has nothing of this library. A text stands in for it.`];
  });
}

/** What can be refused is refused before anything is deployed. */
function validate({ name, template, nestedTemplates }: AssemblyStack): void {
  dependencyGraph(template, name);
  nestedTemplates.forEach((nested, file) => dependencyGraph(nested, `${name}/${file}`));
}
