import { ACCOUNT_RULES } from './account-rules';
import { ACCOUNT_SETTING_RULES } from './account-setting-rules';
import { handOverRisk } from './hand-over-rule';
import { BOTH, type Possible } from '../policy-effect';
import { effectOfAttaching, MISSING, POLICY_RULES } from './policy-rules';
import { PRIVILEGED_RULES } from './privileged-rules';
import type { RegionLimits } from './region-limits';
import { repeatedKeyRisk } from './repeated-key-rule';
import { resourcePolicyRisk } from './resource-policy-rules';
import { isAuthorizationPolicyType, OWNER_TAG_KEY, parseOwnerTagValue, policyTypesOfService, serviceOfPolicyType } from '../../../contract';
import type { Change, ChangeKind } from '../../diff/change';
import type { Risk } from '../risk';

export type Judged = Pick<Risk, 'level' | 'reason'>;

/** The answers that the rules need beyond the change itself. */
export interface RiskContext {
  readonly rootId: string;
  /** The text of a policy after the change; undefined if it is unknown. */
  content(policyId: string): string | undefined;
  /** Names of customer managed policies that count for a target and not for the root, after the change. */
  policiesBelowRoot(targetId: string): readonly string[];
  /** IDs of the targets that a policy is attached to. */
  attachedTo(policyId: string): readonly string[];
  /** Whether a policy existed before the code adopted it, so that targets outside the code may have it. */
  mayBeAttachedElsewhere(policyId: string): boolean;
  /** Whether an account or a contact had an address at the domain of an email address before the change. */
  hasKnownAddress(email: string): boolean;
  /** Whether the primary contact of an account, after the change, has a phone number that a contact had before. */
  hasKnownPhone(accountId: string): boolean;
  /** Whether the change creates an account. */
  isNew(accountId: string): boolean;
  regionLimits(accountId: string, region: string): RegionLimits;
  /** The path of a target or account, by its ID; undefined if it is unknown. */
  caption(id: string): string | undefined;
  /** Whether a place exists after the change, and the code includes its attachments. */
  isKnown(targetId: string): boolean;
  /** The effect on accounts that are these targets, or below them, as far as the change can have it at all. */
  effect(targetIds: readonly string[], possible: Possible): Judged[];
  /** The same for a change that by itself does not affect accounts outside the code. */
  effectOnKnown(targetIds: readonly string[], possible: Possible): Judged[];
}

export type Rule<Kind extends ChangeKind> = (change: Extract<Change, { kind: Kind }>, context: RiskContext) => Judged | Judged[];

const neutral = (reason: string) => (): Judged => ({ level: 'neutral', reason });
const destroys = (reason: string): Judged => ({ level: 'destroys', reason });

