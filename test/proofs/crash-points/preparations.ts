import { ResourceType } from '../../../src/contract';
import { type Deployment, STACK_ID } from '../../handler/support/deployment';
import { simulatedAccountManagement } from '../../handler/support/simulated-organizations';

export const SCP = 'SERVICE_CONTROL_POLICY';
export const RCP = 'RESOURCE_CONTROL_POLICY';
export const TAGS = [{ Key: 'cost-center', Value: 'one' }, { Key: 'team', Value: 'blue' }];
export const OTHER_TAGS = [{ Key: 'cost-center', Value: 'two' }, { Key: 'tier', Value: '0' }];

export function denying(...actions: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }] });
}

export function allowing(...actions: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
}

function denyingEverybody(action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: action, Resource: '*' }] });
}

export async function unit(deployment: Deployment, parentId: string, name: string): Promise<string> {
  const properties = { ParentId: parentId, Name: name };
  return (await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, properties, name)).PhysicalResourceId;
}

export async function account(deployment: Deployment, parentId: string, name: string): Promise<string> {
  const properties = { AccountName: name, Email: `${name}@example.com`, ParentId: parentId };
  return (await deployment.create(ResourceType.ACCOUNT, properties, name)).PhysicalResourceId;
}

/** Creates an account outside of any app. */
export async function accountByHand(deployment: Deployment, accountName: string, parentId: string): Promise<void> {
  await deployment.organizations.createAccount({ accountName, email: `${accountName}@example.com`, tags: [] });
  await deployment.clock.sleep(120_000);
  const { id, parentId: from } = deployment.simulator.state().accounts.find(({ name }) => name === accountName)!;
  await deployment.organizations.moveAccount(id, from, parentId);
}

export async function policy(deployment: Deployment, name: string): Promise<string> {
  return policyOf(deployment, SCP, name);
}

export async function policyOf(deployment: Deployment, Type: string, Name: string): Promise<string> {
  const Content = Type === RCP ? denyingEverybody(`s3:${Name}`) : denying(`${Name}:*`);
  return (await deployment.create(ResourceType.POLICY, { Type, Name, Description: '', Content }, Name)).PhysicalResourceId;
}

/** Gives the stack a template whose attachments list these policies for the resource under test. */
export function listFor(deployment: Deployment, ...policies: string[]): void {
  deployment.stacks.stack(STACK_ID).template = {
    Resources: {
      Resource: {},
      Attachments: { Type: ResourceType.POLICY_ATTACHMENTS, Properties: { TargetLogicalId: 'Resource', Policies: { [SCP]: policies } } },
    },
  };
}

export function contact(name: string): object {
  return { Name: `The ${name} team`, Title: 'On call', EmailAddress: `${name}@example.com`, PhoneNumber: '+49 30 1234567' };
}

export const PRIMARY_CONTACT = {
  FullName: 'Example GmbH', AddressLine1: 'Hauptstraße 1', City: 'Berlin', StateOrRegion: 'Berlin', PostalCode: '10115', CountryCode: 'DE', PhoneNumber: '+4930123456',
};

/** Two accounts, with trusted access for AWS Account Management. The first one has a contact and a Region from another owner. */
export async function accountsWithContacts(deployment: Deployment): Promise<{ readonly first: string; readonly second: string }> {
  const root = await deployment.organization();
  await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'account.amazonaws.com' }, 'AccountManagement');
  const [first, second] = [await account(deployment, root, 'first'), await account(deployment, root, 'second')];
  const port = simulatedAccountManagement(deployment.simulator);
  const foreign = { name: 'Somebody', title: 'Else', emailAddress: 'else@example.com', phoneNumber: '+1 206 5550111' };
  await port.putAlternateContact('BILLING', foreign, first);
  await port.enableRegion('af-south-1', first);
  await deployment.clock.sleep(900_000);
  return { first, second };
}
