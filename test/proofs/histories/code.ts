import { CfnResource, type Stack, Tags } from 'aws-cdk-lib';
import {
  Account, AccountRemoval, AccountSettings, type AccountSettingsOptions, InvitedAccount, type IAccount, type IParent, Organization,
  OrganizationalUnit, Policy, PolicyContent, PolicyType, ServiceControlPolicy, TrustedService,
} from '../../../src';
import { ACCOUNT_MANAGEMENT_PRINCIPAL } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';
import type { Build } from '../support/app';
import { emailOf } from '../support/blueprint';
import { GUEST } from '../support/guest';

export const POLICIES = ['P', 'Q', 'R'] as const;
/** The policy that the second stack creates. It is attached nowhere. */
export const OWN_POLICY = 'Own';
/** Removing a construct deregisters the administrators of these services. */
export const SERVICES = ['cloudtrail.amazonaws.com', 'sso.amazonaws.com'] as const;
export const MEMBERS = ['one', 'two'] as const;
export type Member = typeof MEMBERS[number];
export const KINDS = ['security', 'billing'] as const;
/** The parents of accounts in the code; `Shared` is the unit to which both stacks attach policies. */
export type Place = 'root' | 'Shared' | 'A' | 'B';

/** The names of contacts in the code. All other members of a contact are the same. */
export interface SettingsCode {
  readonly security?: string;
  readonly billing?: string;
  readonly primary?: string;
}

/** A registration: the name of the account, and the service principal. */
export type Registration = readonly [Member, string];

/** The code of the first stack. It always has the organization, the unit `Shared` and the policies. */
export interface BaseCode {
  readonly a?: { readonly team?: string; readonly policies: readonly string[] };
  /** The second unit. It moves between the root and the unit A. */
  readonly b?: { readonly team?: string; readonly inA: boolean };
  readonly accounts: Readonly<Partial<Record<Member, { readonly place: Place; readonly settings?: SettingsCode }>>>;
  readonly guest?: Extract<Place, 'root' | 'Shared'>;
  readonly management?: SettingsCode;
  readonly shared: readonly string[];
  readonly administrators: readonly Registration[];
}

/** The code of the second stack. It refers to the unit, the policies and the accounts by their IDs. */
export interface OtherCode {
  readonly shared: readonly string[];
  readonly administrators: readonly Registration[];
}

/** An account whose address is taken. It is created after one of the other resources, which a number selects, or after all of them. */
export type Failure = number | 'atTheEnd';

export const TAKEN = 'taken@example.com';

const PRIMARY = { addressLine1: 'Way 1', city: 'Vienna', postalCode: '1010', countryCode: 'AT', phoneNumber: '+4311234567' };

export function contact(name: string) {
  return { name, title: 'On call', emailAddress: 'team@example.com', phoneNumber: '+49 30 1234567' };
}

function contactOf(name?: string) {
  return name === undefined ? undefined : contact(name);
}

export function optionsOf({ security, billing, primary }: SettingsCode = {}): AccountSettingsOptions {
  return {
    ...security || billing ? { alternateContacts: { security: contactOf(security), billing: contactOf(billing) } } : {},
    ...primary ? { primaryContact: { ...PRIMARY, fullName: primary } } : {},
  };
}

export function baseStack(code: BaseCode, failure?: Failure): Build {
  return (stack) => {
    const organization = new Organization(stack, 'Organization', {
      trustedServices: [ACCOUNT_MANAGEMENT_PRINCIPAL, ...SERVICES].map((principal) => TrustedService.of(principal)),
    });
    organization.enablePolicyType(PolicyType.SERVICE_CONTROL_POLICY);
    const parents = new Map<Place, IParent>([['root', organization.root]]);
    const unit = (name: Place, parent: IParent, team?: string) => {
      const construct = new OrganizationalUnit(stack, name, { parent, organizationalUnitName: name, allowReplacement: true });
      if (team) Tags.of(construct).add('team', team);
      parents.set(name, construct);
      return construct;
    };
    const policy = (name: string) => new ServiceControlPolicy(stack, name, { policyName: name, content: denying(name) });
    const policies = new Map(POLICIES.map((name) => [name as string, policy(name)]));
    const shared = unit('Shared', organization.root);
    code.shared.forEach((name) => shared.attachPolicy(policies.get(name)!));
    const a = code.a && unit('A', organization.root, code.a.team);
    code.a?.policies.forEach((name) => a!.attachPolicy(policies.get(name)!));
    if (code.b) unit('B', code.b.inA ? a! : organization.root, code.b.team);
    const accounts = new Map<string, IAccount>();
    for (const [name, { place, settings }] of Object.entries(code.accounts)) {
      accounts.set(name, new Account(stack, name, {
        parent: parents.get(place)!,
        accountName: name,
        email: emailOf(name),
        ...optionsOf(settings),
        removal: AccountRemoval.moveTo(organization.root),
      }));
    }
    if (code.guest) {
      const guest = new InvitedAccount(stack, 'Guest', { accountId: GUEST, parent: parents.get(code.guest)! });
      Tags.of(guest).add('team', 'guest');
    }
    if (code.management) {
      new AccountSettings(stack, 'Management', {
        account: Account.fromAccountId(stack, 'ManagementAccount', organization.managementAccountId), ...optionsOf(code.management),
      });
    }
    code.administrators.forEach(([name, principal]) => accounts.get(name)!.delegateAdministration(TrustedService.of(principal)));
    fail(stack, organization.root, failure);
  };
}

/** @param state the organization that the first stack has deployed */
export function otherStack(code: OtherCode, { organizationalUnits, policies, accounts }: SimulatorState, failure?: Failure): Build {
  return (stack) => {
    const shared = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Shared', organizationalUnits.find(({ name }) => name === 'Shared')!.id);
    for (const name of code.shared) {
      const { id } = policies.find((policy) => policy.name === name)!;
      shared.attachPolicy(Policy.fromPolicyId(stack, name, id, PolicyType.SERVICE_CONTROL_POLICY));
    }
    for (const name of MEMBERS) {
      const services = code.administrators.filter(([member]) => member === name);
      if (services.length === 0) continue;
      const account = Account.fromAccountId(stack, name, accounts.find((each) => each.name === name)!.id);
      services.forEach(([, principal]) => account.delegateAdministration(TrustedService.of(principal)));
    }
    // A stack without any resource of this library has no handlers for the Deletes of its former resources.
    new ServiceControlPolicy(stack, OWN_POLICY, { policyName: OWN_POLICY, content: denying(OWN_POLICY) });
    fail(stack, shared, failure);
  };
}

function denying(name: string) {
  return PolicyContent.fromJson({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: `s3:${name}`, Resource: '*' }] });
}

function fail(stack: Stack, parent: IParent, failure?: Failure): void {
  if (failure === undefined) return;
  const others = stack.node.findAll().filter((node) => CfnResource.isCfnResource(node) && node.cfnResourceType.startsWith('Custom::Organizations'));
  const taken = new Account(stack, 'Taken', { parent, accountName: 'taken', email: TAKEN });
  taken.node.addDependency(...failure === 'atTheEnd' ? others : others.slice(failure % others.length, failure % others.length + 1));
}
