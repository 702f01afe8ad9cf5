import type { AssemblyStack, CloudAssembly, Template } from '../assembly';
import { type AccountRemovalProperties, GUARDED_ACTIONS, type GuardedAction, ResourceType, type ResourceTypeName } from '../contract';
import type { InCode } from './organization';
import type { WantedResource } from './wanted-resources';

/** Others have the ids of what they belong to: attachments that of their target. */
const THINGS: readonly ResourceTypeName[] = [
  ResourceType.ORGANIZATION, ResourceType.ORGANIZATIONAL_UNIT, ResourceType.ACCOUNT, ResourceType.POLICY, ResourceType.POLICY_SET,
];

/** What code says of each thing beside what the service will know of it, by id. */
export function codeNotes(resources: readonly WantedResource[]): ReadonlyMap<string, InCode> {
  const things = resources.filter(({ type }) => THINGS.includes(type));
  return new Map(things.map(({ id, owner, stackName, logicalId, properties, deletionPolicy, exports }) => [id, {
    owner,
    address: `${stackName}.${logicalId}`,
    adopt: isTrue(properties.Adopt),
    retained: isRetained(deletionPolicy),
    exports,
    ...(isTrue(properties.AllowMove) ? { allowMove: true } : {}),
    ...(properties.Reconcile === undefined ? {} : { reconcile: String(properties.Reconcile) }),
    ...(properties.Removal === undefined ? {} : { removal: properties.Removal as AccountRemovalProperties }),
  }]));
}

/** Whether CloudFormation leaves a resource of this deletion policy where it is when it leaves the template. */
export function isRetained(deletionPolicy: string | undefined): boolean {
  return deletionPolicy?.startsWith('Retain') ?? false;
}

/** What the roles in an assembly allow the handlers to do to accounts. */
export function guardedActionsOf(assembly: CloudAssembly): GuardedAction[] {
  const policies = assembly.stacks.flatMap(templatesOf).flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::Role')
    .map((resource) => JSON.stringify(resource.Properties ?? {}));
  return GUARDED_ACTIONS.filter((action) => policies.some((policy) => policy.includes(`"organizations:${action}"`)));
}

function templatesOf({ template, nestedTemplates }: AssemblyStack): Template[] {
  return [template, ...nestedTemplates.values()];
}

function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
