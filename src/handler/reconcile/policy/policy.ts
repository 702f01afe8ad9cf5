/**
 * A policy of any type.
 *
 * Life cycle: found by name within its type, or created with its owner tag unless `adopt` is set; afterwards known by its ID. One call
 * changes name, description and content in place. For another type the handler creates another policy, and CloudFormation deletes the
 * former one.
 * Fallbacks: "duplicate" means that it exists and is not visible yet. A policy that was deleted by hand is created again.
 * Traps: documents with the same JSON value are the same policy, however they are written. A policy that is attached cannot be deleted, so
 * the handler first detaches it where this stack attached it, which the service notices late. Attachments stay where accounts would lose
 * their protection. Then the policy is left behind with a warning, because a Delete that fails would only keep the stack from ever being
 * deleted.
 */
import { ARN_ATTRIBUTE, ID_PATTERNS, type PolicyProperties } from '../../../contract';
import { isOrganizationsError, type Policy, type PolicyChanges, type PolicySummary } from '../../../organizations';
import { sameJson } from '../../../policy/same-json';
import { DETACHING_SECONDS, DUPLICATE_VISIBLE_SECONDS } from '../../consistency';
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { rebuildArn } from '../arn';
import { TerminalError, RequeueError } from '../errors';
import { all, first } from '../lists';
import { unlessGone, unlessMissing } from '../missing';
import { alike, nothingToAdopt } from '../ownership/adoption';
import { findOtherOwner, isOwnedByAnotherLogicalId, waitForName } from '../ownership/other-owners';
import { resolveOwnership, newOwnerTag, ownerOf } from '../ownership/ownership';
import { tagsToDestroy } from '../ownership/removal';
import { isMarkedAsRetained, markAsRetained, adoptionChangesPolicyError, wasRetainedOnDelete } from '../ownership/retained-marks';
import { reconcileTags } from '../ownership/tags';
import type { Outcome, Reconciler, ReconcileContext } from '../reconcile-context';

type PolicyContext = ReconcileContext<PolicyProperties>;

const NOT_FOUND = ['PolicyNotFound'];

export const policy: Reconciler<PolicyProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.policy.test(id),

  async converge(context) {
    const known = context.physicalId && await describeKnown(context, context.physicalId);
    if (known) return keep(context, known);
    if (context.desired.Adopt && context.verb === 'converge') return keep(context, await policyToAdopt(context));
    const found = await find(context);
    if (!found) return create(context);
    return keep(context, await context.organizations.describePolicy(found.id));
  },

  /** The policy's own event verifies what the list of the deployment says. */
  idToAdopt: async (context) => (await findListed(context) ?? await policyToAdopt(context)).id,

  async remove(context) {
    const { organizations, log } = context;
    const id = context.physicalId ?? (await agreeingReads(context.clock, () => find(context)))?.id;
    if (!id || await isOwnedByAnotherLogicalId(context, id)) return;
    if (!await unlessGone(context, NOT_FOUND, () => organizations.describePolicy(id))) return;

    const tags = await tagsToDestroy(context, id);
    if (!tags || wasRetainedOnDelete(context, id, tags)) return;
    const attachedTo = await agreeingReads(context.clock, () => listTargets(context, id));
    if (attachedTo.length > 0) {
      if (context.verb !== 'revert') await markAsRetained(context, id, tags);
      throw inUse(context, id, attachedTo);
    }
    try {
      log('delete', { id });
      await organizations.deletePolicy(id);
    } catch (error) {
      if (isOrganizationsError(error, 'PolicyInUse')) throw inUse(context, id, []);
      if (!isOrganizationsError(error, ...NOT_FOUND)) throw error;
    }
  },

  async lastKnown(context) {
    return { [ARN_ATTRIBUTE]: await rebuildArn(context, 'policy', context.desired.Type.toLowerCase(), context.physicalId ?? '') };
  },
};

/** The policy that CloudFormation knows, unless it is gone or has another type than the desired one. */
async function describeKnown(context: PolicyContext, id: string): Promise<Policy | undefined> {
  const { organizations, desired, verb, log } = context;
  const known = await unlessGone(context, NOT_FOUND, () => organizations.describePolicy(id));
  if (known?.type === desired.Type) return known;
  if (known) {
    log('replace', { id, from: known.type, to: desired.Type });
    return undefined;
  }
  if (verb === 'revert') {
    throw new TerminalError(`The policy ${id} ("${desired.Name}") was deleted outside of this stack.`, 'Deploy again to recreate it.');
  }
  log('gone', { id, reason: 'It was deleted outside of this stack and is created again.' });
  return undefined;
}

function find({ organizations, desired }: PolicyContext): Promise<PolicySummary | undefined> {
  return first(organizations.listPolicies(desired.Type), ({ name }) => name === desired.Name);
}

