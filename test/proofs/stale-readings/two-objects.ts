import { ResourceType, type ResourceTypeName } from '../../../src/contract';
import type { Deployment } from '../../handler/support/deployment';
import { accept, ANA } from '../../handler/support/invited-accounts';
import { join } from '../../handler/support/members';
import { MANAGEMENT } from '../../handler/support/simulated-organizations';
import { account, contact, denying, OTHER_TAGS, policy, SCP, TAGS, unit } from '../crash-points/preparations';
import type { Properties } from '../crash-points/subject';

/** Two objects of one resource type, or the only one that an organization can have. */
export interface Objects {
  readonly properties: readonly Properties[];
  /** The changes of an Update, the same for both objects. */
  readonly update: Properties;
  /** Makes changes of others between the creation and the Update. */
  readonly beforeUpdate?: () => void;
}

const SERVICES = ['guardduty.amazonaws.com', 'macie.amazonaws.com'];
const BEN = { id: '333333333333', email: 'ben@example.com', name: 'Ben' };
const AGAIN = { Reconcile: 'again' };

async function invited(deployment: Deployment, update: (other: string) => Properties, areMembers = false): Promise<Objects> {
  const root = await deployment.organization(SCP);
  for (const each of [ANA, BEN]) {
    if (areMembers) join(deployment.simulator, each.id, MANAGEMENT);
    else deployment.simulator.addStandaloneAccount(each);
  }
  const [home, other] = [await unit(deployment, root, 'Home'), await unit(deployment, root, 'Other')];
  return { properties: [ANA, BEN].map(({ id }) => ({ AccountId: id, ParentId: home, Tags: TAGS })), update: update(other) };
}

