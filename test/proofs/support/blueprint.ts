import { NestedStack, Tags } from 'aws-cdk-lib';
import { AccountPrincipal, Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Build } from './app';
import {
  Account, type AccountRemoval, type AccountSettingsOptions, type FeatureSet, type IAccount, type IParent, InvitedAccount, type IPolicy,
  Organization, OrganizationalUnit, OrganizationResourcePolicy, PolicySet, PolicyType, ResourceControlPolicy, ServiceControlPolicy,
  TrustedService,
} from '../../../src';

interface PlannedResource {
  readonly tags?: Readonly<Record<string, string>>;
  readonly adopt?: boolean;
}

export interface UnitPlan extends PlannedResource {
  readonly name: string;
  /** The key of the parent unit. @default - the root */
  readonly parent?: string;
  readonly policies?: readonly string[];
  readonly policySets?: readonly string[];
  readonly allowReplacement?: boolean;
  readonly allowList?: boolean;
  /** The key of a unit that is listed before it, or `root`. */
  readonly moveAccountsTo?: string;
}

export interface AccountPlan extends PlannedResource {
  readonly name: string;
  readonly email?: string;
  readonly parent?: string;
  readonly policies?: readonly string[];
  readonly policySets?: readonly string[];
  readonly removal?: (parents: (key?: string) => IParent) => AccountRemoval;
  /** The operation that the removal calls. */
  readonly asked?: string;
  readonly settings?: AccountSettingsOptions;
  /** The ID of an existing account to invite, instead of creating one. */
  readonly invited?: string;
}

export interface PolicyPlan extends PlannedResource {
  readonly name?: string;
  /** Whether to create a resource control policy instead of a service control policy. */
  readonly resourceControl?: boolean;
  /** The denied actions, one statement each. */
  readonly denies?: readonly string[];
  readonly allows?: readonly string[];
}

/** The statements that a policy set packs. */
export interface PolicySetPlan {
  /** The denied actions, one statement each, with this many extra characters. */
  readonly denies: readonly (readonly [action: string, more: number])[];
  /** Whether they become resource control policies instead of service control policies. */
  readonly resourceControl?: boolean;
  readonly maxDocuments?: number;
}

/** An organization as code: constructs by key. A parent is listed before its children. */
export interface Blueprint {
  readonly units?: Readonly<Record<string, UnitPlan>>;
  readonly accounts?: Readonly<Record<string, AccountPlan>>;
  readonly policies?: Readonly<Record<string, PolicyPlan>>;
  readonly policySets?: Readonly<Record<string, PolicySetPlan>>;
  readonly rootPolicies?: readonly string[];
  readonly rootPolicySets?: readonly string[];
  readonly rootTags?: Readonly<Record<string, string>>;
  readonly services?: readonly string[];
  /** The policy types to disable when they are removed. */
  readonly disabledOnRemoval?: readonly string[];
  /** The actions of AWS Organizations that another account may call. */
  readonly delegatedActions?: readonly string[];
  /** Pairs of the key of an account and a service principal. */
  readonly administrators?: readonly (readonly [string, string])[];
  /** The prefix of every construct ID. */
  readonly idPrefix?: string;
  readonly featureSet?: FeatureSet;
  /** Whether to adopt the organization. */
  readonly adopt?: boolean;
  readonly allowAccountClosure?: boolean;
  readonly allowAccountRemoval?: boolean;
  readonly allowPolicyTypeDisabling?: boolean;
  /** Whether to put the accounts into a nested stack. */
  readonly nested?: boolean;
}

