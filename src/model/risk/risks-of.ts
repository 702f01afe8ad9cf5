import { type Affected, affectedBelow } from './attribution/affected';
import { type AttributionOptions, type Share, shares } from './attribution/attribution';
import { KnownAddresses } from './known-addresses';
import { PathConditions } from './path-conditions';
import { BOTH, type Possible } from './policy-effect';
import type { Risk } from './risk';
import { regionLimits } from './rules/region-limits';
import { type Judged, RISK_RULES, type RiskContext } from './rules/risk-rules';
import { unknownEffectOfMove, type UnknownPlaces, unknownPlaces } from './unknown-places';
import { isAuthorizationPolicyType } from '../../contract';
import { requestInWords } from '../../policy/decide';
import type { Change, ChangeKind } from '../diff/change';
import type { Aligned } from '../diff/identity/align';
import { targetsOf } from '../diff/identity/identities';
import { captionsOf } from '../diff/identity/names';
import type { ImpactGroup } from '../impact/impact-group';
import { withLeavingAccounts } from '../impact/leaving-accounts';
import { isInvited } from '../invitations';

/** The known impact on accounts. */
export interface JudgedImpact {
  readonly impact: readonly ImpactGroup[];
  /** Whether the actions of accounts were not judged. */
  readonly actionsNotJudged: boolean;
}

export interface RiskOptions {
  /** @default - all that are known */
  readonly actions?: readonly string[];
  /** @default - those of which the two values show a part only */
  readonly unknown?: UnknownPlaces;
}

/** The risks of each change. Several changes for the same accounts each have the part of the impact that they cause. */
export function risksOf(
  changes: readonly Change[], judged: JudgedImpact, aligned: Aligned, { actions, unknown }: RiskOptions = {},
): Risk[] {
  const places = { ...placesOf(aligned), unknown: unknown ?? unknownPlaces(aligned) };
  const of = shares(changes, judged.impact, aligned, { ...places, actions });
  const addresses = new KnownAddresses(aligned.base);
  const paths = new PathConditions(aligned);
  return changes.flatMap((change, index) => (
    [judge(change, contextOf({ ...judged, ...of[index] }, aligned, { ...places, addresses, paths }))].flat()
      .map((risk): Risk => ({ change: index, ...risk }))));
}

/** Facts about the targets that the risks of all changes share. */
interface Places extends Pick<AttributionOptions, 'attachedTo' | 'around'> {
  /** IDs of the accounts of the base. Authorization policies do not apply to the management account, which is not among them. */
  readonly accountIds: readonly string[];
  /** Whether an account, by its ID, is at or below one of some places. */
  readonly below: (places: ReadonlySet<string>) => (accountId: string) => boolean;
  readonly unknown: UnknownPlaces;
}

function judge<Kind extends ChangeKind>(change: Extract<Change, { kind: Kind }>, context: RiskContext): Judged | Judged[] {
  return (RISK_RULES[change.kind] as (change: Extract<Change, { kind: Kind }>, context: RiskContext) => Judged | Judged[])(change, context);
}

function placesOf(aligned: Aligned): Omit<Places, 'unknown'> {
  const { targets } = withLeavingAccounts(aligned);
  const attachments = new Map<string, string[]>();
  for (const { id, attachedPolicies } of targets.values()) {
    for (const policy of attachedPolicies) {
      const attached = attachments.get(policy.id);
      if (attached) attached.push(id);
      else attachments.set(policy.id, [id]);
    }
  }
  const around = (accountId: string): string[] => {
    const places: string[] = [];
    for (let place: string | undefined = accountId; place !== undefined; place = targets.get(place)?.parentId) places.push(place);
    return places;
  };
  const { base } = aligned;
  return {
    accountIds: targetsOf(base, 'account').map(({ id }) => id).filter((id) => id !== base.managementAccountId),
    attachedTo: (id) => attachments.get(id) ?? [],
    around,
    below: (places) => (accountId) => around(accountId).some((place) => places.has(place)),
  };
}

/** Values that all changes share, read where a rule asks for them. */
interface Known {
  readonly addresses: KnownAddresses;
  readonly paths: PathConditions;
}

