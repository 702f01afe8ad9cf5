import { dependencyGraph, readCloudAssembly } from '../../../src/assembly';
import { isOurResourceType, ResourceType } from '../../../src/contract';
import { isComplete } from '../../../src/handler/engine/is-complete';
import { onEvent } from '../../../src/handler/engine/on-event';
import type { ResourceEvent } from '../../../src/handler/engine/resource-event';
import { EnvironmentHints } from '../../../src/handler/environment-hints';
import { desiredResources } from '../../../src/model';
import { accountManagementClient, type Clock, type OrganizationsPort, SdkAccountManagement } from '../../../src/organizations';
import { STACK_ID } from '../../handler/support/deployment';
import { MemoryStacks } from '../../handler/support/memory-stacks';

/** A client without credentials, because no creation calls AWS Account Management. */
const NOT_REACHED = new SdkAccountManagement(accountManagementClient({ region: 'us-east-1', credentials: () => Promise.reject(new Error('Not reached.')) }));

/** Creates every resource of an assembly with one stack, one after the other. It calls the handlers with the given port. */
export async function deployOnto(organizations: OrganizationsPort, assemblyDirectory: string, clock: Clock): Promise<void> {
  const assembly = readCloudAssembly(assemblyDirectory);
  const [{ name, template }] = assembly.stacks;
  const ids = new Map<string, string>();
  const data = new Map<string, Record<string, string>>();
  const deployed = {
    physicalId: (_stack: string, logicalId: string) => ids.get(logicalId),
    attribute: (_stack: string, logicalId: string, attribute: string) => data.get(logicalId)?.[attribute],
  };
  const stacks = new MemoryStacks();
  const hints = new EnvironmentHints();
  Object.assign(stacks.stack(STACK_ID), { changedAt: clock.now() });
  for (const logicalId of inOrder(dependencyGraph(template, name))) {
    const { Type: kind } = template.Resources[logicalId];
    // moto supports few of the services that can have a delegated administrator.
    if (!isOurResourceType(kind) || kind === ResourceType.DELEGATED_ADMINISTRATOR) continue;
    const { type, properties } = desiredResources(assembly, deployed).find((each) => each.logicalId === logicalId)!;
    const event: ResourceEvent = {
      RequestType: 'Create', RequestId: logicalId, StackId: STACK_ID, ResourceType: type, LogicalResourceId: logicalId, ResourceProperties: { ...properties },
    };
    const ports = { organizations, accountManagement: NOT_REACHED, stacks, clock, hints, write: () => undefined };
    const stamped = { ...event, ...await onEvent(event, ports) };
    for (;;) {
      const answer = await isComplete(stamped, ports);
      if (answer.IsComplete) {
        ids.set(logicalId, answer.PhysicalResourceId);
        data.set(logicalId, answer.Data ?? {});
        break;
      }
      await clock.sleep(5_000);
    }
  }
}

function inOrder(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const visit = (id: string) => {
    if (done.has(id)) return;
    graph.get(id)?.forEach(visit);
    done.add(id);
  };
  [...graph.keys()].forEach(visit);
  return [...done];
}

/** Organizational units and accounts by path, each with the names of the policies attached to it. */
export async function treeOf(organizations: OrganizationsPort, policyTypes: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  const attached = async (id: string) => {
    const names: string[] = [];
    for (const type of policyTypes) for await (const { name } of organizations.listPoliciesForTarget(id, type as never)) names.push(name);
    return names.sort().join(', ');
  };
  const visit = async (id: string, path: string): Promise<void> => {
    lines.push(`${path}: ${await attached(id)}`);
    for await (const { id: account, name, email } of organizations.listAccountsForParent(id)) {
      if (/management|master/i.test(`${name} ${email}`)) continue;
      lines.push(`${path}/${name} <${email}>: ${await attached(account)}`);
    }
    for await (const unit of organizations.listOrganizationalUnitsForParent(id)) await visit(unit.id, `${path}/${unit.name}`);
  };
  for await (const { id } of organizations.listRoots()) await visit(id, 'Root');
  return lines.sort();
}

