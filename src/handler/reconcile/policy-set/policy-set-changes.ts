/**
 * Carries out what `policy-set-plan.ts` found.
 *
 * Fallbacks: a document that is already attached, detached or deleted is no error. "Duplicate" means that an earlier call created the
 * document, and that it is not visible yet.
 * Traps: documents to which statements move need a slot on every target of the set. The handler checks that before the first write. In a
 * rollback, which must not fail, it leaves a target without a slot to its attachments resource. If the attachments of a target were removed
 * from the app, no resource takes part in the rollback for them: there the set itself attaches the documents again that it detached.
 */
import { DUPLICATE_VISIBLE_SECONDS, TAGS_VISIBLE_MS, VISIBLE_SECONDS } from '../../consistency';
import { agreeingReads } from '../agreeing-reads';
import { attach, detach, isSlotsTaken } from '../attachments/attach-policy';
import { TerminalError, RequeueError } from '../errors';
import { all, first } from '../lists';
import { writeContent } from './policy-set-content';
import type { FoundPolicySet, PolicySetDocument } from './policy-set-documents';
import type { PolicySetStep } from './policy-set-plan';
import {
  POLICY_SET_TAG_KEY, policySetDocumentName, policySetOf, type PolicySetProperties, policySetTag, policyTypeLimits, type Tag,
} from '../../../contract';
import { isOrganizationsError, type PolicyChanges, type PolicySummary } from '../../../organizations';
import type { Statement } from '../../../policy/language';
import { waitForName } from '../ownership/other-owners';
import { newOwnerTag } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

type PolicySetContext = ReconcileContext<PolicySetProperties>;

/** A document while the set changes. */
interface Place {
  readonly id: string;
  readonly number: number;
  readonly goes: boolean;
}

export class PolicySetChanges {
  private readonly places: Place[];
  private readonly removed = new Set<string>();
  /** The attached documents by target. */
  private attached?: Map<string, Set<string>>;

  constructor(
    private readonly context: PolicySetContext,
    private readonly found: FoundPolicySet,
    private readonly steps: readonly PolicySetStep[],
  ) {
    const removed = steps.flatMap((step) => (step.change === 'remove' ? step.place : []));
    this.places = found.documents.map(({ policy, number }, place) => ({ id: policy.id, number, goes: removed.includes(place) }));
  }

  /** Returns the IDs of the documents that stay, the first one first. */
  async carryOut(): Promise<string[]> {
    await this.checkSlots();
    for (const step of this.steps) {
      if (step.change === 'create') await this.create(step);
      else if (step.change === 'write') await this.write(step.place, step.statements);
      else if (step.change === 'remove') await this.remove(step.place);
      else await this.attachWhereMissing(this.toAttach(step.change));
    }
    if (this.context.verb === 'revert') await this.attachAgain();
    return this.places.filter(({ goes }) => !goes).map(({ id }) => id);
  }

  private async create({ statements, temporary }: Extract<PolicySetStep, { change: 'create' }>): Promise<void> {
    const { organizations, owner, desired, log } = this.context;
    const [head] = this.places;
    const number = this.freeNumber();
    const name = policySetDocumentName(desired.Name, number);
    const taken = this.found.others.find((other) => other.name === name);
    if (taken) throw await nameTaken(this.context, name, taken);
    const tags = [
      ...desired.Tags ?? [],
      newOwnerTag(owner),
      policySetTag({ firstId: head?.id, temporary }),
    ];
    try {
      log('create', { type: desired.Type, name, temporary });
      const content = writeContent(statements);
      const { id } = await organizations.createPolicy({ type: desired.Type, name, description: desired.Description, content }, tags);
      this.places.push({ id, number, goes: temporary });
    } catch (error) {
      if (!isOrganizationsError(error, 'DuplicatePolicy')) throw error;
      throw new RequeueError(`the policy "${name}", which exists already, is visible`, {
        patienceSeconds: DUPLICATE_VISIBLE_SECONDS, advice: `Look for a policy whose name differs from "${name}" only in upper and lower case, and rename one of them.`,
      });
    }
  }

