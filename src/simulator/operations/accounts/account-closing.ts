import { findAccount } from './accounts';
import { constraintViolation, ServiceError } from '../../protocol/service-error';
import { CLOSURE_DISAGREES_MS } from '../../readings/delays';
import { IN_TRANSIT } from '../../store/store';
import { closuresAllowed, CLOSURE_WINDOW_MS } from '../../world/limits';
import { Call, writing } from '../operation';
import { isDelegatedAdministrator } from '../organization';
import { requireAllFeatures } from '../preconditions';

/** Returns at once; the account is PENDING_CLOSURE until it is CLOSED. */
function closeAccount(call: Call, { AccountId }: { AccountId: string }): void {
  requireAllFeatures(call);
  if (AccountId === call.organization.managementAccountId) {
    throw constraintViolation('CANNOT_CLOSE_MANAGEMENT_ACCOUNT', 'You attempted to close the management account.');
  }
  const account = findAccount(call.view, AccountId);
  if (account.state === 'CLOSED') {
    throw new ServiceError('AccountAlreadyClosedException', 'You attempted to close an account that is already closed.');
  }
  if (account.state === 'PENDING_CLOSURE') {
    if (call.readings.closingAnAccountBeingClosed === 'success') return;
    throw new ServiceError(call.readings.closingAnAccountBeingClosed, `Account ${AccountId} is being closed already.`);
  }
  if (call.readings.closingADelegatedAdministrator === 'refused' && call.view.has('delegatedAdministrators', 'account', AccountId)) {
    throw isDelegatedAdministrator(AccountId);
  }
  const { limits } = call.world.settings;
  const closing = call.view.list('accounts', IN_TRANSIT, 'PENDING_CLOSURE');
  if (closing.length >= limits.accountClosuresInProgress) {
    throw constraintViolation('CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED',
      `You can close ${limits.accountClosuresInProgress} accounts at one time.`);
  }
  const recent = [...closing, ...call.view.list('accounts', IN_TRANSIT, 'CLOSED')]
    .filter(({ closureRequestedAt = -Infinity }) => call.now - closureRequestedAt < CLOSURE_WINDOW_MS);
  if (recent.length >= closuresAllowed(limits, call.world.store.table('accounts').size - 1)) {
    throw constraintViolation('CLOSE_ACCOUNT_QUOTA_EXCEEDED', 'You have exceeded the close account quota for the past 30 days.');
  }
  const { changes, now, world: { random, settings, readRandom }, readings: { stateAfterClosing } } = call;
  const closedAt = now + random.integer(...settings.accountClosureMs);
  changes.put('accounts', {
    ...account,
    state: 'PENDING_CLOSURE',
    closureRequestedAt: now,
    closedAt,
    ...(stateAfterClosing !== 'steady' && { closureShownAt: Math.max(closedAt, now + readRandom.integer(...CLOSURE_DISAGREES_MS)) }),
  });
}

export const accountClosingOperations = [
  writing('CloseAccount', 'management', closeAccount),
];
