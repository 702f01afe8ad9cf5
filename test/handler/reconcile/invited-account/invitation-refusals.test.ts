import { HandshakeConstraintViolationExceptionReason } from '@aws-sdk/client-organizations';
import { accept, ANA, inviteByHand, lastHandshake, parentOf, start, TYPE } from '../../support/invited-accounts';
import { outrun, refuse, secondsToFailure } from '../../support/refusals';

const DAY_MS = 86_400_000;
const HANDSHAKE = 'HandshakeConstraintViolation';

interface Refusal {
  readonly code: string;
  readonly reason?: string;
  /** Part of the advice in the error message. */
  readonly advice: string;
}

/** Final refusals of an invitation. Source: API Reference, InviteAccountToOrganization and HandshakeConstraintViolationException. */
const REFUSALS: readonly Refusal[] = [
  { code: HANDSHAKE, reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED', advice: 'Ask AWS to raise the quota of accounts' },
  { code: HANDSHAKE, reason: 'HANDSHAKE_RATE_LIMIT_EXCEEDED', advice: 'Deploy again when 24 hours have passed' },
  { code: HANDSHAKE, reason: 'INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES', advice: 'Deploy again when all features are enabled' },
  { code: HANDSHAKE, reason: 'LEGACY_PERMISSIONS_STILL_IN_USE', advice: 'Remove the older permissions' },
  { code: HANDSHAKE, reason: 'MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED', advice: 'address of the management account' },
  { code: HANDSHAKE, reason: 'ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD', advice: 'Invite only accounts whose seller of record' },
  { code: HANDSHAKE, reason: 'ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED', advice: 'Deploy again later' },
  { code: HANDSHAKE, reason: 'PAST_DUE_INVOICE', advice: 'Pay the past due invoice of the organization' },
  { code: HANDSHAKE, reason: 'PAYMENT_INSTRUMENT_REQUIRED', advice: 'Add a valid way of payment to the account that is invited' },
  { code: HANDSHAKE, reason: 'RESPONSIBILITY_TRANSFER_ALREADY_EXISTS', advice: 'End the existing billing transfer' },
  { code: HANDSHAKE, reason: 'SOURCE_AND_TARGET_CANNOT_MATCH', advice: 'Invite another account' },
  { code: HANDSHAKE, reason: 'TARGET_ACCOUNT_VALIDATION_FAILURE', advice: 'Ask AWS Support: the billing of the account' },
  { code: HANDSHAKE, reason: 'UNUSED_PREPAYMENT_BALANCE', advice: 'Use up the prepaid balance' },
  { code: 'ConstraintViolation', reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED', advice: 'Ask AWS to raise the quota of accounts' },
  { code: 'ConstraintViolation', reason: 'ACCOUNT_CREATION_NOT_COMPLETE', advice: 'Complete the sign-up' },
  { code: 'ConstraintViolation', reason: 'EMAIL_VERIFICATION_CODE_EXPIRED', advice: 'Ask for a new verification code' },
  { code: 'ConstraintViolation', reason: 'INVALID_PAYMENT_INSTRUMENT', advice: 'Replace the way of payment' },
  { code: 'ConstraintViolation', reason: 'MASTER_ACCOUNT_MISSING_CONTACT_INFO', advice: 'Add a contact address' },
  { code: 'ConstraintViolation', reason: 'MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED', advice: 'Add a valid way of payment to the management account' },
  { code: 'ConstraintViolation', reason: 'MAX_TAG_LIMIT_EXCEEDED', advice: 'Remove tags' },
  { code: 'ConstraintViolation', reason: 'TAG_POLICY_VIOLATION', advice: 'complies with the tag policy' },
  { code: 'InvalidInput', reason: 'INVALID_EMAIL_ADDRESS_TARGET', advice: 'Correct the email address of the account that is invited' },
  { code: 'InvalidInput', reason: 'INVALID_SYSTEM_TAGS_PARAMETER', advice: 'Use tag keys that do not begin with "aws:"' },
  { code: 'InvalidInput', reason: 'TARGET_NOT_SUPPORTED', advice: 'Correct the ID of the account that is invited' },
  { code: 'AccountOwnerNotVerified', advice: 'Verify the email address of the management account' },
  { code: 'UnsupportedAPIEndpoint', advice: 'Deploy in a Region whose endpoint offers this operation' },
];

test.each(REFUSALS)('an invitation that is refused with $code ($reason) fails within a minute with advice', async ({ code, reason, advice }) => {
  const { deployment, home } = await start();
  refuse(deployment, 'InviteAccountToOrganization', code, reason);
  const problem = `refused InviteAccountToOrganization: ${code}${reason ? ` (${reason})` : ''}`;
  const failing = deployment.create(TYPE, { AccountId: ANA.id, ParentId: home });
  expect(await secondsToFailure(deployment, failing, new RegExp(`${escaped(problem)}.*${escaped(advice)}`))).toBeLessThan(60);
  expect(deployment.simulator.state().handshakes ?? []).toEqual([]);
});

/** Answers that another part of the handler processes, or that only EnableAllFeatures returns. */
const ELSEWHERE = ['ALREADY_IN_AN_ORGANIZATION', 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES', 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION'];

test('the table of refusals contains each reason of the service for handshakes', () => {
  const tested = REFUSALS.flatMap(({ code, reason }) => (code === HANDSHAKE ? reason! : []));
  expect([...tested, ...ELSEWHERE].sort()).toEqual(Object.values(HandshakeConstraintViolationExceptionReason).sort());
});

test('an account in another organization that the service refuses to invite fails after five minutes with advice', async () => {
  const { deployment, home } = await start();
  refuse(deployment, 'InviteAccountToOrganization', HANDSHAKE, 'ALREADY_IN_AN_ORGANIZATION');
  const failing = deployment.create(TYPE, { AccountId: ANA.id, ParentId: home });
  const seconds = await secondsToFailure(deployment, failing, /is visible in this one.*See whether the account left the organization, or is in another one/);
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test('an account that joined a moment before its invitation is found and placed', async () => {
  const { deployment, home } = await start();
  outrun(deployment, 'InviteAccountToOrganization', async () => {
    inviteByHand(deployment, { Type: 'ACCOUNT', Id: ANA.id });
    accept(deployment);
  });
  expect(await deployment.create(TYPE, { AccountId: ANA.id, ParentId: home })).toMatchObject({ PhysicalResourceId: ANA.id, Data: { Status: 'JOINED' } });
  expect(parentOf(deployment)).toBe(home);
});

test('an invitation beyond the daily limit fails, and a deployment a day later sends it', async () => {
  const { deployment, home } = await start({ limits: { invitationsIn24Hours: 1 } });
  inviteByHand(deployment, { Type: 'EMAIL', Id: 'other@example.com' });
  const wanted = { AccountId: ANA.id, ParentId: home };
  await expect(deployment.create(TYPE, wanted)).rejects.toThrow('HANDSHAKE_RATE_LIMIT_EXCEEDED');
  await deployment.clock.sleep(DAY_MS);
  expect(await deployment.create(TYPE, wanted)).toMatchObject({ Data: { Status: 'INVITED' } });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

async function invited() {
  const world = await start();
  const desired = { AccountId: ANA.id, ParentId: world.home };
  const { PhysicalResourceId: id } = await world.deployment.create(TYPE, desired);
  const { id: handshake } = lastHandshake(world.deployment);
  world.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  return { ...world, handshake, remove: () => world.deployment.remove(TYPE, id, desired) };
}

test('canceling an invitation that someone else has just canceled succeeds', async () => {
  const { deployment, handshake, remove } = await invited();
  outrun(deployment, 'CancelHandshake', () => deployment.organizations.cancelHandshake(handshake));
  expect(await remove()).toMatchObject({ IsComplete: true });
  expect(lastHandshake(deployment)).toMatchObject({ id: handshake, state: 'CANCELED' });
});

test('an invitation that can no longer be canceled but is shown as open fails after five minutes', async () => {
  const { deployment, handshake, remove } = await invited();
  refuse(deployment, 'CancelHandshake', 'InvalidHandshakeTransition');
  const seconds = await secondsToFailure(deployment, remove(), `the outcome of the invitation ${handshake} of ${ANA.id} is visible`);
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test('a refusal to cancel for another reason fails', async () => {
  const { deployment, remove } = await invited();
  refuse(deployment, 'CancelHandshake', 'UnsupportedAPIEndpoint');
  await expect(remove()).rejects.toThrow('UnsupportedAPIEndpoint');
});
