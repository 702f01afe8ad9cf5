import { ACCOUNT_TYPE } from './account-creation';
import { Deployment } from './deployment';
import { simulatedAccountManagement } from './simulated-organizations';
import { FORMER_SETTINGS_TAG_PREFIX } from '../../../src/contract';
import type { AlternateContactType } from '../../../src/organizations';

export const SETTINGS_TYPE = 'Custom::OrganizationsAccountSettings';

export const SECURITY = { Name: 'Security team', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };

/** The settings of an account in a simulated organization, with the events of their resource. */
export class Settings {
  static async start(options = {}): Promise<Settings> {
    const deployment = new Deployment(options);
    const root = await deployment.organization();
    await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: 'account.amazonaws.com' });
    const { PhysicalResourceId: accountId } = await deployment.create(ACCOUNT_TYPE, { AccountName: 'log', Email: 'log@example.com', ParentId: root }, 'Log');
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    return new Settings(deployment, accountId);
  }

  constructor(readonly deployment: Deployment, readonly accountId: string) {}

  get port() {
    return simulatedAccountManagement(this.deployment.simulator);
  }

  properties(more: object): Record<string, unknown> {
    return { AccountId: this.accountId, ...more };
  }

  create(more: object) {
    return this.deployment.create(SETTINGS_TYPE, this.properties(more));
  }

  update(previous: object, more: object) {
    return this.deployment.update(SETTINGS_TYPE, this.accountId, this.properties(previous), this.properties(more));
  }

  remove(more: object, physicalId = this.accountId) {
    return this.deployment.remove(SETTINGS_TYPE, physicalId, this.properties(more));
  }

  async rollBackCreate(more: object) {
    this.deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await this.remove(more);
  }

  async rollBackUpdate(former: object, failed: object) {
    this.deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await this.update(failed, former);
  }

  /** Starts the next deployment of the stack. */
  async nextDeployment() {
    await this.deployment.clock.sleep(60_000);
    this.deployment.status = 'UPDATE_IN_PROGRESS';
  }

  async contact(type: AlternateContactType): Promise<string | undefined> {
    return (await this.port.getAlternateContact(type, this.accountId))?.emailAddress;
  }

  get notes(): string[] {
    const { tags } = this.deployment.simulator.state().accounts.find(({ id }) => id === this.accountId)!;
    return Object.keys(tags).filter((key) => key.startsWith(FORMER_SETTINGS_TAG_PREFIX));
  }
}
