import { own, phrase, type Phrase } from './phrase';
import { OWNER_TAG_KEY, parseOwnerTagValue, RECONCILE_CONTEXT_KEY } from '../../contract';
import type { Change, Review } from '../../model';
import { changePhrase } from '../changes/change-text';

/** Any value that was not used before lets every resource take part in the deployment. */
export const REPAIR_COMMAND = `npx cdk deploy --all --context "${RECONCILE_CONTEXT_KEY}=$(date +%s)"`;

export interface Repair {
  /** The number of changes that a deployment reverts. */
  readonly repaired: number;
  /** Changes that it does not revert, each with the remedy. */
  readonly byHand: readonly Phrase[];
}

/** The way to revert changes by hand. Undefined for any other review. */
export function repairOf({ drift, changes, notRestored = [] }: Pick<Review, 'drift' | 'changes' | 'notRestored'>): Repair | undefined {
  if (!drift || changes.length === 0) return undefined;
  const left = new Set(notRestored);
  const remedies = changes.map((change, index) => (
    { change, remedy: remedyOf(change) ?? (left.has(index) ? leftAlone(change) : undefined) }));
  return {
    repaired: remedies.filter(({ remedy }) => remedy === undefined).length,
    byHand: remedies.flatMap(({ change, remedy }) => (remedy === undefined ? [] : [phrase`${changePhrase(change, true)}. ${own(remedy)}`])),
  };
}

/** Remedies where a deployment does nothing about it. */
function remedyOf(change: Change): string | undefined {
  switch (change.kind) {
    case 'accountStateChanged': return 'Ask AWS Support to reopen the account within 90 days, or take it out of the code.';
    case 'accountMoved': return change.managementAccount
      ? 'A deployment never moves the management account: move it back, or write its present parent into the code.' : undefined;
    case 'accountRemoved': return 'Invite the account again, or take it out of the code.';
    case 'accountEmailChanged': return 'If a deployment asked for the change, enter the code that AWS sent to the address in the code '
      + '(aws account accept-primary-email-update). Otherwise write the present address into the code, or deploy to have a code sent.';
    case 'featureSetChanged': return change.before === 'ALL'
      ? 'A deployment requests all features, or completes the change once all invited accounts have agreed.'
      : 'All features cannot be given up again: write the present feature set into the code.';
    case 'organizationalUnitAdded':
    case 'accountAdded':
    case 'policyAdded': return 'It is not in the code: add it with adopt: true, or leave it outside the code.';
    case 'alternateContactSet': return 'It is not in the code: add it, or delete it.';
    case 'resourcePolicyChanged': return change.before === undefined ? 'It is not in the code: add it with adopt: true and the same statements, or delete it.' : undefined;
    case 'trustedAccessEnabled':
    case 'delegatedAdministratorRegistered':
    case 'policyTypeEnabled': return 'It is not in the code: add it, or revert it.';
    case 'tagChanged':
    case 'tagRemoved': return change.key === OWNER_TAG_KEY ? ownerRemedy(change) : undefined;
    case 'tagAdded': return 'It is not in the code: add it, or remove it.';
    case 'attached': return change.awsManaged ? 'It is not in the code: detach it.' : undefined;
    default: return undefined;
  }
}

/** The remedy for a change that no deployment reverts, of something that others may own. */
function leftAlone({ kind }: Change): string {
  return kind === 'attached'
    ? 'The code did not make it: attach it in the code as well, detach it, or leave it to its owner.'
    : 'The code does not restore it: write the present state into the code, or revert it.';
}

/** An adopted resource gets its tag again. A stack of its own that has lost the tag takes the resource for somebody else's. */
function ownerRemedy(change: Extract<Change, { kind: 'tagChanged' | 'tagRemoved' }>): string | undefined {
  return parseOwnerTagValue(change.before).adopted ? undefined : 'Restore the tag, or set adopt: true on the construct for one deployment.';
}