/** The policy as a list of this deployment shows it: one list serves all policies that are adopted. It may have changed since. */
async function findListed(context: PolicyContext): Promise<PolicySummary | undefined> {
  const { organizations, hints, clock, stack, desired: { Type, Name } } = context;
  const since = await stack.deploymentBeganAt();
  const listed = await hints.listedSince(since, `policies of the type ${Type}`, clock.now(), () => all(organizations.listPolicies(Type)));
  return listed.find(({ name }) => name === Name);
}

async function policyToAdopt(context: PolicyContext): Promise<Policy> {
  const { organizations, clock, desired: { Type, Name } } = context;
  const listed = await findListed(context);
  const known = listed && await unlessMissing(NOT_FOUND, () => organizations.describePolicy(listed.id));
  if (known?.name === Name) return known;
  const found = await readsUntil(clock, () => find(context), (each) => each !== undefined);
  if (found) return organizations.describePolicy(found.id);
  const near = alike(Name, await all(organizations.listPolicies(Type)));
  throw nothingToAdopt(`The policy "${Name}" (${Type})`, 'the name', near.map(({ id, name }) => `"${name}" (${id})`));
}

async function create({ organizations, owner, desired, log }: PolicyContext): Promise<Outcome> {
  try {
    log('create', { type: desired.Type, name: desired.Name });
    const { Type: type, Name: name, Description: description, Content: content } = desired;
    const tags = [...desired.Tags ?? [], newOwnerTag(owner)];
    return outcome(await organizations.createPolicy({ type, name, description, content }, tags));
  } catch (error) {
    if (!isOrganizationsError(error, 'DuplicatePolicy')) throw error;
    throw new RequeueError(`the policy "${desired.Name}", which exists already, is visible`, {
      patienceSeconds: DUPLICATE_VISIBLE_SECONDS,
      advice: 'Look for a policy whose name differs only in upper and lower case or that has another type, and rename one of them.',
    });
  }
}

async function keep(context: PolicyContext, found: Policy): Promise<Outcome> {
  const { organizations, desired, previous, log } = context;
  if (found.awsManaged) {
    const problem = `The policy "${found.name}" (${found.id}) is managed by AWS and cannot be changed.`;
    throw new TerminalError(problem, 'Choose another name, or use Policy.fromPolicyId.');
  }
  const { tags, ownershipTags } = await resolveOwnership(context, found.id, `The policy "${found.name}"`);
  const changes = changesOf(found, desired);
  const isFound = context.physicalId === undefined && !await findOtherOwner(context, found.id);
  const changed = Object.keys(changes);
  const isTakenOver = ownerOf(tags)?.owner !== context.owner || (isFound && isMarkedAsRetained(tags));
  if (isTakenOver && changed.length > 0) throw adoptionChangesPolicyError(found, changed);
  if (changed.length > 0) {
    try {
      log('update', { id: found.id, changed });
      await organizations.updatePolicy(found.id, changes);
    } catch (error) {
      if (!isOrganizationsError(error, 'DuplicatePolicy')) throw error;
      await waitForName(context, await find(context), `the policy ${found.id} can be renamed to "${desired.Name}"`, found.id);
      throw new TerminalError(`The policy ${found.id} cannot be renamed to "${desired.Name}": another policy has this name.`, 'Choose another name.');
    }
  }
  await reconcileTags(context, found.id, tags, [...desired.Tags ?? [], ...ownershipTags], previous.Tags);
  return outcome(found);
}

function changesOf(found: Policy, desired: PolicyProperties): PolicyChanges {
  return {
    ...found.name !== desired.Name && { name: desired.Name },
    ...found.description !== desired.Description && { description: desired.Description },
    ...!sameJson(found.content, desired.Content) && { content: desired.Content },
  };
}

async function listTargets({ organizations }: PolicyContext, id: string): Promise<string[]> {
  return (await all(organizations.listTargetsForPolicy(id))).map((target) => `${target.name} (${target.id})`);
}

function inUse({ desired }: PolicyContext, id: string, targets: readonly string[]): RequeueError {
  const where = targets.length > 0 ? targets.slice(0, 5).join(', ') : 'a target that is not named any more';
  return new RequeueError(`the policy "${desired.Name}" (${id}) is attached nowhere; it is attached to ${where}`, {
    patienceSeconds: DETACHING_SECONDS,
    retainMessage: 'It is left behind: it still protects what it is attached to. Detach it there and delete it by hand if nobody needs it.',
  });
}

function outcome({ id, arn }: PolicySummary): Outcome {
  return { physicalId: id, data: { [ARN_ATTRIBUTE]: arn } };
}
