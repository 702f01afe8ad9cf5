import { Deployment } from './deployment';
import type { SimulatorOptions } from '../../../src/simulator';

export const TYPE = 'Custom::OrganizationsDelegatedAdministrator';
export const SERVICE = 'guardduty.amazonaws.com';

/** An account of the stack, and a service with trusted access. */
export async function start(options?: SimulatorOptions) {
  const deployment = new Deployment(options);
  const root = await deployment.organization();
  const account = { AccountName: 'tooling', Email: 'tooling@example.com', ParentId: root };
  const { PhysicalResourceId: AccountId } = await deployment.create('Custom::OrganizationsAccount', account);
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: SERVICE });
  return { deployment, desired: { AccountId, ServicePrincipal: SERVICE }, key: `${AccountId}/${SERVICE}` };
}
