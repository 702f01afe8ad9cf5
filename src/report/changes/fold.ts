import { comesWith, comesWithPolicies, OUTCOMES } from './comes-with';
import type { Change, ChangeKind, ResourceReference, TargetReference } from '../../model';
import { joined, own, phrase, type Phrase, plainText } from '../wording/phrase';
import { count, distinction, place } from '../wording/words';
import { ARRIVALS, outcomePhrase } from './phrases/account-phrases';
import { contactNoun, CONTACT_REMOVALS, fromTo } from './phrases/account-setting-phrases';
import { policyPhrase } from './phrases/attachment-phrases';
import { accountsFirst } from './phrases/organizational-unit-phrases';
import { ordersPhrase } from './phrases/owner-phrases';

import { resourceNoun } from './phrases/privileged-phrases';
import { REMOVALS } from './phrases/removal-phrases';
import { settingsPhrase } from './phrases/statements-phrase';

/** The number from which changes of the same kind become one line. */
const FOLD_FROM = 4;

/** The number of tag keys that a folded line names. */
const NAMED_KEYS = 3;

/** All changes of resources of one type in a stack, where the data do not tell whether such a resource grants rights. */
function unclearKey(change: Change): string | undefined {
  if (!('resource' in change) || !change.resource.unclear) return undefined;
  return JSON.stringify(['unclear', change.resource.stack, change.resource.type]);
}

/** The number of changes with the same key from which they become one line. */
export function foldFrom(change: Change): number {
  return unclearKey(change) === undefined ? FOLD_FROM : 2;
}

/** The key that changes share if they do the same to different objects; undefined for a change that stands alone. */
export function foldKey(change: Change): string | undefined {
  const unclear = unclearKey(change);
  if (unclear !== undefined) return unclear;
  switch (change.kind) {
    case 'accountAdded':
    case 'organizationalUnitAdded': return JSON.stringify([change.kind, change.arrival, change.parent.path, comesWithPolicies(change)]);
    case 'accountRemoved': return JSON.stringify([change.kind, change.outcome, change.to?.path, change.ifJoined]);
    case 'accountRemovalChanged': return JSON.stringify([change.kind, change.before, change.after]);
    case 'accountMoved': return JSON.stringify([change.kind, change.from.path, change.to.path]);
    case 'alternateContactSet': return JSON.stringify([change.kind, change.contactType, change.after]);
    case 'alternateContactRemoved': return JSON.stringify([change.kind, change.contactType, change.outcome]);
    case 'alternateContactChanged': return JSON.stringify([change.kind, change.contactType, change.before, change.after, change.members]);
    case 'primaryContactChanged': return JSON.stringify([change.kind, change.before, change.after, change.members]);
    case 'regionEnabled':
    case 'regionDisabled': return JSON.stringify([change.kind, change.region]);
    case 'accountSettingReleased': return JSON.stringify([change.kind, change.region]);
    case 'attached':
    case 'detached': return JSON.stringify([change.kind, change.policy.type, change.policy.id]);
    case 'tagAdded':
    case 'tagChanged':
    case 'tagRemoved': return JSON.stringify([change.kind, change.on.kind]);
    case 'organizationalUnitRemoved': return JSON.stringify([change.kind, change.outcome, change.notEmpty, change.accountsTo?.path]);
    case 'handedOver': return JSON.stringify([change.kind, change.on.kind, change.from, change.to, change.formerFirst, change.newFirst]);
    case 'takenOver': return JSON.stringify([change.kind, change.on.kind, change.by]);
    case 'privilegedResourceAdded': return JSON.stringify([change.kind, change.resource.stack, change.resource.type]);
    case 'privilegedResourceRemoved': return JSON.stringify([change.kind, change.resource.stack, change.resource.type, change.outcome]);
    case 'privilegedSettingsChanged': return JSON.stringify([change.kind, change.resource.stack, change.settings]);
    case 'accountRenamed':
    case 'policyRewritten':
    case 'fullAwsAccessDetached':
    case 'fullAwsAccessReturned': return change.kind;
    default: return undefined;
  }
}

