/**
 * The change of an organization from consolidated billing to all features, which cannot be reversed.
 *
 * Life cycle: one request of the organization, and one approval for each invited account. Created accounts agree implicitly; those whose
 * administrators deleted the service-linked role have to add it again. This may take 90 days, so no deployment waits for people. A
 * deployment starts or finds the request, and completes the change once no answer is missing.
 * Fallbacks: the next deployment sends a request again that expired or was canceled. A rollback cancels only the request that its
 * deployment sent, and completes none.
 * Traps: a list may be older than the request; the service refuses a second one.
 * Source: AWS Organizations User Guide, "Enabling all features for an organization".
 */
import { type AllFeaturesStatus, OrganizationAttribute, type OrganizationProperties } from '../../../contract';
import {
  type AllFeaturesProcess, findAllFeaturesProcess, isOpenHandshake, isOrganizationsError, type OrganizationDescription,
  type OrganizationsError,
  type OrganizationsPort,
} from '../../../organizations';
import { ALL_FEATURES_READY_SECONDS, VISIBLE_SECONDS } from '../../consistency';
import { TerminalError, RequeueError } from '../errors';
import { wasMadeByOthers } from '../ownership/made-by-others';
import type { ReconcileContext } from '../reconcile-context';

type OrganizationContext = ReconcileContext<OrganizationProperties>;

/** A response to CloudFormation has at most 4,096 bytes. */
const MOST_NAMED = 20;

/** Brings the organization closer to the desired features. Returns the values of `Fn::GetAtt`, even while approvals are missing. */
export async function convergeFeatures(context: OrganizationContext, found: OrganizationDescription): Promise<Record<string, string>> {
  const { desired, previous, isUpdate, verb, log } = context;
  if (found.featureSet === 'ALL') {
    if (desired.FeatureSet === 'ALL') return attributes('ALL', 'ENABLED');
    if (verb !== 'revert') throw cannotBeReversed(found);
    log('kept', { id: found.id, reason: 'All features cannot be given up again.', warning: true });
    return attributes('ALL', 'ENABLED');
  }
  if (desired.FeatureSet === 'CONSOLIDATED_BILLING') {
    if (isUpdate && previous.FeatureSet === 'ALL') await cancelProcess(context);
    return attributes('CONSOLIDATED_BILLING', 'DISABLED');
  }
  return enable(context, found);
}

async function enable(context: OrganizationContext, found: OrganizationDescription): Promise<Record<string, string>> {
  const { organizations, previous, verb, log, clock, startedAt } = context;
  const process = await findAllFeaturesProcess(organizations);
  if (!process) {
    // A rollback restores the request that its deployment canceled, and sends no other.
    if (verb === 'revert' && previous.FeatureSet !== 'CONSOLIDATED_BILLING') return attributes('CONSOLIDATED_BILLING', 'DISABLED');
    await start(context, found);
    throw new RequeueError('the request to enable all features is visible', { patienceSeconds: VISIBLE_SECONDS });
  }
  if (process.state === 'ACCEPTED') throw featuresAreVisible(found);
  if (process.missing.length === 0 && verb !== 'revert') {
    try {
      log('complete all features', { id: found.id, handshakeId: process.id });
      await organizations.acceptHandshake(process.id);
      throw featuresAreVisible(found);
    } catch (error) {
      if (isOrganizationsError(error, 'HandshakeAlreadyInState')) throw featuresAreVisible(found);
      if (!isOrganizationsError(error, 'InvalidHandshakeTransition')) throw error;
      const isEarly = clock.now() - startedAt < ALL_FEATURES_READY_SECONDS * 1_000;
      if (isEarly) throw new RequeueError('the request to enable all features can be completed, or its approvals are visible');
    }
  }
  const missing = missingAccounts(process);
  log('waiting for approvals', { id: found.id, handshakeId: process.id, reason: `All features are not enabled yet: ${missing} ${have(process)} not agreed.`, warning: true });
  return attributes('CONSOLIDATED_BILLING', 'PENDING', missing);
}

