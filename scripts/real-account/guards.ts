import type { Session } from './session/session';

export interface GuardOptions {
  /** The ID of the management account, as the caller gives it. */
  readonly owned: string | undefined;
  readonly manyAccounts?: boolean;
}

/** More than a throwaway organization has. */
export const MOST_ACCOUNTS = 10;

const STATEMENT = '--i-own-this-organization';

/** Refuses an organization that may be of value. @throws Error with what to do */
export async function guard(session: Session, { owned, manyAccounts = false }: GuardOptions): Promise<void> {
  if (owned === undefined || !/^\d{12}$/.test(owned)) {
    throw new Error(`Nothing runs without the ID of the management account (given: ${owned ?? 'none'}). Give ${STATEMENT} with its twelve digits.`);
  }
  const { Organization: organization } = await session.call('DescribeOrganization', {});
  const management = organization!.MasterAccountId;
  if (management !== owned) {
    throw new Error(`The credentials belong to another organization, that of ${management} (given: ${owned}). Use credentials of the throwaway organization.`);
  }
  const caller = await session.connection.callerAccount();
  if (caller !== owned) throw new Error(`The caller is not the management account (given: ${caller}). Use credentials of ${owned}.`);
  if (organization!.FeatureSet !== 'ALL') {
    throw new Error(`The organization has not all features enabled (given: ${organization!.FeatureSet}). Use one that has, as policies need them.`);
  }
  const accounts = await session.all('ListAccounts', {}, ({ Accounts }) => Accounts);
  if (accounts.length > MOST_ACCOUNTS && !manyAccounts) {
    throw new Error(`The organization has more than ${MOST_ACCOUNTS} accounts (given: ${accounts.length}), so it may be of value. Add --many-accounts if it is not.`);
  }
}