  private freeNumber(): number {
    const taken = new Set(this.places.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number += 1;
    return number;
  }

  private async write(place: number, statements: readonly Statement[]): Promise<void> {
    await update(this.context, this.places[place].id, { content: writeContent(statements) });
  }

  private toAttach(change: 'attachAll' | 'attachStaying'): Place[] {
    return change === 'attachAll' ? this.places : this.places.filter(({ goes }) => !goes);
  }

  /** Returns the documents that it attached, by target. */
  private async attachWhereMissing(places: readonly Place[]): Promise<Map<string, string[]>> {
    const made = new Map<string, string[]>();
    for (const [targetId, ids] of await this.targets()) {
      for (const { id } of places.filter((each) => !ids.has(each.id))) {
        if (!await this.attachUnlessFull(id, targetId)) continue;
        ids.add(id);
        made.set(targetId, [...made.get(targetId) ?? [], id]);
      }
    }
    return made;
  }

  /** Attaches documents to each target of the set, except where the set is being detached, as a set that only allows is at once. */
  private async attachAgain(): Promise<void> {
    const made = await this.attachWhereMissing(this.toAttach('attachStaying'));
    if (made.size === 0) return;
    const present = await agreeingReads(this.context.clock, async () => (
      Object.fromEntries([...await this.readTargets()].map(([targetId, ids]) => [targetId, [...ids]]))));
    for (const [targetId, ids] of made) {
      if (present[targetId]?.some((id) => !ids.includes(id))) continue;
      for (const policyId of ids) await detach(this.context, { targetId, policyId, type: this.context.desired.Type });
    }
  }

  private async attachUnlessFull(id: string, targetId: string): Promise<boolean> {
    try {
      await attach(this.context, { targetId, policyId: id, type: this.context.desired.Type });
      return true;
    } catch (error) {
      if (!isSlotsTaken(error) || this.context.verb !== 'revert') throw error;
      this.context.log('no slot', { id, targetId, warning: true });
      return false;
    }
  }

  private async remove(place: number): Promise<void> {
    const { id } = this.places[place];
    const { organizations, desired: { Type: type } } = this.context;
    for (const { id: targetId } of await all(organizations.listTargetsForPolicy(id))) await detach(this.context, { targetId, policyId: id, type });
    await deleteDocument(this.context, id);
    this.removed.add(id);
  }

  /** Checks the slots for all documents that are about to be attached, including future ones, on every target of the set. */
  private async checkSlots(): Promise<void> {
    const { organizations, desired, verb } = this.context;
    const attaching = this.steps.map(({ change }) => change).find((change) => change === 'attachAll' || change === 'attachStaying');
    if (verb === 'revert' || !attaching) return;
    const { maxAttachments } = policyTypeLimits(desired.Type);
    const made = this.steps.filter(({ change }) => change === 'create').length;
    const places = this.toAttach(attaching);
    for (const [targetId, ids] of await this.targets()) {
      const needed = made + places.filter(({ id }) => !ids.has(id)).length;
      const present = (await all(organizations.listPoliciesForTarget(targetId, desired.Type))).length;
      if (needed > 0 && present + needed > maxAttachments) throw noSlot(this.context, targetId, needed, maxAttachments - present);
    }
  }

  private async targets(): Promise<Map<string, Set<string>>> {
    this.attached ??= await this.readTargets();
    return this.attached;
  }

  private async readTargets(): Promise<Map<string, Set<string>>> {
    const attached = new Map<string, Set<string>>();
    for (const { policy: { id: policyId } } of this.found.documents.filter(({ policy }) => !this.removed.has(policy.id))) {
      for (const { id } of await all(this.context.organizations.listTargetsForPolicy(policyId))) {
        attached.set(id, (attached.get(id) ?? new Set()).add(policyId));
      }
    }
    return attached;
  }
}

/** Name and description, where they differ from the desired ones. */
export function headChanges({ desired }: PolicySetContext, policy: PolicySetDocument['policy'], number: number): PolicyChanges {
  const name = policySetDocumentName(desired.Name, number);
  return {
    ...policy.name !== name && { name },
    ...policy.description !== desired.Description && { description: desired.Description },
  };
}

export async function update(context: PolicySetContext, id: string, changes: PolicyChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  try {
    context.log('update', { id, changed: Object.keys(changes) });
    await context.organizations.updatePolicy(id, changes);
  } catch (error) {
    if (!isOrganizationsError(error, 'DuplicatePolicy')) throw error;
    const { organizations, desired } = context;
    const holder = await first(organizations.listPolicies(desired.Type), ({ name }) => name === changes.name);
    throw await nameTaken(context, changes.name ?? '', holder, id);
  }
}

/** Deletes a document that is detached everywhere. The service notices that late, and a unit that moves may have just copied it. */
export async function deleteDocument({ organizations, log }: PolicySetContext, id: string): Promise<void> {
  try {
    log('delete', { id });
    await organizations.deletePolicy(id);
  } catch (error) {
    if (isOrganizationsError(error, 'PolicyInUse')) throw new RequeueError(`the policy ${id} is attached nowhere`, { patienceSeconds: VISIBLE_SECONDS });
    if (!isOrganizationsError(error, 'PolicyNotFound')) throw error;
  }
}

/** Another set of the stack may be about to release the name, and tags of a new document may become visible later than the document. */
async function nameTaken(
  context: PolicySetContext, name: string, holder?: PolicySummary, renamedId?: string,
): Promise<TerminalError | RequeueError> {
  const { organizations, clock, startedAt } = context;
  const isItself = holder !== undefined && holder.id === renamedId;
  const set = holder && { id: isItself ? holder.id : setOrItself(holder.id, await all(organizations.listTags(holder.id))) };
  await waitForName(context, set, `a document of the policy set can have the name "${name}"`, renamedId);
  if (holder && clock.now() - startedAt < TAGS_VISIBLE_MS) return new RequeueError(`the owner of ${holder.id} is certain`);
  return new TerminalError(
    `The policy "${name}"${holder === undefined ? '' : ` (${holder.id})`} exists and is not part of this policy set.`,
    'Choose another policySetName, or rename that policy.',
  );
}

function setOrItself(policyId: string, tags: readonly Tag[]): string {
  return policySetOf(policyId, tags.find(({ Key }) => Key === POLICY_SET_TAG_KEY)?.Value) ?? policyId;
}

function noSlot({ desired }: PolicySetContext, targetId: string, needed: number, free: number): TerminalError {
  return new TerminalError(
    `Statements of the policy set "${desired.Name}" move to documents that are not attached to ${targetId} yet, which needs ${needed} ` +
    `${needed === 1 ? 'slot' : 'slots'} there, and ${free} ${free === 1 ? 'is' : 'are'} free: without them protection would have a gap.`,
    `Free slots for policies of the type ${desired.Type} on that target in a separate deployment.`,
  );
}
