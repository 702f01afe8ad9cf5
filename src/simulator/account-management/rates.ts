import { OperationRates, rates } from '../disturbances/rates';

/** The bucket of StartPrimaryEmailUpdate for the account whose address it is. */
export const EMAIL_UPDATES_OF_A_TARGET = 'StartPrimaryEmailUpdate for';

/**
 * Source: AWS Account Management Reference Guide, "Quotas for AWS Account Management". It gives no rate for GetPrimaryEmailUpdateStatus
 * and the verification of phone numbers: those of similar operations are a guess.
 */
export const ACCOUNT_MANAGEMENT_RATES: Readonly<Record<string, OperationRates>> = {
  PutAccountName: rates([1, 1]),
  GetAccountInformation: rates([3, 3]),
  GetGovCloudAccountInformation: rates([3, 5]),
  PutAlternateContact: rates([5, 8]),
  GetAlternateContact: rates([10, 15]),
  DeleteAlternateContact: rates([1, 6]),
  PutContactInformation: rates([5, 8]),
  GetContactInformation: rates([10, 15]),
  SendPhoneNumberVerification: rates([1, 1]),
  VerifyPhoneNumber: rates([1, 1]),
  EnableRegion: rates([1, 1]),
  DisableRegion: rates([1, 1]),
  GetRegionOptStatus: rates([5, 5]),
  ListRegions: rates([5, 5]),
  GetPrimaryEmail: rates([3, 3]),
  GetPrimaryEmailUpdateStatus: rates([3, 3]),
  StartPrimaryEmailUpdate: rates([1, 1]),
  AcceptPrimaryEmailUpdate: rates([1, 1]),
  // Three in 30 seconds.
  [EMAIL_UPDATES_OF_A_TARGET]: rates([0.1, 3]),
};
