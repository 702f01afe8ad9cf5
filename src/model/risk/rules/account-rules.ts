import { MISSING } from './policy-rules';
import type { Judged, RiskContext, Rule } from './risk-rules';
import type { AccountChange, AccountOutcome } from '../../diff/change';
import type { ParentReference } from '../../diff/references';
import { UNKNOWN_ADDRESS } from '../known-addresses';
import { BOTH } from '../policy-effect';

type Rules = { readonly [Kind in AccountChange['kind'] | 'accountRemovalChanged']: Rule<Kind> };

const neutral = (reason: string) => (): Judged => ({ level: 'neutral', reason });
const destroys = (reason: string): Judged => ({ level: 'destroys', reason });

const ACCOUNT_OUTCOMES = {
  closed: destroys('A closed account can be reopened for 90 days, then it is lost with all that is in it.'),
  removedFromOrganization: destroys('An account that left the organization is without its policies, and only its owner can bring it back.'),
  gone: destroys('The account is no longer in the organization.'),
  stays: { level: 'neutral', reason: 'The account stays where it is, and the code says nothing about it any more.' },
} as const satisfies Record<string, Judged>;

const ADOPTED_ACCOUNT: Judged[] = [
  { level: 'loosens', reason: 'It leaves the place where it is, whose policies may deny more. Two versions of the code do not show that place.' },
  { level: 'tightens', reason: 'It gets the policies of its new place instead of those that it has.' },
];

const ROOT_USER = 'Whoever reads its mail can become the root user of the account.';

/** Risks of accounts. The address of the root user decides who owns an account. */
export const ACCOUNT_RULES: Rules = {
  accountAdded: ({ arrival, account }, context) => {
    if (arrival === 'invited') return invited(account.id, context);
    if (arrival === 'missing') return { level: 'neutral', reason: MISSING };
    if (arrival === 'adopted') return ADOPTED_ACCOUNT;
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
  accountMoved: ({ account }, context) => context.effect([account.id], BOTH),

  accountRemovalChanged: ({ after }) => (after === 'closed' || after === 'removedFromOrganization'
    ? { level: 'loosens', reason: 'It is one of the two settings that let a deployment do so. Without it, an account that is removed from the app stays.' }
    : { level: 'neutral', reason: 'Nothing happens to it as long as it is in the code.' }),
};

/**
 * A transfer is the decision of the account's owner. Whether the account is in another organization cannot be known in advance.
 * Source: AWS Organizations User Guide, on invitations and on accounts that go over from another organization.
 */
function invited(id: string, context: RiskContext): Judged[] {
  const policies = context.policiesBelowRoot(id);
  return [
    { level: 'loosens', reason: 'Its owner gets access to all that is shared with the whole organization, such as by aws:PrincipalOrgID, and the organization pays its bills.' },
    ...(policies.length === 0 ? [] : [{
      level: 'loosens' as const,
      reason: `An account joins in the root, with the policies of the root only. Until a deployment places it, these do not count: ${listed(policies)}.`,
    }]),
    { level: 'tightens', reason: 'If the account is in another organization, it leaves that one. It loses its policies, its trusted services, its registrations as delegated administrator and resources shared in it.' },
    { level: 'tightens', reason: 'If the account is in another organization, its Savings Plans, Reserved Instances and credits are no longer shared with that one, and the history of its bills stays there.' },
    { level: 'tightens', reason: 'An invited account has no OrganizationAccountAccessRole, which AWS makes in created accounts only: what relies on the role does not work there.' },
  ];
}

/** How many policies a reason names. */
const NAMED = 5;

function listed(names: readonly string[]): string {
  return names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
}

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
  const judged = context.effect([id], BOTH);
  return judged.every(({ level }) => level === 'neutral') ? [{ level: 'neutral', reason }] : judged;
}
