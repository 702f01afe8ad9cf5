/**
 * The organization, and the tags of its root.
 *
 * Life cycle: found, or created if the account is in no organization and the app does not adopt one. If it has only the features of
 * consolidated billing, all features are requested (`all-features.ts`). It stays when its construct is removed from the app, unless the
 * app allows its deletion (`organization-deletion.ts`).
 * Fallbacks: "already in an organization" means that it is not visible yet; so does a root that is not listed.
 * Traps: a member account sees the organization as well, so the stack's account has to be the management account. The root has no owner
 * tag, because it has no owner. The previous properties show which of its tags are this stack's, and a tag marks that it set them.
 */
import { cancelProcess, convergeFeatures } from './all-features';
import {
  ID_PATTERNS, isOtherRegion, OrganizationAttribute, type OrganizationProperties, ownerOfRootTags, rootTagsKey, rootTagsTag, type Tag,
} from '../../../contract';
import { ROOT_VISIBLE_SECONDS, VISIBLE_SECONDS } from '../../consistency';
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { TerminalError, RequeueError } from '../errors';
import { all, first } from '../lists';
import { unlessGone, unlessMissing } from '../missing';
import { deleteEmptyOrganization, retentionReason } from './organization-deletion';
import { isOrganizationsError, type OrganizationDescription, type Root } from '../../../organizations';
import { nothingToAdopt } from '../ownership/adoption';
import { formerTags, formerTagsOfUpdate } from '../ownership/former-tags';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import { releaseOwnership, reconcileTags } from '../ownership/tags';
import type { Reconciler, ReconcileContext } from '../reconcile-context';

type OrganizationContext = ReconcileContext<OrganizationProperties>;

export const organization: Reconciler<OrganizationProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.organization.test(id),

  async converge(context) {
    const { owner, desired, previous } = context;
    const found = await (desired.Adopt ? organizationToAdopt : find)(context) ?? await create(context);
    if (found.managementAccountId !== context.stack.accountId) throw outsideManagementAccount(context.stack.accountId, found);
    const features = await convergeFeatures(context, found);
    const root = await findRoot(context);
    if (!root) throw new RequeueError('the root of the organization is visible', { patienceSeconds: ROOT_VISIBLE_SECONDS });
    if (desired.RootTags || previous.RootTags) {
      const [current, tags] = [await readRootTags(context, root.id), desired.RootTags ?? []];
      // An event that is repeated finds its own tags.
      const elsewhere = marksOfOtherRegions(context, current);
      const isFirst = previous.RootTags === undefined && !isMarked(current, owner);
      const former = isFirst ? formerTags('The root', current, tags) : formerTagsOfUpdate(context, 'The root', current, tags, previous.RootTags);
      const marks = tags.length > 0 ? [rootTagsTag(owner)] : [];
      const ours = [...previous.RootTags ?? [], rootTagsTag(owner), ...elsewhere];
      await reconcileTags(context, root.id, current, [...tags, ...former, ...marks], ours);
    }
    return { physicalId: found.id, data: { ...attributes(found, root), ...features } };
  },

  async remove(context) {
    const { organizations, desired, verb, clock, log } = context;
    const found = await unlessGone(context, ['AWSOrganizationsNotInUse'], () => organizations.describeOrganization());
    if (!found || found.managementAccountId !== context.stack.accountId || await isOwnedByAnotherLogicalId(context, found.id)) return;
    if (verb === 'revert' && desired.FeatureSet === 'ALL' && found.featureSet === 'CONSOLIDATED_BILLING') await cancelProcess(context);
    const root = desired.RootTags && await findRoot(context);
    const tags = root && await agreeingReads(clock, () => all(organizations.listTags(root.id)));
    // A Delete that is repeated finds the restored tags.
    if (root && tags && isMarked(tags, context.owner)) {
      await releaseOwnership(context, root.id, tags, [...desired.RootTags ?? [], rootTagsTag(context.owner)]);
    }
    const reason = await retentionReason(context, found);
    if (reason !== undefined) return log('retained', { id: found.id, reason });
    if (await isOfAnotherStack(context, found.id)) return;
    await deleteEmptyOrganization(context, found);
  },
};

/** The tags of the root. Those of a former deployment may become visible late: the note of added keys has to be complete. */
function readRootTags({ organizations, clock, owner, previous }: OrganizationContext, rootId: string): Promise<readonly Tag[]> {
  const read = () => all(organizations.listTags(rootId));
  return previous.RootTags === undefined ? read() : readsUntil(clock, read, (found) => isMarked(found, owner));
}

/** Marks of the stack of this name in other Regions that can be taken over; otherwise a `TerminalError`. */
function marksOfOtherRegions({ owner, desired }: OrganizationContext, tags: readonly Tag[]): readonly Tag[] {
  const marks = tags.filter(({ Key, Value }) => ownerOfRootTags(Key, Value) !== undefined && isOtherRegion(Value, owner));
  if (marks.length === 0 || desired.Adopt) return marks;
  throw new TerminalError(
    `The stack ${marks[0].Value} manages the tags of the root, so the stack ${owner} leaves them alone.`,
    'An organization is managed from one Region: deploy the stack there. To manage it from this Region from now on, set adopt: true on the ' +
    'Organization and on what it contains.',
  );
}

function isMarked(tags: readonly Tag[], owner: string): boolean {
  return tags.some(({ Key }) => Key === rootTagsKey(owner));
}

function find({ organizations }: OrganizationContext): Promise<OrganizationDescription | undefined> {
  return unlessMissing(['AWSOrganizationsNotInUse'], () => organizations.describeOrganization());
}

async function organizationToAdopt(context: OrganizationContext): Promise<OrganizationDescription> {
  const { organizations, stack } = context;
  const found = await unlessGone(context, ['AWSOrganizationsNotInUse'], () => organizations.describeOrganization());
  if (!found) throw nothingToAdopt(`An organization of the account ${stack.accountId}`, 'the account that the stack is deployed to', []);
  return found;
}

async function create({ organizations, desired, log }: OrganizationContext): Promise<OrganizationDescription> {
  try {
    log('create', { featureSet: desired.FeatureSet });
    return await organizations.createOrganization(desired.FeatureSet);
  } catch (error) {
    if (!isOrganizationsError(error, 'AlreadyInOrganization')) throw error;
    throw new RequeueError('the organization, which exists already, is visible', { patienceSeconds: VISIBLE_SECONDS });
  }
}

export function outsideManagementAccount(accountId: string, { id, managementAccountId }: OrganizationDescription): TerminalError {
  return new TerminalError(
    `The stack is in the account ${accountId}, a member of the organization ${id}.`, `Deploy it to the management account ${managementAccountId}.`,
  );
}

/** The first listing of a root sometimes fails right after the organization was created. */
function findRoot({ organizations }: OrganizationContext): Promise<Root | undefined> {
  return first(organizations.listRoots());
}

function attributes(found: OrganizationDescription, root: Root): Record<string, string> {
  return {
    [OrganizationAttribute.ARN]: found.arn,
    [OrganizationAttribute.MANAGEMENT_ACCOUNT_ID]: found.managementAccountId,
    [OrganizationAttribute.MANAGEMENT_ACCOUNT_ARN]: found.managementAccountArn,
    [OrganizationAttribute.MANAGEMENT_ACCOUNT_EMAIL]: found.managementAccountEmail,
    [OrganizationAttribute.ROOT_ID]: root.id,
    [OrganizationAttribute.ROOT_ARN]: root.arn,
  };
}
