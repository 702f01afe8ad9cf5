import { Option } from 'commander';
import { OWNER_TAG_KEY, parseOwnerTagValue, stackNameOf } from '../../contract';
import { type Organization, type StackIds, targets } from '../../model';
import type { Connection } from '../../organizations/read-only-client';
import { StackError, type StackPort } from '../../organizations/stacks/stack-port';

export interface StackIdsOption {
  readonly stackIds?: boolean;
}

type ListsResources = Pick<StackPort, 'listResources'>;

export function stackIdsOption(): Option {
  return new Option('--stack-ids', 'also ask AWS CloudFormation which IDs its stacks know (cloudformation:ListStackResources)');
}

/** @throws Error if a stack cannot be read. */
export async function readStackIds(connection: Connection, live: Organization): Promise<StackIds> {
  const { clientConfig } = await import('../../organizations/read-only-client.js');
  const { SdkStack } = await import('../../organizations/stacks/sdk-adapter.js');
  const { endpointUrl: _ofOrganizations, ...elsewhere } = connection;
  return stackIdsOfLive(live, (region) => new SdkStack({ ...clientConfig(elsewhere), region }));
}

/**
 * IDs of resources that the stacks named in owner tags know, nested stacks included.
 * @throws Error that says which stack cannot be read
 */
export async function stackIdsOfLive(live: Organization, inRegion: (region: string) => ListsResources): Promise<StackIds> {
  const found: Record<string, Record<string, string>> = {};
  const read = async (port: ListsResources, name: string, stackId: string): Promise<void> => {
    const resources = await port.listResources(stackId).catch((error: Error) => {
      throw error instanceof StackError ? unreadable(name, error) : error;
    });
    found[name] = Object.fromEntries(resources.filter(({ physicalId }) => physicalId !== '').map(({ logicalId, physicalId }) => [logicalId, physicalId]));
    for (const { type, logicalId, physicalId } of resources) {
      if (type === 'AWS::CloudFormation::Stack' && physicalId !== '') await read(port, `${name}/${logicalId}`, physicalId);
    }
  };
  const owners = ownersIn(live);
  for (const owner of owners) {
    const name = stackNameOf(owner);
    // Of two stacks with one name it is not known which one the code means.
    if (owners.filter((other) => stackNameOf(other) === name).length === 1) await read(inRegion(owner.slice(name.length + 1)), name, name);
  }
  return found;
}

/** Stacks with their Region, as owner tags name them. */
function ownersIn(live: Organization): string[] {
  const tags = [...[...targets(live)].map(({ target }) => target.tags), ...live.policies.map((policy) => policy.tags)];
  const owners = tags.filter((each) => Object.hasOwn(each, OWNER_TAG_KEY)).map((each) => parseOwnerTagValue(each[OWNER_TAG_KEY]).owner);
  return [...new Set(owners)].filter((owner) => owner.includes('@')).sort();
}

function unreadable(name: string, { code, message }: StackError): Error {
  return new Error(`The stack ${name} cannot be read (${code}: ${message}). Allow cloudformation:ListStackResources, or leave --stack-ids out.`);
}
