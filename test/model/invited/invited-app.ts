import type { CloudAssembly, Template } from '../../../src/assembly';
import { type Deployed, type Invitation, type Organization, organizationFromAssembly } from '../../../src/model';
import { live } from '../organizations';

export const SHOP_ID = '222233334444';
export const SHOP_EMAIL = 'shop@elsewhere.example';

/** An app that invites one account into the organizational unit Workloads, which has a policy, and attaches another policy to it. */
export interface InvitedApp {
  /** Whether Workloads and its attachments were removed from the app. */
  readonly withoutWorkloads?: boolean;
  /** Properties of the invited account; null: it was removed from the app. */
  readonly shop?: object | null;
  readonly deletionPolicy?: string;
  readonly parent?: 'Workloads' | 'Sandbox';
}

const resource = (kind: string, properties: object, more: object = {}) => ({ Type: `Custom::Organizations${kind}`, Properties: { ...properties }, ...more });
const ROOT_ID = { 'Fn::GetAtt': ['Organization', 'RootId'] };
const guard = (name: string, action: string) => resource('Policy', {
  Type: 'SERVICE_CONTROL_POLICY', Name: name, Description: '', Content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] }),
});
const attachments = (target: string, policy: string) => resource('PolicyAttachments', {
  TargetId: { Ref: target }, TargetLogicalId: target, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: policy }] },
});

export function invitedAssembly({ shop = { AccountId: SHOP_ID }, parent = 'Workloads', deletionPolicy, withoutWorkloads = false }: InvitedApp = {}): CloudAssembly {
  const template: Template = {
    Resources: {
      Organization: resource('Organization', { FeatureSet: 'ALL' }),
      Type: resource('PolicyType', { RootId: ROOT_ID, PolicyType: 'SERVICE_CONTROL_POLICY' }),
      ...(withoutWorkloads ? {} : {
        Workloads: resource('OrganizationalUnit', { Name: 'Workloads', ParentId: ROOT_ID }), OnWorkloads: attachments('Workloads', 'NoQueues'),
      }),
      Sandbox: resource('OrganizationalUnit', { Name: 'Sandbox', ParentId: ROOT_ID }),
      NoQueues: guard('no-queues', 'sqs:*'),
      NoTopics: guard('no-topics', 'sns:*'),
      ...(shop === null ? {} : {
        Shop: resource('InvitedAccount', { ParentId: { Ref: parent }, Tags: [{ Key: 'team', Value: 'shop' }], ...shop }, deletionPolicy === undefined ? {} : { DeletionPolicy: deletionPolicy }),
        OnShop: attachments('Shop', 'NoTopics'),
        Administrator: resource('DelegatedAdministrator', { AccountId: { Ref: 'Shop' }, ServicePrincipal: 'sso.amazonaws.com' }),
      }),
    },
  };
  const stack = { id: 'S', name: 'S', displayName: 'S', template, dependencies: [], nestedTemplates: new Map<string, Template>() };
  return { directory: '', stacks: [stack], assetDirectories: new Map() };
}

export function invitedCode(app: InvitedApp = {}, deployed?: Deployed): Organization {
  return organizationFromAssembly(invitedAssembly(app), deployed);
}

export function invitation(more: Partial<Invitation> = {}): Invitation {
  return {
    id: 'h-examplehandshake1',
    accountId: SHOP_ID,
    status: 'INVITED',
    requestedAt: '2026-11-20T08:00:00.000Z',
    expiresAt: '2026-12-05T08:00:00.000Z',
    ...more,
  };
}

const OWNED = { 'cdk-aws-organizations:owner': 'S' };
const FULL = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY' as const, awsManaged: true };

export interface InvitedLive {
  readonly invitations?: readonly Invitation[];
  /** The place of the account as a member; absent: it is not a member. */
  readonly member?: 'root' | 'Workloads';
  readonly memberTags?: Readonly<Record<string, string>>;
  /** Policies attached to the account besides FullAWSAccess. */
  readonly attached?: readonly string[];
}

/** The organization after a deployment of the app. */
export function invitedLive({ invitations, member, memberTags = {}, attached = [] }: InvitedLive = {}): Organization {
  const content = (action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
  const [queues, topics] = [live.policy('no-queues', content('sqs:*'), OWNED), live.policy('no-topics', content('sns:*'), OWNED)];
  const of = ({ id, name, type }: typeof queues) => ({ id, name, type, awsManaged: false });
  const policies = [queues, topics];
  const account = live.account('Shop Ltd', 1, {
    id: SHOP_ID,
    email: SHOP_EMAIL,
    tags: memberTags,
    attachedPolicies: [FULL, ...policies.filter(({ name }) =>
      attached.includes(name)).map(of)],
  });
  const at = (place: InvitedLive['member']) => (member === place ? [account] : []);
  return live.organization({
    root: {
      attachedPolicies: [FULL],
      accounts: [live.account('Manager', 9, { id: '999988887777', attachedPolicies: [FULL] }), ...at('root')],
      organizationalUnits: [
        live.unit('Sandbox', 2, { tags: OWNED, attachedPolicies: [FULL] }),
        live.unit('Workloads', 1, { tags: OWNED, attachedPolicies: [FULL, of(queues)], accounts: at('Workloads') }),
      ],
    },
    policies,
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'], ...(invitations === undefined ? {} : { invitations }) },
  });
}