/** One rule for each kind of change. A change that may both loosen and tighten is judged by its impact on accounts. */
export const RISK_RULES: { readonly [Kind in ChangeKind]: Rule<Kind> } = {
  organizationAdded: neutral('An organization that exists is taken over as it is.'),
  organizationRemoved: ({ outcome }) => (outcome === 'deleted'
    ? destroys('A deleted organization cannot be restored: its ID, its policies and its consolidated billing are lost.')
    : { level: 'neutral', reason: 'The organization stays.' }),
  featureSetChanged: ({ after }) => (after === 'ALL'
    ? { level: 'tightens', reason: 'The change cannot be reversed. Each invited account has to agree, and policies can restrict it from then on.' }
    : { level: 'neutral', reason: 'All features cannot be given up again.' }),
  policyTypeEnabled: ({ policyType }, context) => (isAuthorizationPolicyType(policyType)
    ? context.effectOnKnown([context.rootId], { ...BOTH, type: policyType })
    : { level: 'neutral', reason: 'Policies of the type count from now on.' }),
  policyTypeRemoved: ({ policyType, outcome }, context) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'The policy type stays enabled.' }
    : [
      destroys('All attachments of policies of the type are lost.'), ...context.effect([context.rootId], { ...BOTH, type: policyType }),
    ]),

  ...ACCOUNT_RULES,
  ...ACCOUNT_SETTING_RULES,

  organizationalUnitAdded: ({ arrival, attachedPolicies }, context) => {
    if (arrival !== 'adopted') return { level: 'neutral', reason: arrival === 'missing' ? MISSING : 'An organizational unit more.' };
    const effects = attachedPolicies.filter(({ awsManaged }) => !awsManaged).map((each) => effectOfAttaching({ kind: 'policy', ...each }, context));
    const found: Judged[] = (['loosens', 'tightens'] as const).filter((level) => effects.some((each) => each[level]))
      .map((level) => ({ level, reason: 'The accounts there are not in the code.' }));
    return found.length > 0 ? found : { level: 'neutral', reason: 'It stays as it is and gets the owner tag of the stack.' };
  },
  organizationalUnitRemoved: ({ outcome, accountsTo }) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'The organizational unit stays, and the code says nothing about it any more.' }
    : [
      destroys('Its ID is lost, on which policies, stack sets and other services may depend.'),
      ...(accountsTo === undefined ? [] : [{ level: 'loosens' as const, reason: `Accounts in it, those outside the code too, get the policies of ${accountsTo.path} instead.` }]),
    ]),
  organizationalUnitRenamed: neutral('The organizational unit keeps its ID.'),
  organizationalUnitMoved: ({ unit }, context) => [
    destroys('It gets another ID; policies, stack sets and other services may depend on the present one.'), ...context.effect([unit.id], BOTH),
  ],

  ...POLICY_RULES,

  tagAdded: neutral('Tags of the organization grant nothing by themselves.'),
  tagChanged: ({ key, before }) => ownerRisk(key, before),
  tagRemoved: ({ key, before }) => ownerRisk(key, before),

  handedOver: (change, context) => handOverRisk(change, context.attachedTo(change.on.id).length > 0),

  takenOver: neutral('It stays as it is and gets the owner tag of the stack.'),

  resourcePolicyChanged: (change, context) => [...resourcePolicyRisk(change, context), ...repeatedKeyRisk(change.after)],
  trustedAccessEnabled: () => ({ level: 'loosens', reason: 'The service may act in every account of the organization.' }),
  trustedAccessRemoved: ({ servicePrincipal, outcome }) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'Trusted access stays.' }
    : [
      destroys('The service can no longer act in the accounts, and may lose what it set up there.'),
      ...policyTypesOfService(servicePrincipal).map((type) => destroys(`Policies of the type ${type} depend on it: without it, ${serviceOfPolicyType(type)!.without}.`)),
    ]),
  delegatedAdministratorRegistered: () => ({ level: 'loosens', reason: 'The account may administer the service for the whole organization.' }),
  delegatedAdministratorDeregistered: ({ outcome }) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'Nobody deregisters it.' }
    : destroys('Some services lose their data and settings when their administrator is taken away.')),

  removalAllowed: ({ action }) => ({
    level: 'loosens',
    reason: action === 'CloseAccount' || action === 'RemoveAccountFromOrganization'
      ? 'The role of the handlers may do so to any account of the organization.'
      : 'The role of the handlers gets the right.',
  }),
  removalNoLongerAllowed: neutral('The role of the handlers loses the right.'),
  moveAccountsToChanged: neutral('No account moves as long as the organizational unit is in the code.'),

  ...PRIVILEGED_RULES,
};

/** Handlers ignore resources without the owner tag of their stack. */
function ownerRisk(key: string, before: string): Judged {
  if (key !== OWNER_TAG_KEY) return { level: 'neutral', reason: 'Tags of the organization grant nothing by themselves.' };
  return parseOwnerTagValue(before).adopted
    ? { level: 'tightens', reason: 'Until a deployment takes it over again, the stack does not own it.' }
    : { level: 'tightens', reason: 'The next deployment takes it for somebody else\'s and stops.' };
}
