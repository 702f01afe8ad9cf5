import {
  assertParametersExist, type AssemblyStack, type CloudAssembly, dependencyGraph, errorOf, type GivenParameters, isForeign,
  readCloudAssembly, refusalsOf, selectStacks, type Template, templatesOf, unsupportedFunctions, withParameters,
} from '../assembly';
import { assertOneOrganization } from '../model';
import type { SimulatorOptions, SimulatorState } from '../simulator';
import type { ProgressEvent, StackChange } from './cloudformation/cloud';
import type { CustomResourceAnswer, CustomResourceCall } from './cloudformation/custom-resource';
import type { SsmParameters } from './cloudformation/dynamic-references';
import { deleteStack } from './cloudformation/operations/delete-stack';
import { deployStack, findStack } from './cloudformation/operations/deploy-stack';
import { needsRollback, rollbackStack } from './cloudformation/operations/rollback-stack';
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
   * The state from which to start: the final state of an earlier rehearsal, or the state of a simulator.
   * @default - a standalone management account, or an organization with the resources that the code refers to or adopts
   */
  readonly state?: RehearsalState | SimulatorState;
  /**
   * The ID of the management account. Stacks of other accounts call as members of the organization.
   * @default - the one of the state, or the first account of the stacks without a delegated provider
   */
  readonly managementAccountId?: string;
  /**
   * The seed of all random values.
   * @default 1
   */
  readonly seed?: number;
  /**
   * The values of template parameters, by `NAME` or `STACK:NAME`. Other parameters of a deployed stack keep their values.
   * @default - the defaults of the templates
   */
  readonly parameters?: GivenParameters;
  /** The maximum lag of reads of AWS Organizations behind writes, in milliseconds. */
  readonly lagMs?: number;
  /**
   * The names, IDs or construct paths of the stacks to deploy. Their dependencies are deployed too.
   * @default all
   */
  readonly stacks?: readonly string[];
  /** Called at every status change of a stack or a resource. */
  readonly onProgress?: (event: ProgressEvent) => void;
  /** Called for every line that a function logs. */
  readonly onLog?: (functionName: string, line: string) => void;
  /** More settings of the simulator. */
  readonly simulator?: Partial<SimulatorOptions>;
  /**
   * The cloud assembly that was deployed before. Its code runs while a stack still has it, such as in a rollback.
   * @default - the code of the new assembly runs instead, with a warning
   */
  readonly formerAssemblyDirectory?: string;
  /**
   * How the code of the functions is confined. With `foreignCode`, a bundle of another origin than this package runs in a process without
   * permissions. With `none`, all code runs in this process as trusted code.
   * @default 'foreignCode'
   */
  readonly confinement?: 'foreignCode' | 'none';
  /**
   * The limits of confined code.
   * @default CONFINEMENT_LIMITS
   */
  readonly confinementLimits?: ConfinementLimits;
  /** Decides at every request of a handler whether its function crashes. */
  readonly crashAt?: (call: HandlerCall) => InjectedCrash | undefined;
  /** Decides at every request of a handler whether and where it hangs without an answer. */
  readonly hangsAt?: (call: HandlerCall) => Hang | undefined;
  /** Decides whether an event is delivered twice at the same time, as AWS promises delivery at least once. */
  readonly isDeliveredTwice?: (event: unknown) => boolean;
  /**
   * Answers custom resources instead of their handlers, which are then not called. `stackName` is the name in the assembly.
   * @default - the handlers answer
   */
  readonly answerInstead?: (call: CustomResourceCall, stackName: string) => CustomResourceAnswer | undefined;
  /**
   * The logical IDs of resources to skip if the rollback of an update fails. The rollback is then continued once without them, as with
   * `cdk rollback --orphan`. Only resources of top-level stacks can be skipped.
   * @default - a failed rollback stays as it is
   */
  readonly resourcesToSkip?: readonly string[];
  /**
   * The account's limit of concurrent executions. Each call of a handler holds two: the framework's function and the handler's.
   * @default - no limit
   */
  readonly concurrency?: number;
  /**
   * The values of Systems Manager parameters to which the code refers with `{{resolve:ssm:…}}`, by name or by `name:version`.
   * @default - a text derived from the parameter's name, with a warning
   */
  readonly ssmParameters?: SsmParameters;
  /**
   * Whether to leave failed resources as they are, as with `cdk deploy --no-rollback`. Independent resources continue, replacements are
   * refused, and the next deployment continues from there.
   * @default - true in express mode, otherwise false
   */
  readonly disableRollback?: boolean;
  /**
   * The change to make to the stacks.
   * @default 'deploy'
   */
  readonly operation?: StackChange;
  /**
   * Whether to deploy in express mode, as with `cdk deploy --express`. Custom resources are awaited as in any deployment.
   * @default false
   */
  readonly express?: boolean;
  /**
   * The undocumented behavior of CloudFormation.
   * @default - the first alternative of each switch in `CLOUDFORMATION_READINGS`
   */
  readonly cloudFormation?: Partial<CloudFormationReadings>;
  /**
   * The virtual second at which functions, waiters and CloudFormation stop. Operations in progress end as in a failed deployment without a
   * rollback, so that another deployment can continue from the state.
   * @default - no interruption
   */
  readonly interruptAtSeconds?: number;
  /**
   * Whether to let the invited accounts accept once all stacks are deployed. A second deployment of every resource then places them.
   * @default false
   */
  readonly acceptInvitations?: boolean;
}

