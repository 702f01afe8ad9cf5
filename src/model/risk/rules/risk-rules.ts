import { ACCOUNT_SETTING_RULES } from './account-setting-rules';
import { handOverRisk } from './hand-over-rule';
import { effectOfAttaching, MISSING, POLICY_RULES } from './policy-rules';
import { PRIVILEGED_RULES } from './privileged-rules';
import type { RegionLimits } from './region-limits';
import { repeatedKeyRisk } from './repeated-key-rule';
import { resourcePolicyRisk } from './resource-policy-rules';
import { isAuthorizationPolicyType, OWNER_TAG_KEY, parseOwnerTagValue, policyTypesOfService, serviceOfPolicyType } from '../../../contract';
import { listed } from '../../../policy';
import type { AccountOutcome, Change, ChangeKind } from '../../diff/change';
import type { ParentReference } from '../../diff/references';
import { UNKNOWN_ADDRESS } from '../known-addresses';
import { BOTH, type Possible } from '../policy-effect';
import type { Risk } from '../risk';

export type Judged = Omit<Risk, 'change'>;

/** The answers that the rules need beyond the change itself. */
export interface RiskContext {
  readonly rootId: string;
  /** The text of a policy after the change; undefined if it is unknown. */
  content(policyId: string): string | undefined;
  /** Names of customer managed policies that count for a target and not for the root, after the change. */
  policiesBelowRoot(targetId: string): readonly string[];
  /** IDs of the targets that a policy is attached to. */
  attachedTo(policyId: string): readonly string[];
  /** Whether an account that the code adopts is known to be in the organization already. */
  isMember(accountId: string): boolean;
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
  /** The effect of the move of an account or a unit, also by policies that the code does not list. */
  effectOfMove(id: string): Judged[];
  /** The same for a change that by itself does not affect accounts outside the code. */
  effectOnKnown(targetIds: readonly string[], possible: Possible): Judged[];
}

export type Rule<Kind extends ChangeKind> = (change: Extract<Change, { kind: Kind }>, context: RiskContext) => Judged | Judged[];

const neutral = (reason: string) => (): Judged => ({ level: 'neutral', reason });
const destroys = (reason: string): Judged => ({ level: 'destroys', reason });

const ACCOUNT_OUTCOMES = {
  closed: destroys('A closed account can be reopened for 90 days, then it is lost with all that is in it.'),
  removedFromOrganization: destroys('An account that left the organization is without its policies, and only its owner can bring it back.'),
  gone: destroys('The account is no longer in the organization.'),
  stays: { level: 'neutral', reason: 'The account stays where it is, and the code says nothing about it any more.' },
} as const satisfies Record<string, Judged>;

const ROOT_USER = 'Anyone who reads its mail can become the root user of the account.';

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

  accountAdded: ({ arrival, account }, context) => {
    if (arrival === 'invited') return invited(account.id, context);
    if (arrival === 'missing') return { level: 'neutral', reason: MISSING };
    if (arrival === 'adopted') return adopted(account.id, context);
    const isKnown = arrival === 'named' || context.hasKnownAddress(account.email);
    return isKnown ? { level: 'neutral', reason: 'An account more.' } : { level: 'loosens', reason: `${UNKNOWN_ADDRESS} ${ROOT_USER}` };
  },
  accountRemoved: ({ account, outcome, to, ifJoined = 'stays' }, context) => {
    if (outcome === 'invitationCanceled') return afterCancellation(ifJoined);
    return outcome === 'moved' ? leaving(account.id, to, context) : ACCOUNT_OUTCOMES[outcome];
  },
  accountJoined: neutral('The account has accepted its invitation.'),
  accountRenamed: neutral('The account keeps its ID.'),
  accountEmailChanged: ({ before, after }, context) => {
    if (before.toLowerCase() === after.toLowerCase()) return { level: 'neutral', reason: 'It is the same address.' };
    return [
      ...(context.hasKnownAddress(after) ? [] : [{ level: 'loosens' as const, reason: `${UNKNOWN_ADDRESS} ${ROOT_USER}` }]),
      { level: 'tightens', reason: 'A person has to enter the code that AWS sends to the new address; its root user signs in with that address then.' },
    ];
  },
  accountStateChanged: ({ after }) => (after === 'ACTIVE' || after === 'PENDING_ACTIVATION'
    ? { level: 'neutral', reason: 'The account can be used.' }
    : { level: 'destroys', reason: 'The account cannot be used any more.' }),
  accountMoved: ({ account }, context) => context.effectOfMove(account.id),

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
    destroys('It gets another ID; policies, stack sets and other services may depend on the present one.'), ...context.effectOfMove(unit.id),
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
  accountRemovalChanged: ({ after }) => (after === 'closed' || after === 'removedFromOrganization'
    ? { level: 'loosens', reason: 'It is one of the two settings that let a deployment do so. Without it, an account that is removed from the app stays.' }
    : { level: 'neutral', reason: 'Nothing happens to it as long as it is in the code.' }),

  ...PRIVILEGED_RULES,
};

