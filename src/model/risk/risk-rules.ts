import { BOTH, LOOSENS, ofAttaching, ofDetaching, ofStatements, type Possible, TIGHTENS } from './policy-effect';
import type { Risk } from './risk';
import type { Change, ChangeKind } from '../diff/change';

export type Judged = Pick<Risk, 'level' | 'reason'>;

/** What the rules ask about things that a change does not tell itself. */
export interface RiskContext {
  /** The text of a policy after the change; undefined if it is not known. */
  content(policyId: string): string | undefined;
  /** Paths of the targets that a policy is attached to. */
  attachedTo(policyId: string): readonly string[];
  /** What accounts at or below these paths can do more or less, of what the change can do at all. */
  effect(paths: readonly string[], possible: Possible): Judged[];
}

type Rule<Kind extends ChangeKind> = (change: Extract<Change, { kind: Kind }>, context: RiskContext) => Judged | Judged[];

const neutral = (reason: string) => (): Judged => ({ level: 'neutral', reason });
const destroys = (reason: string): Judged => ({ level: 'destroys', reason });

const ACCOUNT_OUTCOMES = {
  closed: destroys('A closed account can be reopened for 90 days, then it is lost with all that is in it.'),
  removedFromOrganization: destroys('An account that left the organization is without its policies, and only its owner can bring it back.'),
  gone: destroys('The account is no longer in the organization.'),
  stays: { level: 'neutral', reason: 'The account stays where it is, and the code says nothing about it any more.' },
} as const satisfies Record<string, Judged>;

/** One rule for each kind of change. A change that may both loosen and tighten is judged by its impact on accounts. */
export const RISK_RULES: { readonly [Kind in ChangeKind]: Rule<Kind> } = {
  organizationAdded: neutral('An organization that exists is taken over as it is.'),
  organizationRemoved: neutral('The organization stays.'),
  featureSetChanged: neutral('The feature set of an organization that exists changes in the console only.'),
  policyTypeEnabled: ({ policyType }, context) => (policyType.endsWith('CONTROL_POLICY')
    ? context.effect(['Root'], BOTH)
    : { level: 'neutral', reason: 'Policies of the type count from now on.' }),
  policyTypeRemoved: ({ outcome }, context) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'The policy type stays enabled.' }
    : [destroys('All attachments of policies of the type are lost.'), ...context.effect(['Root'], BOTH)]),

  accountAdded: neutral('An account more.'),
  accountRemoved: ({ outcome, to }) => (outcome === 'moved'
    ? { level: 'loosens', reason: `The account gets the policies of ${to?.path ?? 'another place'}, and the code says nothing about it any more.` }
    : ACCOUNT_OUTCOMES[outcome]),
  accountRenamed: neutral('The service renames no account: the deployment stops unless the account is called so already.'),
  accountEmailChanged: neutral('The service changes no address: the deployment stops unless the account has it already.'),
  accountStateChanged: ({ after }) => (after === 'ACTIVE' || after === 'PENDING_ACTIVATION'
    ? { level: 'neutral', reason: 'The account can be used.' }
    : { level: 'destroys', reason: 'The account cannot be used any more.' }),
  accountMoved: ({ account }, context) => context.effect([account.path], BOTH),

  organizationalUnitAdded: neutral('An organizational unit more.'),
  organizationalUnitRemoved: ({ outcome }) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'The organizational unit stays, and the code says nothing about it any more.' }
    : destroys('Its id is lost, on which policies, stack sets and other services may depend.')),
  organizationalUnitRenamed: neutral('The organizational unit keeps its id.'),
  organizationalUnitMoved: ({ unit }, context) => [
    destroys('It gets another id; policies, stack sets and other services may depend on the present one.'), ...context.effect([unit.path], BOTH),
  ],

  policyAdded: neutral('A policy says nothing until it is attached.'),
  policyRemoved: neutral('A policy is deleted only where nothing uses it.'),
  policyRenamed: neutral('The policy says the same.'),
  policyDescriptionChanged: neutral('The policy says the same.'),
  policyStatementsChanged: ({ policy, statements }, context) => context.effect(context.attachedTo(policy.id), ofStatements(statements)),
  managementPolicyChanged: ({ policy }, context) => context.effect(context.attachedTo(policy.id), BOTH),
  policyRewritten: neutral('The policy says the same.'),

  attached: ({ policy, target }, context) => context.effect([target.path], possible(ofAttaching, policy.id, policy.type, context)),
  detached: ({ policy, target }, context) => context.effect([target.path], possible(ofDetaching, policy.id, policy.type, context)),
  fullAwsAccessDetached: ({ target }, context) => context.effect([target.path], TIGHTENS),
  fullAwsAccessReturned: ({ target }, context) => context.effect([target.path], LOOSENS),

  tagAdded: neutral('Tags of the organization grant nothing by themselves.'),
  tagChanged: neutral('Tags of the organization grant nothing by themselves.'),
  tagRemoved: neutral('Tags of the organization grant nothing by themselves.'),

  trustedAccessEnabled: () => ({ level: 'loosens', reason: 'The service may act in every account of the organization.' }),
  trustedAccessRemoved: ({ outcome }) => (outcome === 'stays'
    ? { level: 'neutral', reason: 'Trusted access stays.' }
    : destroys('The service can no longer act in the accounts, and may lose what it set up there.')),
  delegatedAdministratorRegistered: () => ({ level: 'loosens', reason: 'The account may administer the service for the whole organization.' }),
  delegatedAdministratorDeregistered: () => destroys('Some services lose their data and settings when their administrator is taken away.'),
};

function possible(of: (content: string | undefined) => Possible, id: string, type: string, context: RiskContext): Possible {
  return type.endsWith('CONTROL_POLICY') ? of(context.content(id)) : BOTH;
}