/** Adds a row for each resource type: what two of its objects look like. Some types have a second row, for another past. */
export const TWO_OBJECTS: { readonly [Type in ResourceTypeName]: (deployment: Deployment) => Promise<Objects> } = {
  [ResourceType.ORGANIZATION]: async () => ({ properties: [{ FeatureSet: 'ALL', RootTags: TAGS }], update: { RootTags: OTHER_TAGS } }),
  [ResourceType.ORGANIZATIONAL_UNIT]: async (deployment) => {
    const ParentId = await deployment.organization();
    return { properties: ['One', 'Two'].map((Name) => ({ ParentId, Name, Tags: TAGS })), update: { Tags: OTHER_TAGS } };
  },
  [ResourceType.ACCOUNT]: async (deployment) => {
    const root = await deployment.organization();
    const [home, other] = [await unit(deployment, root, 'Home'), await unit(deployment, root, 'Other')];
    const properties = ['one', 'two'].map((AccountName) => (
      { AccountName, Email: `${AccountName}@example.com`, ParentId: home, Tags: TAGS, Removal: { Action: 'MoveAccount', ParentId: root } }));
    return { properties, update: { ParentId: other, Tags: OTHER_TAGS } };
  },
  [ResourceType.ACCOUNT_SETTINGS]: async (deployment) => {
    const root = await deployment.organization();
    await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'account.amazonaws.com' }, 'Service');
    const ids = [await account(deployment, root, 'first'), await account(deployment, root, 'second')];
    const properties = ids.map((AccountId) => ({ AccountId, AlternateContacts: { SECURITY: contact('security'), BILLING: contact('billing') } }));
    return { properties, update: { AlternateContacts: { SECURITY: contact('other'), OPERATIONS: contact('operations') } } };
  },
  [ResourceType.INVITED_ACCOUNT]: (deployment) => invited(deployment, () => ({ Notes: 'Please join.' })),
  [ResourceType.POLICY]: async (deployment) => {
    await deployment.organization(SCP);
    const properties = ['One', 'Two'].map((Name) => ({ Type: SCP, Name, Description: '', Content: denying(`s3:${Name}`), Tags: TAGS }));
    return { properties, update: { Content: denying('ec2:*'), Tags: OTHER_TAGS } };
  },
  [ResourceType.POLICY_SET]: async (deployment) => {
    await deployment.organization(SCP);
    const guarding = (names: string) => [...names].map((name) => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:Xxxxxxxxxxxxx${name}`], Resource: '*' }));
    const properties = ['One', 'Two'].map((Name) => ({ Type: SCP, Name, Description: '', Statements: guarding('ABCD'), MaxDocuments: 3, MaxContentLength: 330 }));
    return { properties, update: { Statements: guarding('BCDEFGH') } };
  },
  [ResourceType.POLICY_ATTACHMENTS]: async (deployment) => {
    const root = await deployment.organization(SCP);
    const policies: string[] = [];
    for (const name of ['one', 'two', 'three']) policies.push(await policy(deployment, name));
    const targets = [await unit(deployment, root, 'First'), await unit(deployment, root, 'Second')];
    const properties = targets.map((TargetId) => ({ TargetId, TargetLogicalId: 'Target', Policies: { [SCP]: policies.slice(0, 2) } }));
    return { properties, update: { Policies: { [SCP]: policies.slice(1) } } };
  },
  [ResourceType.POLICY_TYPE]: async (deployment) => {
    const RootId = await deployment.organization();
    return { properties: ['AISERVICES_OPT_OUT_POLICY', SCP].map((PolicyType) => ({ RootId, PolicyType, DisableOnRemoval: true })), update: AGAIN };
  },
  [ResourceType.TRUSTED_SERVICE]: async (deployment) => {
    await deployment.organization();
    return { properties: SERVICES.map((ServicePrincipal) => ({ ServicePrincipal })), update: AGAIN };
  },
  [ResourceType.DELEGATED_ADMINISTRATOR]: async (deployment) => {
    const root = await deployment.organization();
    await deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: SERVICES[0] }, 'Service');
    const ids = [await account(deployment, root, 'first'), await account(deployment, root, 'second')];
    return { properties: ids.map((AccountId) => ({ AccountId, ServicePrincipal: SERVICES[0] })), update: AGAIN };
  },
  [ResourceType.RESOURCE_POLICY]: async (deployment) => {
    await deployment.organization();
    const delegating = (Action: string) => JSON.stringify({
      Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Action, Resource: '*' }],
    });
    return { properties: [{ Content: delegating('organizations:ListPolicies'), Tags: TAGS }], update: { Content: delegating('organizations:ListRoots') } };
  },
};

/** Rows for another past of the same types. */
export const MORE_OBJECTS: readonly (readonly [string, ResourceTypeName, (deployment: Deployment) => Promise<Objects>])[] = [
  ['which has joined', ResourceType.INVITED_ACCOUNT, async (deployment) => ({
    ...await invited(deployment, (other) => ({ ParentId: other, Tags: OTHER_TAGS })), beforeUpdate: () => accept(deployment, BEN.id),
  })],
  ['which is adopted', ResourceType.ORGANIZATIONAL_UNIT, async (deployment) => {
    const ParentId = await deployment.organization();
    for (const name of ['One', 'Two']) await deployment.organizations.createOrganizationalUnit(ParentId, name, [{ Key: 'team', Value: 'theirs' }]);
    return { properties: ['One', 'Two'].map((Name) => ({ ParentId, Name, Tags: TAGS, Adopt: true })), update: { Tags: OTHER_TAGS } };
  }],
  ['which is adopted', ResourceType.ACCOUNT, async (deployment) => {
    const root = await deployment.organization();
    const [home, other] = [await unit(deployment, root, 'Home'), await unit(deployment, root, 'Other')];
    [ANA, BEN].forEach(({ id }) => join(deployment.simulator, id, MANAGEMENT));
    const removal = { Action: 'MoveAccount', ParentId: other };
    const properties = [ANA, BEN].map(({ id }) => (
      { AccountName: `member-${id}`, Email: `member-${id}@example.com`, ParentId: home, Tags: TAGS, Adopt: true, Removal: removal }));
    return { properties, update: { ParentId: other, Tags: OTHER_TAGS } };
  }],
  ['which was a member', ResourceType.INVITED_ACCOUNT, (deployment) => (
    invited(deployment, (other) => ({ ParentId: other, Tags: OTHER_TAGS }), true)
  )],
];