/**
 * The one sentence for changes with the same key.
 * @param drift whether somebody did it in the live organization
 */
export function foldedPhrase(changes: readonly [Change, ...Change[]], drift = false): Phrase {
  const [first] = changes;
  const verb = (inCode: string, byHand: string) => own(drift ? byHand : inCode);
  const many = (noun: string) => own(count(changes.length, noun));
  if ('resource' in first && first.resource.unclear) return unclearPhrase(changes, first.resource);
  switch (first.kind) {
    case 'accountAdded': return phrase`${many('account')} ${own(ARRIVALS[first.arrival][1])} in ${place(first.parent)}${comesWith(...allOf('accountAdded', changes))}`;
    case 'accountRemoved': return phrase`${many('account')} ${outcomePhrase(first, true)}`;
    case 'accountMoved': return phrase`${many('account')} ${verb('move', 'were moved by hand')} from ${place(first.from)} to ${place(first.to)}`;
    case 'accountRemovalChanged': return (
      phrase`From now on, when one of ${many('account')} is removed from the app, it ${own(REMOVALS[first.after])} (until now it ${own(REMOVALS[first.before])})`);
    case 'alternateContactSet': return phrase`The ${own(contactNoun(first))} of ${many('account')} ${verb('is set', 'was set by hand')}${fromTo(first)}`;
    case 'alternateContactChanged': return phrase`The ${own(contactNoun(first))} of ${many('account')} ${verb('changes', 'was changed by hand')}${fromTo(first)}`;
    case 'alternateContactRemoved':
      return phrase`The ${own(contactNoun(first))} of ${many('account')} ${verb(CONTACT_REMOVALS[first.outcome], 'was deleted by hand')}`;
    case 'primaryContactChanged': return phrase`The ${own(contactNoun(first))} of ${many('account')} ${verb('changes', 'was changed by hand')}${fromTo(first)}`;
    case 'regionEnabled': return phrase`Region ${first.region} ${verb('is enabled', 'was enabled by hand')} in ${many('account')}`;
    case 'regionDisabled': return phrase`Region ${first.region} ${verb('is disabled', 'was disabled by hand')} in ${many('account')}`;
    case 'accountSettingReleased':
      return phrase`${first.region === undefined ? own('The primary contact') : phrase`Region ${first.region}`} of ${many('account')} is removed from the app and stays`;
    case 'accountRenamed': return phrase`${many('account')} ${verb('are renamed', 'were renamed by hand')}`;
    case 'organizationalUnitAdded': return (
      phrase`${many('organizational unit')} ${own(ARRIVALS[first.arrival][1])} in ${place(first.parent)}${comesWith(...allOf('organizationalUnitAdded', changes))}`);
    case 'organizationalUnitRemoved': return (
      phrase`${many('organizational unit')} ${verb(OUTCOMES[first.outcome][1], 'were deleted by hand')}${own(first.notEmpty ? ', because they are not empty' : '')}${accountsFirst(first.accountsTo)}`);
    case 'handedOver': return phrase`${many(NOUNS[first.on.kind])} move from the stack ${first.from} to the stack ${first.to}${ordersPhrase(first, true)}`;
    case 'takenOver': return phrase`${many(NOUNS[first.on.kind])} are taken over by the stack ${first.by}`;
    case 'policyRewritten': return phrase`${many('policy')} ${verb('are written differently', 'were written differently by hand')} and mean the same`;
    case 'attached': return phrase`${policyPhrase(first.policy)} ${verb('is attached', 'was attached by hand')} to ${targets(changes)}`;
    case 'detached': return phrase`${policyPhrase(first.policy)} ${verb('is detached', 'was detached by hand')} from ${targets(changes)}`;
    case 'fullAwsAccessDetached':
      return phrase`FullAWSAccess ${verb('is detached', 'was detached by hand')} from ${targets(changes)}, so that only what their other policies allow is allowed there`;
    case 'fullAwsAccessReturned':
      return phrase`FullAWSAccess ${verb('is attached', 'was attached by hand')} to ${targets(changes)} again, so that all is allowed there which no policy denies`;
    case 'privilegedResourceAdded': return phrase`${many(resourceNoun(first.resource.type))} of stack ${first.resource.stack} are new`;
    case 'privilegedResourceRemoved': return phrase`${many(resourceNoun(first.resource.type))} of stack ${first.resource.stack} ${own(OUTCOMES[first.outcome][1])}`;
    case 'privilegedSettingsChanged': return phrase`${many('privileged resource')} of stack ${first.resource.stack}: ${settingsPhrase(first.settings)}`;
    case 'tagAdded':
    case 'tagChanged':
    case 'tagRemoved': return tagsPhrase(first.kind, changes, drift);
    default: throw new Error(`No sentence for many changes of the kind ${first.kind}: foldKey and foldedPhrase must have the same kinds`);
  }
}