/** The constructs of a blueprint, as a user would write them. */
export function build(plan: Blueprint): Build {
  return (stack) => {
    const id = (key: string) => `${plan.idPrefix ?? ''}${key}`;
    const { adopt: adoptOrganization, allowAccountClosure, allowAccountRemoval, allowPolicyTypeDisabling } = plan;
    const organization = new Organization(stack, id('Organization'), {
      featureSet: plan.featureSet, adopt: adoptOrganization, allowAccountClosure, allowAccountRemoval, allowPolicyTypeDisabling,
    });
    const tag = (construct: Parameters<typeof Tags.of>[0], tags: PlannedResource['tags'] = {}) =>
      Object.entries(tags).forEach(([key, value]) => Tags.of(construct).add(key, value));
    tag(organization.root, plan.rootTags);
    const policies = new Map<string, IPolicy>();
    for (const [key, { name, resourceControl, denies = [], allows = [], adopt, tags }] of Object.entries(plan.policies ?? {})) {
      const principals = resourceControl ? [new StarPrincipal()] : undefined;
      const statement = (effect: Effect) => (action: string) => new PolicyStatement({ effect, actions: [action], resources: ['*'], principals });
      const policy = new (resourceControl ? ResourceControlPolicy : ServiceControlPolicy)(stack, id(key), {
        policyName: name ?? key, statements: [...denies.map(statement(Effect.DENY)), ...allows.map(statement(Effect.ALLOW))], adopt,
      });
      tag(policy, tags);
      policies.set(key, policy);
    }
    const sets = new Map<string, PolicySet>();
    for (const [key, { denies, resourceControl, maxDocuments }] of Object.entries(plan.policySets ?? {})) {
      const statements = denies.map(([action, more]) => denial(action, more, resourceControl));
      const policyType = resourceControl ? PolicyType.RESOURCE_CONTROL_POLICY : undefined;
      sets.set(key, new PolicySet(stack, id(key), { policySetName: key, policyType, statements, maxDocuments }));
    }
    const parents = new Map<string, IParent>();
    const parentOf = (key?: string): IParent => (key === undefined ? organization.root : parents.get(key)!);
    plan.rootPolicies?.forEach((key) => organization.root.attachPolicy(policies.get(key)!));
    plan.rootPolicySets?.forEach((key) => organization.root.attachPolicySet(sets.get(key)!));
    for (const [key, unit] of Object.entries(plan.units ?? {})) {
      const { name, adopt, allowReplacement, moveAccountsTo: to } = unit;
      const parent = parentOf(unit.parent);
      const moveAccountsTo = to === undefined ? undefined : parentOf(to === 'root' ? undefined : to);
      const construct = new OrganizationalUnit(stack, id(key), {
        parent, organizationalUnitName: name, adopt, allowReplacement: allowReplacement, moveAccountsTo,
      });
      tag(construct, unit.tags);
      unit.policies?.forEach((policy) => construct.attachPolicy(policies.get(policy)!));
      unit.policySets?.forEach((set) => construct.attachPolicySet(sets.get(set)!));
      if (unit.allowList) construct.detachFullAwsAccess();
      parents.set(key, construct);
    }
    const accounts = new Map<string, IAccount>();
    const home = plan.nested ? new NestedStack(stack, 'Nested') : stack;
    for (const [key, each] of Object.entries(plan.accounts ?? {})) {
      const { name, email = emailOf(name), adopt, tags, policies: attached, policySets, settings, invited } = each;
      const [parent, removal] = [parentOf(each.parent), each.removal?.((place) => parentOf(place))];
      const account = invited === undefined
        ? new Account(home, id(key), { parent, accountName: name, email, adopt, removal, ...settings })
        : new InvitedAccount(home, id(key), { accountId: invited, parent, removal });
      tag(account, tags);
      attached?.forEach((policy) => account.attachPolicy(policies.get(policy)!));
      policySets?.forEach((set) => account.attachPolicySet(sets.get(set)!));
      accounts.set(key, account);
    }
    plan.services?.forEach((service) => organization.enableTrustedService(TrustedService.of(service)));
    plan.disabledOnRemoval?.forEach((type) => organization.enablePolicyType(PolicyType.of(type), { disableOnRemoval: true }));
    if (plan.delegatedActions) {
      const statement = new PolicyStatement({ principals: [new AccountPrincipal(DELEGATE)], actions: [...plan.delegatedActions], resources: ['*'] });
      new OrganizationResourcePolicy(stack, id('Delegation'), { organization, statements: [statement] });
    }
    plan.administrators?.forEach(([account, service]) => accounts.get(account)!.delegateAdministration(TrustedService.of(service)));
  };
}

/** An account outside the app that the resource policy allows to call the delegated actions. */
const DELEGATE = '333333333333';

/** The email address of an account whose plan has none. */
export function emailOf(name: string): string {
  return `${name}@example.com`;
}

/** A statement that denies an action, and more actions to reach its length. */
function denial(action: string, more: number, resourceControl = false): PolicyStatement {
  const [service, name] = action.split(':');
  const principals = resourceControl ? [new StarPrincipal()] : undefined;
  return new PolicyStatement({ sid: name, effect: Effect.DENY, actions: [action, `${service}:${'x'.repeat(more)}${name}`], resources: ['*'], principals });
}