/** An adopted account moves to its place in the code. Code does not know where it is now. */
function adopted(id: string, context: RiskContext): Judged[] {
  if (context.isMember(id)) return context.effectOfMove(id);
  const reason = 'If it is in another place now, it moves, and gets the policies of its new place instead of those that it has.';
  return [{ level: 'loosens', reason }, { level: 'tightens', reason }];
}

/**
 * A transfer is the decision of the account's owner. Whether the account is in another organization cannot be known in advance.
 * Source: AWS Organizations User Guide, on invitations and on accounts that go over from another organization.
 */
function invited(id: string, context: RiskContext): Judged[] {
  const policies = context.policiesBelowRoot(id);
  return [
    ...(policies.length === 0 ? [] : [{
      level: 'loosens' as const,
      reason: `An account joins in the root, with the policies of the root only. Until a deployment places it, these do not count: ${listed(policies, NAMED)}.`,
    }]),
    { level: 'loosens', reason: 'Its owner gets access to all that is shared with the whole organization, such as by aws:PrincipalOrgID, and the organization pays its bills.' },
    { level: 'tightens', reason: 'If the account is in another organization, it leaves that one. It loses its policies, its trusted services, its registrations as delegated administrator and resources shared in it.' },
    { level: 'tightens', reason: 'If the account is in another organization, its Savings Plans, Reserved Instances and credits are no longer shared with that one, and the history of its bills stays there.' },
    { level: 'tightens', reason: 'An invited account has no OrganizationAccountAccessRole, which AWS makes in created accounts only: what relies on the role does not work there.' },
  ];
}

/** How many policies a reason names. */
const NAMED = 5;

/** The code does not know whether the account has joined: then it is treated as any member that is removed from the app. */
function afterCancellation(ifJoined: Exclude<AccountOutcome, 'gone' | 'invitationCanceled'>): Judged[] {
  const canceled: Judged = { level: 'neutral', reason: 'An open invitation is canceled, and can be sent again.' };
  if (ifJoined === 'moved') return [{ level: 'loosens', reason: 'If the account has joined, it gets the policies of another place.' }];
  const { level, reason } = ACCOUNT_OUTCOMES[ifJoined];
  return level === 'neutral' ? [canceled] : [{ level, reason: `If the account has joined: ${reason}` }];
}

/** An account that the code moves away and then no longer mentions. */
function leaving(id: string, to: ParentReference | undefined, context: RiskContext): Judged[] {
  const reason = `The account gets the policies of ${to?.path ?? 'another place'}, and the code says nothing about it any more.`;
  if (to === undefined || !context.isKnown(to.id)) return [{ level: 'loosens', reason }];
  const judged = context.effectOfMove(id);
  return judged.every(({ level }) => level === 'neutral') ? [{ level: 'neutral', reason }] : judged;
}

/** Handlers ignore resources without the owner tag of their stack. */
function ownerRisk(key: string, before: string): Judged {
  if (key !== OWNER_TAG_KEY) return { level: 'neutral', reason: 'Tags of the organization grant nothing by themselves.' };
  return parseOwnerTagValue(before).adopted
    ? { level: 'tightens', reason: 'Until a deployment takes it over again, the stack does not own it.' }
    : { level: 'tightens', reason: 'The next deployment takes it for somebody else\'s and stops.' };
}
