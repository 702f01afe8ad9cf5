import { UniqueIndex } from '../validation';

/** Addresses and IDs of the accounts of an app, created or invited: each has a construct of its own. */
export const EMAIL_ADDRESSES = new UniqueIndex('The e-mail address is used by more than one account', 'Give each account an address of its own');
export const ACCOUNT_IDS = new UniqueIndex('The account ID is used by more than one account', 'Keep one construct for the account');
