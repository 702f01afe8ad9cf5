import { ACCOUNT_MANAGEMENT_PRINCIPAL, isAlternate, PRIMARY, RECONCILE_CONTEXT_KEY, regionOf, type Setting } from '../../../contract';
import { type AlternateContact, type ContactInformation, isOrganizationsError, type RegionOptStatus } from '../../../organizations';
import { REGION_QUOTA_SECONDS, REGION_REST_SECONDS, REGION_ROLLBACK_SECONDS, STABILIZATION_MS } from '../../consistency';
import { readsUntil } from '../agreeing-reads';
import { TerminalError, RequeueError } from '../errors';
import { first } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

/** Reads and changes the settings of one account. */
export class AccountCalls {
  private readonly statuses = new Map<string, RegionOptStatus>();
  /** Whether the service refused a change in this call after its time was over. */
  private refusesForLong = false;

  /** Absent for the management account: the service refuses its ID, so its own calls leave the ID out. */
  private readonly member: string | undefined;

  constructor(private readonly context: ReconcileContext, private readonly accountId: string) {
    this.member = accountId === context.stack.accountId ? undefined : accountId;
  }

  public async read(keys: Iterable<string>): Promise<Map<string, Setting>> {
    const found = new Map<string, Setting>();
    await this.explained(async () => {
      const all = [...keys];
      if (all.some((key) => regionOf(key) !== undefined)) await this.readRegions();
      for (const key of all) found.set(key, await this.readOne(key));
    });
    return found;
  }

  /** Requests the change, and waits while the service cannot accept it. */
  public async write(key: string, setting: Setting): Promise<void> {
    const { accountManagement, log } = this.context;
    const region = regionOf(key);
    log(setting === null ? 'delete' : 'set', { id: this.accountId, setting: key, ...region && { to: setting } });
    await this.explained(async () => {
      if (region !== undefined) return this.changeRegion(region, setting === 'ENABLED');
      if (isAlternate(key)) {
        return setting === null
          ? accountManagement.deleteAlternateContact(key, this.member).catch(unlessGone)
          : accountManagement.putAlternateContact(key, toPort<AlternateContact>(setting), this.member);
      }
      return accountManagement.putContactInformation(toPort<ContactInformation>(setting), this.member);
    });
  }

  private async readRegions(): Promise<void> {
    for await (const { name, status } of this.context.accountManagement.listRegions(this.member)) this.statuses.set(name, status);
  }

  private async readOne(key: string): Promise<Setting> {
    const { accountManagement } = this.context;
    const region = regionOf(key);
    if (region !== undefined) return this.regionSetting(region);
    if (isAlternate(key)) return fromPort(await accountManagement.getAlternateContact(key, this.member));
    return key === PRIMARY ? fromPort(await accountManagement.getContactInformation(this.member)) : null;
  }

  /** Treats a change that the service has accepted as complete. */
  private regionSetting(region: string): string {
    const status = this.statuses.get(region);
    if (status === undefined) {
      throw new TerminalError(`AWS knows no Region of this name for the account ${this.accountId} (given: "${region}").`, 'Correct the code of the Region.');
    }
    return status.startsWith('ENABL') ? 'ENABLED' : 'DISABLED';
  }

  private async changeRegion(region: string, enable: boolean): Promise<void> {
    const { accountManagement } = this.context;
    const status = this.statuses.get(region);
    if (status === 'ENABLED_BY_DEFAULT') {
      throw new TerminalError(`The Region is enabled by default and cannot be disabled (given: "${region}").`, 'Remove it from disabledRegions.');
    }
    if (status === 'ENABLING' || status === 'DISABLING') throw this.inProgress(region, `it is ${status}`);
    try {
      await (enable ? accountManagement.enableRegion(region, this.member) : accountManagement.disableRegion(region, this.member));
    } catch (error) {
      // AWS does not document which error reports an exceeded quota.
      if (!isOrganizationsError(error, 'Conflict', 'TooManyRequests')) throw error;
      const { verb, clock, startedAt } = this.context;
      const isOver = verb !== 'revert' && clock.now() - startedAt >= REGION_QUOTA_SECONDS * 1_000;
      if (!isOver) throw this.inProgress(region, error.message);
      if (this.refusesForLong) return this.leave(region, error.message);
      // Rate limits or crashed calls may have used up the time, so the refusal has to persist.
      this.refusesForLong = true;
      await clock.sleep(STABILIZATION_MS);
      await this.changeRegion(region, enable);
    }
  }

  /** Gives up the change after the quotas have refused it for long. */
  private leave(region: string, why: string): void {
    this.context.log('left behind', {
      id: this.accountId,
      reason: `AWS has not accepted the change of the Region ${region} for ${REGION_QUOTA_SECONDS / 60} minutes: ${why} The Region stays as it is. `
        + `Deploy with another value of the context "${RECONCILE_CONTEXT_KEY}" when fewer changes of Regions are in progress.`,
      warning: true,
    });
  }

  private inProgress(region: string, why: string): RequeueError {
    const inRollback = this.context.verb === 'revert' && {
      patienceSeconds: REGION_ROLLBACK_SECONDS,
      retainMessage: `The Region ${region} of the account ${this.accountId} keeps the status that the failed deployment asked for.`,
    };
    return new RequeueError(`AWS accepts another change of the Region ${region} of the account ${this.accountId}: ${why}`, {
      restSeconds: REGION_REST_SECONDS,
      advice: 'Deploy again when the change of the Region that is in progress has ended.',
      ...inRollback,
      retriesInCall: false,
    });
  }

  /** Without trusted access, the service refuses to act on member accounts, with the same error as for missing permissions. */
  private async explained<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (this.member === undefined || !isOrganizationsError(error, 'AccessDenied')) throw error;
      const { organizations, clock } = this.context;
      const find = () => first(
        organizations.listServiceAccess(), ({ servicePrincipal }) => servicePrincipal === ACCOUNT_MANAGEMENT_PRINCIPAL,
      );
      if (await readsUntil(clock, find, (access) => access !== undefined)) throw error;
      throw new TerminalError(
        `AWS Account Management has no trusted access in the organization, so that contacts and Regions of the account ${this.accountId} cannot be `
        + `managed (given: ${error.operation}, ${error.label}).`,
        'Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices of the Organization, which needs all features.',
      );
    }
  }
}

function unlessGone(error: unknown): void {
  if (!isOrganizationsError(error, 'ResourceNotFound')) throw error;
}

/** Converts a contact for the port, whose members begin with a small letter. */
function toPort<Contact>(setting: Setting): Contact {
  return withFirstLetter(setting as Record<string, string>, (letter) => letter.toLowerCase()) as Contact;
}

function fromPort(contact: AlternateContact | ContactInformation | undefined): Setting {
  return contact === undefined ? null : withFirstLetter(contact, (letter) => letter.toUpperCase());
}

function withFirstLetter(contact: object, change: (letter: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(contact)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [change(name.charAt(0)) + name.slice(1), value as string]));
}