/** `3 resources of type AWS::New::Thing of stack Org change`; they may be new, or removed. */
function unclearPhrase(changes: readonly Change[], { type, stack }: ResourceReference): Phrase {
  const number = new Set(changes.map(subjectOf)).size;
  const isNew = changes.every(({ kind }) => kind === 'privilegedResourceAdded');
  return phrase`${own(count(number, 'resource'))} of type ${type} of stack ${stack} ${own(isNew ? 'are new' : 'change')}`;
}

function allOf<Kind extends ChangeKind>(kind: Kind, changes: readonly Change[]): Extract<Change, { kind: Kind }>[] {
  return changes.filter((change): change is Extract<Change, { kind: Kind }> => change.kind === kind);
}

/** Names the object of one of the folded changes. */
export function subjectOf(change: Change): string {
  if ('account' in change) return caption(change.account);
  if ('unit' in change) return caption(change.unit);
  if ('target' in change) return caption(change.target);
  if ('resource' in change) return change.resource.logicalId;
  if (!('on' in change)) return 'policy' in change && change.policy.kind === 'policy' ? change.policy.name : change.kind;
  const { on } = change;
  if (on.kind === 'resourcePolicy') return NOUNS.resourcePolicy;
  if (on.kind === 'delegatedAdministrator') return `${on.accountName}, ${on.servicePrincipal}`;
  return on.kind === 'policy' ? on.name : caption(on);
}

function caption(target: TargetReference): string {
  return plainText([...place(target), ...distinction(target)]);
}

const NOUNS = { root: 'root', organizationalUnit: 'organizational unit', account: 'account', policy: 'policy', resourcePolicy: 'resource policy', delegatedAdministrator: 'registration' } as const;

/** `3 organizational units, 12 accounts`. */
function targets(changes: readonly Change[]): Phrase {
  const kinds = changes.flatMap((change) => ('target' in change ? [change.target.kind] : []));
  const numbers = (['root', 'organizationalUnit', 'account'] as const)
    .map((kind) => ({ kind, number: kinds.filter((each) => each === kind).length })).filter(({ number }) => number > 0);
  return joined(numbers.map(({ kind, number }) => own(kind === 'root' ? 'the root' : count(number, NOUNS[kind]))));
}

/** The verbs for tags, in code and by hand. */
const TAG_VERBS = {
  tagAdded: ['are added to', 'were added by hand to'],
  tagChanged: ['change on', 'were changed by hand on'],
  tagRemoved: ['are removed from', 'were removed by hand from'],
} as const;

/** `12 tags change on 12 accounts: CostCenter, Team`. */
function tagsPhrase(kind: keyof typeof TAG_VERBS, changes: readonly Change[], drift: boolean): Phrase {
  const tags = changes.flatMap((change) => ('on' in change && 'key' in change ? [change] : []));
  const tagged = new Set(tags.map(({ on }) => on.id)).size;
  const keys = [...new Set(tags.map(({ key }) => key))];
  const named = joined(keys.slice(0, NAMED_KEYS).map((key) => phrase`${key}`));
  const more = keys.length > NAMED_KEYS ? phrase` and ${keys.length - NAMED_KEYS} more` : [];
  return phrase`${own(count(tags.length, 'tag'))} ${own(TAG_VERBS[kind][drift ? 1 : 0])} ${own(count(tagged, NOUNS[tags[0].on.kind]))}: ${named}${more}`;
}