async function start({ organizations, log }: OrganizationContext, found: OrganizationDescription): Promise<void> {
  try {
    log('enable all features', { id: found.id });
    await organizations.enableAllFeatures();
  } catch (error) {
    if (!isOrganizationsError(error, 'HandshakeConstraintViolation')) throw error;
    if (error.reason === 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES') throw featuresAreVisible(found);
    if (error.reason !== 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION') throw error;
  }
}

/** Cancels a request that the app no longer wants. In a rollback, a request that is older than the deployment stays. */
export async function cancelProcess(context: OrganizationContext): Promise<void> {
  const { organizations, verb, log } = context;
  const process = await findAllFeaturesProcess(organizations);
  if (!process) return;
  if (process.state === 'ACCEPTED') throw new RequeueError('the features of the organization are visible', { patienceSeconds: VISIBLE_SECONDS });
  if (verb === 'revert' && await wasMadeByOthers(context, process.requestedAt)) {
    return log('kept', { handshakeId: process.id, reason: 'All features were not requested by this deployment.' });
  }
  try {
    log('cancel all features', { handshakeId: process.id });
    await organizations.cancelHandshake(process.id);
  } catch (error) {
    if (!isOrganizationsError(error, 'HandshakeAlreadyInState', 'InvalidHandshakeTransition', 'HandshakeNotFound')) throw error;
  }
}

/**
 * The error for a refusal that only an organization with all features avoids; `undefined` for another refusal. A `RequeueError` if all
 * features were enabled a moment ago.
 */
export async function explainMissingFeatures(
  organizations: OrganizationsPort, error: unknown,
): Promise<TerminalError | RequeueError | undefined> {
  if (!isOrganizationsError(error) || !isAboutFeatures(error)) return undefined;
  const { id, featureSet } = await organizations.describeOrganization();
  const process = await findAllFeaturesProcess(organizations);
  if (process?.state === 'ACCEPTED') {
    return new RequeueError(`AWS Organizations accepts ${error.operation}; it answered ${error.label}: ${error.message}`, { patienceSeconds: ALL_FEATURES_READY_SECONDS });
  }
  if (featureSet === 'ALL' || !process) return undefined;
  return new TerminalError(
    `${error.operation} needs all features, and the organization ${id} has those of consolidated billing: ${missingAccounts(process)} ${have(process)} not agreed.`,
    'Deploy without policies, policy types and trusted services first. Add them when the accounts have agreed.',
  );
}

function isAboutFeatures({ code, reason }: OrganizationsError): boolean {
  return code === 'PolicyTypeNotAvailableForOrganization' || reason === 'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE';
}

/** Such as `222222222222, 333333333333 (declined), 444444444444 (service-linked role) (until 2027-02-24)`. */
function missingAccounts({ missing, expiresAt }: AllFeaturesProcess): string {
  const names = missing.slice(0, MOST_NAMED).map((approval) => {
    const { id, accountId = id, state, isForRole } = approval;
    const notes = [...isForRole ? ['service-linked role'] : [], ...isOpenHandshake(approval) ? [] : [state.toLowerCase()]];
    return notes.length === 0 ? accountId : `${accountId} (${notes.join(', ')})`;
  });
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  return `${names.join(', ') || 'some accounts'}${more} (until ${new Date(expiresAt).toISOString().slice(0, 10)})`;
}

function have({ missing }: AllFeaturesProcess): string {
  return missing.length === 1 ? 'has' : 'have';
}

function featuresAreVisible({ id }: OrganizationDescription): RequeueError {
  return new RequeueError(`all features of the organization ${id} are visible`, { patienceSeconds: VISIBLE_SECONDS });
}

function cannotBeReversed({ id }: OrganizationDescription): TerminalError {
  return new TerminalError(
    `The organization ${id} has all features, and only consolidated billing is wanted.`,
    'All features cannot be given up again: set the feature set to ALL.',
  );
}

function attributes(featureSet: string, status: AllFeaturesStatus, missing = 'none'): Record<string, string> {
  return {
    [OrganizationAttribute.FEATURE_SET]: featureSet,
    [OrganizationAttribute.ALL_FEATURES_STATUS]: status,
    [OrganizationAttribute.ALL_FEATURES_MISSING]: missing,
  };
}