/**
 * Deploys a cloud assembly onto a simulated organization in virtual time, as CloudFormation and the provider framework do.
 * The same options give the same result.
 * @throws Error if the folder is not a cloud assembly, if its stacks create several organizations, if CloudFormation would refuse a
 * template, or if the state is not valid.
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
  return {
    ...result,
    warnings: [
      ...result.warnings, ...imports?.warnings ?? [], ...standInWarnings(selected), ...deploymentWarnings(synthesized, options),
    ],
  };

  async function deployAll(all: readonly AssemblyStack[]): Promise<{ succeeded: boolean; stacks: StackResult[] }> {
    const stacks: StackResult[] = [];
    let succeeded = true;
    for (const described of all) {
      const { name, template, nestedTemplates, parameters: given, terminationProtection } = described;
      const identity = { name, ...rehearsal.environmentOf(described) };
      const { region } = identity;
      if (!succeeded) {
        stacks.push({ name, region, status: 'NOT_DEPLOYED', reason: 'A stack before it failed.' });
        continue;
      }
      const parameters = { ...formerParameters(findStack(cloud.stacks.values(), identity), template), ...given };
      succeeded = await deployStack(cloud, identity, { template, nestedTemplates, parameters, terminationProtection });
      const stack = findStack(cloud.stacks.values(), identity);
      stacks.push({ name, region, status: stack?.status ?? 'DELETE_COMPLETE', reason: stack?.statusReason });
    }
    return { succeeded, stacks };
  }
}

/**
 * Deletes the stacks of a state, the last one first, and stops at the first stack that cannot be deleted. Their handlers run from the
 * deployed cloud assembly. Of stacks with the same name in several Regions, it deletes the one that the assembly describes.
 * @throws Error as `rehearse`, or if the state has no stack with a given name.
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

/**
 * Rolls the failed stacks of a state back, the last one first, as `cdk rollback` does after a failure without a rollback. Their handlers
 * run from the given cloud assembly. `stacks` names some of them.
 * @throws Error as `rehearse`.
 */
export async function rehearseRollback(options: RehearsalOptions): Promise<RehearsalResult> {
  const assembly = readCloudAssembly(options.assemblyDirectory);
  const rehearsal = open(options, assembly);
  const { cloud } = rehearsal;
  return rehearsal.run(async () => {
    const stacks: StackResult[] = [];
    const all = [...cloud.stacks.values()].filter(({ parentId }) => parentId === undefined).reverse();
    const failed = all.filter(({ status }) => needsRollback(status));
    const isAsked = ({ name }: DeployedStack) => options.stacks?.includes(name) ?? true;
    // A stack that needs no rollback is refused where it is asked for, or where there is nothing else.
    for (const stack of (options.stacks || failed.length === 0 ? all : failed).filter(isAsked)) {
      const reason = await rollbackStack(cloud, stack);
      stacks.push({ name: stack.name, region: stack.region, status: stack.status, reason: stack.statusReason });
      if (reason !== undefined) return { succeeded: false, stacks };
    }
    return { succeeded: true, stacks };
  });
}

function open(options: RehearsalOptions, assembly: CloudAssembly): Rehearsal {
  const { seed = 1, onProgress = () => undefined, onLog = () => undefined } = options;
  const formerAssembly = options.formerAssemblyDirectory === undefined ? undefined : readCloudAssembly(options.formerAssemblyDirectory);
  return new Rehearsal({ ...options, assembly, formerAssembly, seed, onProgress, onLog });
}

/** Whether the assembly has a stack with this name only for a different Region or account. */
function isElsewhere({ stacks }: CloudAssembly, stack: DeployedStack): boolean {
  const sameName = stacks.filter(({ name }) => name === stack.name);
  return sameName.length > 0 && !sameName.some((described) => isDeploymentOf(described, stack));
}

/** The former values of parameters. As with `cdk deploy`, a parameter that is not given keeps its value. */
function formerParameters(former: DeployedStack | undefined, { Parameters: declared = {} }: Template): Record<string, unknown> {
  return Object.fromEntries(Object.entries(former?.parameters ?? {}).filter(([name]) => Object.hasOwn(declared, name)));
}

/** Warnings for unknown values. Values of stacks without resources of this library matter only if they are exported. */
function standInWarnings(stacks: readonly AssemblyStack[]): string[] {
  return stacks.flatMap((stack) => {
    const { name } = stack;
    const functions = [...new Set(templatesOf(stack).filter(isForeign).flatMap(unsupportedFunctions))];
    if (functions.length === 0) return [];
    return [`The rehearsal does not know the value of ${functions.join(', ')} in the stack ${name}, which has no resources of this library. It uses a substitute text.`];
  });
}

/** Validates a stack before any stack is deployed. */
/** A rehearsal deploys what the assembly says. A deployment may do something else. */
function deploymentWarnings(assembly: CloudAssembly, { stacks }: RehearsalOptions): string[] {
  return refusalsOf(assembly, { stacks }).map((each) => `A deployment may do something else. ${errorOf(each).message}`);
}

function validate({ name, template, nestedTemplates }: AssemblyStack): void {
  dependencyGraph(template, name);
  nestedTemplates.forEach((nested, file) => dependencyGraph(nested, `${name}/${file}`));
}