function contextOf(
  { alone, together: shared, actionsNotJudged }: JudgedImpact & Share, aligned: Aligned,
  { attachedTo, around, below, accountIds, unknown, addresses, paths }: Places & Known,
): RiskContext {
  const { base, head } = aligned;
  const { rootId } = head;
  const { outside, adopted } = unknown;
  const unknownBelow = (places: readonly string[], possible: Possible): Judged[] => {
    const isInside = below(new Set(places));
    const hasKnown = accountIds.some((id) => !outside.has(id) && isInside(id));
    if ([...outside].some(([id, { kind }]) => (kind === 'account' ? places.includes(id) : isInside(id)))) {
      return unknownEffect(possible, hasKnown ? OTHERS_OUTSIDE : OUTSIDE);
    }
    // Settings have either direction always. Those that count for the known accounts tell which one it is.
    if (hasKnown && isAboutSettings(possible)) return [];
    return [...adopted.keys()].some(isInside) ? unknownEffect(possible, MORE_MAY_BE) : [];
  };
  const known = (isInside: (accountId: string) => boolean, possible: Possible): Judged[] => {
    const caused = effect(affectedBelow(alone, isInside, possible.type), possible);
    const ofShared = effect(affectedBelow(shared, isInside, possible.type), possible).filter(({ level }) => level !== 'neutral');
    const more = ofShared.map((each) => ({ ...each, reason: `Together with other changes: ${each.reason}` }));
    return more.length === 0 ? caused : [...caused.filter(({ level }) => level !== 'neutral'), ...more];
  };
  const effectBelow = (isInside: (accountId: string) => boolean, possible: Possible): Judged[] => {
    const affected = known(isInside, possible);
    if (!actionsNotJudged || isAboutSettings(possible) || !accountIds.some(isInside)) return affected;
    return [...unknownEffect(possible, NOT_JUDGED), ...affected.filter(({ level }) => level !== 'neutral')];
  };
  const effectOn: RiskContext['effect'] = (places, possible) => {
    const { type } = possible;
    const isReached = places.length === 0 || places.some((id) => id !== head.managementAccountId);
    if (type !== undefined && isAuthorizationPolicyType(type) && !isReached) return [NOT_REACHED];
    return together(effectBelow(below(new Set(places)), possible), unknownBelow(places, possible));
  };
  return {
    rootId,
    caption: (id) => captionsOf(head).get(id) ?? captionsOf(base).get(id),
    content: (id) => (head.policies.get(id) ?? base.policies.get(id))?.content,
    policiesBelowRoot: (id) => {
      const attached = around(id).flatMap((place) => (place === rootId ? [] : head.targets.get(place)?.attachedPolicies ?? []));
      return [...new Set(attached.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name))].sort();
    },
    attachedTo,
    isMember: (id) => base.targets.get(id)?.kind === 'account',
    mayBeAttachedElsewhere: (id) => base.code !== undefined && (base.policies.get(id)?.code?.adopt ?? false),
    hasKnownAddress: (email) => addresses.hasAddress(email),
    hasKnownPhone: (accountId) => addresses.hasPhoneOf(head, accountId),
    isNew: (id) => {
      const account = head.targets.get(id);
      return account?.code !== undefined && !account.code.adopt && !isInvited(account) && !base.targets.has(id);
    },
    regionLimits: (id, region) => regionLimits(head, id, region),
    isKnown: (id) => head.targets.has(id) && !outside.has(id),
    effectOnKnown: (places, possible) => effectBelow(below(new Set(places)), possible),
    effect: effectOn,
    effectOfMove: (id) => together(effectOn([id], BOTH), [...unknownEffectOfMove(id, aligned, unknown, around), ...paths.effectOfMove(id)]),
  };
}

const OUTSIDE = 'The accounts there are not in the code.';
const OTHERS_OUTSIDE = 'Other accounts there are not in the code.';
const MORE_MAY_BE = 'There may be accounts there that the code does not name.';
const NOT_REACHED: Judged = { level: 'neutral', reason: 'Such policies do not reach the management account.' };
const NOT_JUDGED = 'It may do so: what accounts can do was not judged.';

/** The certain effects first; a possible effect is reported only where no certain one has its level. */
function together(known: readonly Judged[], unknown: readonly Judged[]): Judged[] {
  if (unknown.length === 0) return [...known];
  const certain = known.filter(({ level }) => level !== 'neutral');
  return [...certain, ...unknown.filter(({ level }) => !certain.some((judged) => judged.level === level))];
}

function isAboutSettings({ type }: Possible): boolean {
  return type !== undefined && !isAuthorizationPolicyType(type);
}

function unknownEffect({ loosens, tightens }: Possible, reason: string): Judged[] {
  return [...(loosens ? [{ level: 'loosens' as const, reason }] : []), ...(tightens ? [{ level: 'tightens' as const, reason }] : [])];
}

function effect(
  { loosened, tightened, maybeLoosened, maybeTightened, settings, examples = {} }: Affected, { loosens, tightens }: Possible,
): Judged[] {
  // One example of each direction is enough.
  const more = examples.loosens === undefined ? '' : ` For example, ${requestInWords(examples.loosens, 'can now')}.`;
  const less = examples.tightens === undefined ? '' : ` For example, ${requestInWords(examples.tightens, 'can no longer')}.`;
  const found: Judged[] = [
    ...(loosens && loosened > 0 ? [{ level: 'loosens' as const, reason: `${accounts(loosened)} can do what was denied.${more}` }] : []),
    ...(tightens && tightened > 0 ? [{ level: 'tightens' as const, reason: `${accounts(tightened)} can no longer do what was allowed.${less}` }] : []),
    ...(loosens && maybeLoosened > 0
      ? [{ level: 'loosens' as const, reason: `Under other conditions, ${accounts(maybeLoosened)} may do what was denied.${loosened > 0 ? '' : more}` }] : []),
    ...(tightens && maybeTightened > 0
      ? [{ level: 'tightens' as const, reason: `Under other conditions, ${accounts(maybeTightened)} may no longer do what was allowed.${tightened > 0 ? '' : less}` }] : []),
    ...(loosens && settings.gone > 0 ? [{ level: 'loosens' as const, about: 'settings' as const, reason: `Settings no longer count for ${accounts(settings.gone)}.` }] : []),
    ...(loosens && settings.weaker > 0 ? [{ level: 'loosens' as const, about: 'settings' as const, reason: `Weaker settings count for ${accounts(settings.weaker)}.` }] : []),
    ...(tightens && settings.stricter > 0
      ? [{ level: 'tightens' as const, about: 'settings' as const, reason: `Stricter settings count for ${accounts(settings.stricter)}.` }] : []),
    ...(loosens && settings.other > 0
      ? [{ level: 'loosens' as const, about: 'settings' as const, reason: `Other settings, which may be weaker, count for ${accounts(settings.other)}.` }] : []),
    ...(tightens && settings.other > 0
      ? [{ level: 'tightens' as const, about: 'settings' as const, reason: `Other settings, which may be stricter, count for ${accounts(settings.other)}.` }] : []),
  ];
  return found.length > 0 ? found : [{ level: 'neutral', reason: 'No known account can do more or less than before.' }];
}

function accounts(number: number): string {
  return number === 1 ? '1 account' : `${number} accounts`;
}
