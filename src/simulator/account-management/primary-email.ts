import { AccountError, conflict, invalidField, notFound } from './account-error';
import { changedTarget, Target, targetOf } from './target';
import { Call, reading, writing } from '../operations/operation';
import { seconds } from '../protocol/presentation';
import type { AccountRecord, EmailUpdateRecord } from '../store/records';
import { IN_TRANSIT } from '../store/store';

interface EmailRequest {
  readonly AccountId: string;
  readonly PrimaryEmail: string;
}

const CODE_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Source: AWS Account Management Reference Guide, "Update the root user email for any AWS account in your organization". */
const CODE_HOLDS_MS = 24 * 3_600_000;

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Only members are asked for, so AWS Organizations has the account. */
function memberOf({ account }: Target): AccountRecord {
  return account as AccountRecord;
}

function refuseTakenAddress({ view, partition, world: { surroundings } }: Call, email: string): void {
  const address = email.toLowerCase();
  const isTaken = surroundings.isAddressTaken(address, partition)
    || view.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS').some((request) => request.email.toLowerCase() === address);
  if (isTaken) throw conflict(`The email address ${email} is already in use. Give an address that no account has.`);
}

/**
 * AWS sends a code to the new address, which holds for 24 hours. The account keeps its address until the code comes back. A later start
 * replaces an earlier one.
 */
function startPrimaryEmailUpdate(call: Call, { AccountId, PrimaryEmail: address }: EmailRequest): object {
  const { profile } = changedTarget(call, AccountId);
  if (!ADDRESS.test(address)) throw invalidField('primaryEmail', `This is not an email address: ${address}. Give one such as a@example.com.`);
  refuseTakenAddress(call, address);
  const emailUpdate: EmailUpdateRecord = { address, code: call.world.random.text(CODE_CHARACTERS, 6), status: 'PENDING', changedAt: call.now };
  call.changes.put('accountProfiles', { ...profile, emailUpdate });
  return { Status: 'PENDING' };
}

function acceptPrimaryEmailUpdate(call: Call, { AccountId, PrimaryEmail: address, Otp: code }: EmailRequest & { Otp: string }): object {
  const target = changedTarget(call, AccountId);
  const { emailUpdate } = target.profile;
  if (emailUpdate?.status !== 'PENDING' || hasExpired(call, emailUpdate) || emailUpdate.address.toLowerCase() !== address.toLowerCase()) {
    throw notFound(`No update of the email address of account ${AccountId} to ${address} is pending. Start one.`);
  }
  if (emailUpdate.code !== code) {
    throw new AccountError(call.readings.wrongEmailCode, 'The one-time code is not the one that was sent to the new address. Give that one.',
      call.readings.wrongEmailCode === 'ValidationException' ? 'fieldValidationFailed' : undefined, 'otp');
  }
  refuseTakenAddress(call, address);
  call.changes.put('accounts', { ...memberOf(target), email: emailUpdate.address });
  call.changes.put('accountProfiles', { ...target.profile, emailUpdate: { ...emailUpdate, status: 'COMPLETED', changedAt: call.now } });
  return { Status: 'ACCEPTED' };
}

function getPrimaryEmailUpdateStatus(call: Call, { AccountId }: { AccountId?: string }): object {
  const { id, profile: { emailUpdate } } = targetOf(call, AccountId);
  const expired = emailUpdate && hasExpired(call, emailUpdate) ? call.readings.expiredEmailUpdate : undefined;
  if (!emailUpdate || expired === 'ResourceNotFoundException') throw notFound(`No update of the email address of account ${id} was started.`);
  if (expired === 'FAILED') return { Status: 'FAILED', UpdatedAt: seconds(emailUpdate.changedAt + CODE_HOLDS_MS) };
  return { Status: emailUpdate.status, UpdatedAt: seconds(emailUpdate.changedAt) };
}

function hasExpired({ now }: Call, { status, changedAt }: EmailUpdateRecord): boolean {
  return status === 'PENDING' && now - changedAt >= CODE_HOLDS_MS;
}

export const primaryEmailOperations = [
  reading('GetPrimaryEmail', 'everyone', (call, { AccountId }: { AccountId: string }) => ({ PrimaryEmail: memberOf(targetOf(call, AccountId)).email })),
  reading('GetPrimaryEmailUpdateStatus', 'everyone', getPrimaryEmailUpdateStatus),
  writing('StartPrimaryEmailUpdate', 'everyone', startPrimaryEmailUpdate),
  writing('AcceptPrimaryEmailUpdate', 'everyone', acceptPrimaryEmailUpdate),
];
