/**
 * The resource-based delegation policy of the organization.
 *
 * Life cycle: created with its owner tag, and changed in place. An organization has at most one, so another stack's policy is refused
 * unless `adopt` takes it over with exactly its present content. It is deleted when it is removed from the app.
 * Fallbacks: a refusal of tags means that a policy exists and is not visible yet. A policy that was deleted by hand is created again.
 * Traps: `PutResourcePolicy` replaces any existing policy, including those of others. So a creation first reads for ten seconds, and then
 * sends tags, which the service refuses for an existing policy. A reading right after the creation may be refused with AccessDenied (users,
 * cloudformation-coverage-roadmap issue 2440): the retry table waits for that.
 */
import { ARN_ATTRIBUTE, ID_PATTERNS, type ResourcePolicyProperties } from '../../../contract';
import { isOrganizationsError, type ResourcePolicy } from '../../../organizations';
import { sameJson } from '../../../policy/same-json';
import { VISIBLE_SECONDS } from '../../consistency';
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { TerminalError, RequeueError } from '../errors';
import { unlessMissing } from '../missing';
import { nothingToAdopt } from '../ownership/adoption';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { resolveOwnership, newOwnerTag, ownerOf } from '../ownership/ownership';
import { tagsToDestroy } from '../ownership/removal';
import { reconcileTags } from '../ownership/tags';
import type { Outcome, Reconciler, ReconcileContext } from '../reconcile-context';

type ResourcePolicyContext = ReconcileContext<ResourcePolicyProperties>;

const NOT_FOUND = ['ResourcePolicyNotFound'];
const TAGS_OF_EXISTING = 'UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED';
const NAME = 'The resource policy of the organization';

export const resourcePolicy: Reconciler<ResourcePolicyProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.resourcePolicy.test(id),

  async converge(context) {
    const { desired, verb, physicalId, log } = context;
    const found = await findForCertain(context);
    if (found) return keep(context, found);
    if (desired.Adopt && verb === 'converge' && physicalId === undefined) throw noneToAdopt();
    if (physicalId !== undefined) {
      if (verb === 'revert') {
        throw new TerminalError(`The resource policy ${physicalId} was deleted outside of this stack.`, 'Deploy again to create it.');
      }
      log('gone', { id: physicalId, reason: 'It was deleted outside of this stack and is created again.' });
    }
    return create(context);
  },

  async idToAdopt(context) {
    const found = await findForCertain(context);
    if (!found) throw noneToAdopt();
    return found.id;
  },

  async remove(context) {
    const { organizations, physicalId, clock, log } = context;
    const found = await agreeingReads(clock, () => find(context));
    if (!found || (physicalId !== undefined && found.id !== physicalId) || await isOwnedByAnotherLogicalId(context, found.id)) return;
    const { id } = found;
    if (!await tagsToDestroy(context, id)) return;
    log('delete', { id });
    await unlessMissing(NOT_FOUND, () => organizations.deleteResourcePolicy());
  },

  async lastKnown({ organizations, physicalId = '' }) {
    const { arn, id } = await organizations.describeOrganization();
    return { [ARN_ATTRIBUTE]: `${arn.replace(/:organization\/.*$/, ':resourcepolicy')}/${id}/${physicalId}` };
  },
};

function find({ organizations }: ResourcePolicyContext): Promise<ResourcePolicy | undefined> {
  return unlessMissing(NOT_FOUND, () => organizations.describeResourcePolicy());
}

/** Finds the policy. It counts as absent only if several readings agree, because a creation would replace the policy of another owner. */
function findForCertain(context: ResourcePolicyContext): Promise<ResourcePolicy | undefined> {
  return readsUntil(context.clock, () => find(context), (each) => each !== undefined);
}

function noneToAdopt(): TerminalError {
  return nothingToAdopt('A resource policy of the organization', 'the account that the stack is deployed to', []);
}

async function create({ organizations, owner, desired, log }: ResourcePolicyContext): Promise<Outcome> {
  try {
    log('create', { characters: desired.Content.length });
    return outcome(await organizations.putResourcePolicy(desired.Content, [...desired.Tags ?? [], newOwnerTag(owner)]));
  } catch (error) {
    if (!isOrganizationsError(error) || error.reason !== TAGS_OF_EXISTING) throw error;
    throw new RequeueError('the resource policy of the organization, which exists already, is visible', { patienceSeconds: VISIBLE_SECONDS });
  }
}

async function keep(context: ResourcePolicyContext, found: ResourcePolicy): Promise<Outcome> {
  const { organizations, owner, desired, previous, log } = context;
  const { tags, ownershipTags } = await resolveOwnership(context, found.id, NAME);
  const changes = !sameJson(found.content, desired.Content);
  if (changes && ownerOf(tags)?.owner !== owner) {
    throw new TerminalError(
      `${NAME} (${found.id}) cannot be taken over: its content would change, and a rollback could not restore that.`,
      'Write the statements that it has now into the code for the deployment that takes it over, and change them in a later one.',
    );
  }
  if (changes) {
    log('update', { id: found.id });
    await organizations.putResourcePolicy(desired.Content);
  }
  await reconcileTags(context, found.id, tags, [...desired.Tags ?? [], ...ownershipTags], previous.Tags);
  return outcome(found);
}

function outcome({ id, arn }: ResourcePolicy): Outcome {
  return { physicalId: id, data: { [ARN_ATTRIBUTE]: arn } };
}
