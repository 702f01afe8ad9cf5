import { accountDigest, OTHER_ACCOUNTS_METADATA_KEY, OWNER_TAG_KEY, ownerTagValue, type ResourceTypeName } from '../../../../src/contract';
import { StackError } from '../../../../src/organizations/stacks/stack-port';
import { Deployment, STACK_ID, STACK_NAME, STACK_OWNER, stackId } from '../../support/deployment';

const ACCOUNT = 'Custom::OrganizationsAccount';
const OTHER_ID = stackId('other');
const SCP = 'SERVICE_CONTROL_POLICY';
const DOCUMENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
const DELEGATION = DOCUMENT.replace('"Action"', '"Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action"').replace('Deny', 'Allow').replace('s3:*', 'organizations:ListAccounts');
const PRINCIPAL = 'config.amazonaws.com';
const CONTACT = { Name: 'Ann', Title: 'On call', EmailAddress: 'ann@example.com', PhoneNumber: '+1 206 5550100' };

/** A stack whose provider also serves the stack `other`. Each has an account, beside the resources of a test. */
async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  deployment.served = [STACK_NAME, 'other'];
  const other = deployment.stacks.stack(OTHER_ID);
  Object.assign(other, { status: 'UPDATE_COMPLETE', changedAt: deployment.clock.now() });
  const list = (type: string, physicalId: string, status = 'UPDATE_COMPLETE') => (
    other.resources.push({ logicalId: 'There', physicalId, type, status }));
  const account = { AccountName: 'app', Email: 'app@example.com', ParentId: root };
  const { PhysicalResourceId: accountId } = await deployment.create(ACCOUNT, account, 'App');
  list(ACCOUNT, '999999999999');
  return { deployment, root, other, list, account, accountId };
}

type Started = Awaited<ReturnType<typeof start>>;

async function writesOfDelete(
  { deployment }: Started, type: ResourceTypeName, id: string, properties: object, status: string,
): Promise<string[]> {
  deployment.status = status;
  return deployment.writesOf(() => deployment.remove(type, id, { ...properties }));
}

const CLEANUP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
const DELETION = 'DELETE_IN_PROGRESS';
const BOTH = [CLEANUP, DELETION];

const TYPES: [string, ResourceTypeName, (started: Started) => Record<string, unknown>, string, string[]][] = [
  ['an organizational unit', 'Custom::OrganizationsOrganizationalUnit', ({ root }) => ({ ParentId: root, Name: 'Unit' }), 'DeleteOrganizationalUnit', BOTH],
  ['a policy', 'Custom::OrganizationsPolicy', () => ({ Type: SCP, Name: 'Deny', Description: '', Content: DOCUMENT }), 'DeletePolicy', BOTH],
  ['a policy set', 'Custom::OrganizationsPolicySet', () => (
    { Type: SCP, Name: 'Set', Description: '', Statements: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }], MaxDocuments: 2 }), 'DeletePolicy', BOTH],
  ['a resource policy', 'Custom::OrganizationsResourcePolicy', () => ({ Content: DELEGATION }), 'DeleteResourcePolicy', BOTH],
  ['a trusted service', 'Custom::OrganizationsTrustedService', () => ({ ServicePrincipal: PRINCIPAL }), 'DisableAWSServiceAccess', BOTH],
  ['a delegated administrator', 'Custom::OrganizationsDelegatedAdministrator', ({ accountId }) => ({ AccountId: accountId, ServicePrincipal: PRINCIPAL }),
    'DeregisterDelegatedAdministrator', BOTH],
  ['a policy type', 'Custom::OrganizationsPolicyType', ({ root }) => ({ RootId: root, PolicyType: 'TAG_POLICY', DisableOnRemoval: true }), 'DisablePolicyType', [CLEANUP]],
  ['account settings', 'Custom::OrganizationsAccountSettings', ({ accountId }) => ({ AccountId: accountId, AlternateContacts: { SECURITY: CONTACT } }),
    'DeleteAlternateContact', [CLEANUP]],
];
const CASES = TYPES.flatMap(([name, type, properties, write, statuses]) => (
  statuses.map((status) => [name, status, type, properties, write] as const)));

describe.each(CASES)('a Delete of %s in %s', (_name, status, type, propertiesOf, write) => {
  async function created() {
    const started = await start();
    const { deployment } = started;
    if (write !== 'DisableAWSServiceAccess') await deployment.organizations.enableServiceAccess(PRINCIPAL);
    await deployment.organizations.enableServiceAccess('account.amazonaws.com');
    const properties = propertiesOf(started);
    const { PhysicalResourceId: id } = await deployment.create(type, properties);
    return { started, properties, id };
  }

  test('takes the object away if no other stack has it', async () => {
    const { started, properties, id } = await created();
    expect(await writesOfDelete(started, type, id, properties, status)).toContain(write);
  });

  test('keeps the object if a live resource of another served stack manages it', async () => {
    const { started, properties, id } = await created();
    started.list(type, id);
    expect(await writesOfDelete(started, type, id, properties, status)).toEqual([]);
    expect(started.deployment.lines).toContainEqual(expect.objectContaining({ decision: 'kept' }));
  });

  test.each(['DELETE_COMPLETE', 'DELETE_IN_PROGRESS', 'CREATE_FAILED'])('takes the object away if the resource of the other stack is %s', async (rowStatus) => {
    const { started, properties, id } = await created();
    started.list(type, id, rowStatus);
    expect(await writesOfDelete(started, type, id, properties, status)).toContain(write);
  });

  test('takes the object away if the other stack is being deleted as well', async () => {
    const { started, properties, id } = await created();
    started.list(type, id);
    started.other.status = 'DELETE_IN_PROGRESS';
    expect(await writesOfDelete(started, type, id, properties, status)).toContain(write);
  });
});

test('a rollback undoes a creation although another stack has the object, which the owner tag decides', async () => {
  const started = await start();
  const properties = { ParentId: started.root, Name: 'Unit' };
  const { PhysicalResourceId: id } = await started.deployment.create('Custom::OrganizationsOrganizationalUnit', properties);
  started.list('Custom::OrganizationsOrganizationalUnit', id);
  expect(await writesOfDelete(started, 'Custom::OrganizationsOrganizationalUnit', id, properties, 'ROLLBACK_IN_PROGRESS')).toEqual(['DeleteOrganizationalUnit']);
});

test('a unit that another stack has keeps its accounts, although its construct has moveAccountsTo', async () => {
  const started = await start();
  const properties = { ParentId: started.root, Name: 'Unit', MoveAccountsTo: { ParentId: started.root } };
  const { PhysicalResourceId: id } = await started.deployment.create('Custom::OrganizationsOrganizationalUnit', properties);
  await started.deployment.create(ACCOUNT, { AccountName: 'in', Email: 'in@example.com', ParentId: id }, 'In');
  started.list('Custom::OrganizationsOrganizationalUnit', id);
  expect(await writesOfDelete(started, 'Custom::OrganizationsOrganizationalUnit', id, properties, CLEANUP)).toEqual([]);
});

const REMOVALS = ['CloseAccount', 'RemoveAccountFromOrganization', 'MoveAccount'];

describe.each(REMOVALS)('an account with the removal %s that leaves the template', (Action) => {
  async function leaving(prepare: (started: Started) => void) {
    const started = await start();
    const { deployment, root, account, accountId } = started;
    const { id: unit } = await deployment.organizations.createOrganizationalUnit(root, 'Left', []);
    const state = deployment.simulator.state();
    // An account may leave only some days after its creation, and with what it needs to stand alone.
    deployment.simulator.reset({ ...state, accounts: state.accounts.map((each) => ({ ...each, joinedMethod: 'INVITED' as const })) });
    prepare(started);
    const removal = { Action, ...Action === 'MoveAccount' && { ParentId: unit } };
    return writesOfDelete(started, ACCOUNT, accountId, { ...account, Removal: removal }, CLEANUP);
  }
  const template = (Email: unknown, more = {}) => ({ Resources: { There: { Type: ACCOUNT, Properties: { AccountName: 'app', Email, ...more } } } });
  const noted = (...names: string[]) => ({ Metadata: { [OTHER_ACCOUNTS_METADATA_KEY]: names.map(accountDigest) }, Resources: {} });

  test.each<[string, (started: Started) => void]>([
    ['no other stack has it', () => undefined],
    ['the other stack has another account', ({ other }) => { other.template = template('other@example.com'); }],
    ['another resource of the other stack has its address', ({ other }) => {
      other.template = { Resources: { There: { Type: 'AWS::SNS::Subscription', Properties: { Email: 'app@example.com' } } } };
    }],
    ['its resource in the other stack is deleted', ({ other, accountId, list }) => {
      other.resources.length = 0;
      list(ACCOUNT, accountId, 'DELETE_COMPLETE');
      other.template = template('app@example.com');
    }],
    ['the other stack was rolled back before it had anything', ({ other }) => Object.assign(other, {
      status: 'ROLLBACK_COMPLETE', resources: [{ logicalId: 'First', physicalId: 'x', type: ACCOUNT, status: 'DELETE_COMPLETE' }], template: template('app@example.com'),
    })],
    ['the provider does not serve the other stack', ({ deployment, other, accountId, list }) => {
      deployment.served = [STACK_NAME];
      list(ACCOUNT, accountId);
      other.template = template('app@example.com');
    }],
    ['the template notes another account', ({ deployment }) => { deployment.stacks.stack(STACK_ID).template = noted('other@example.com'); }],
    ['the note is in no form that this library writes', ({ deployment }) => {
      deployment.stacks.stack(STACK_ID).template = { Metadata: { [OTHER_ACCOUNTS_METADATA_KEY]: 'app@example.com' }, Resources: {} };
    }],
  ])('is removed if %s', async (_, prepare) => {
    expect(await leaving(prepare)).toEqual([Action]);
  });

  test.each<[string, (started: Started) => void]>([
    ['a live resource of the other stack has it', ({ accountId, list }) => list(ACCOUNT, accountId)],
    ['a live resource of the other stack invited it', ({ accountId, list }) => list('Custom::OrganizationsInvitedAccount', accountId)],
    ['the template of the other stack has its address', ({ other }) => Object.assign(other, { resources: [], template: template('App@example.com') })],
    ['the template of the other stack has its ID', ({ other, accountId }) => Object.assign(other, { resources: [], template: template({ Ref: 'Address' }, { AccountId: accountId }) })],
    ['the other stack creates it at the same time', ({ other }) => Object.assign(other, {
      status: 'UPDATE_IN_PROGRESS',
      resources: [{ logicalId: 'There', physicalId: 'there-1', type: ACCOUNT, status: 'CREATE_IN_PROGRESS' }],
      template: template('app@example.com'),
    })],
    ['a stack nested in the other one has it', ({ deployment, other, accountId }) => {
      other.resources.push({ logicalId: 'Nested', physicalId: `${OTHER_ID}-nested`, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_COMPLETE' });
      deployment.stacks.stack(`${OTHER_ID}-nested`).resources.push({ logicalId: 'In', physicalId: accountId, type: ACCOUNT, status: 'UPDATE_COMPLETE' });
    }],
    ['the new template notes its address', ({ deployment }) => { deployment.stacks.stack(STACK_ID).template = noted('x@example.com', 'APP@example.com'); }],
    ['the new template notes its ID', ({ deployment, accountId }) => { deployment.stacks.stack(STACK_ID).template = noted(accountId); }],
  ])('is kept if %s', async (_, prepare) => {
    expect(await leaving(prepare)).toEqual([]);
  });
});

test('an account that leaves a nested stack is kept if the template of the top-level stack notes it', async () => {
  const { deployment, account, accountId } = await start();
  const nestedId = `${STACK_ID}-nested`;
  const top = deployment.stacks.stack(STACK_ID);
  top.resources.push({ logicalId: 'Nested', physicalId: nestedId, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_IN_PROGRESS' });
  top.template = { Metadata: { [OTHER_ACCOUNTS_METADATA_KEY]: [accountDigest('app@example.com')] }, Resources: {} };
  deployment.stacks.stack(nestedId).rootId = STACK_ID;
  deployment.status = CLEANUP;
  const removed = () => deployment.inStack(nestedId, () => deployment.remove(ACCOUNT, accountId, { ...account, Removal: { Action: 'CloseAccount' } }));
  expect(await deployment.writesOf(removed)).toEqual([]);
});

test('an account that this stack took over and gives up is not closed while its former stack still has it', async () => {
  const { deployment, account, accountId, list } = await start();
  const tag = { Key: OWNER_TAG_KEY, Value: ownerTagValue({ owner: STACK_OWNER, adopted: true }) };
  await deployment.organizations.tagResource(accountId, [tag]);
  list(ACCOUNT, accountId);
  deployment.status = CLEANUP;
  const removed = () => deployment.remove(ACCOUNT, accountId, { ...account, Adopt: true, Removal: { Action: 'CloseAccount' } });
  expect(await deployment.writesOf(removed)).toEqual([]);
});

test('a Delete waits, and closes nothing, while another served stack cannot be described', async () => {
  const { deployment, account, accountId } = await start();
  deployment.status = CLEANUP;
  const { describe: original } = deployment.stacks;
  deployment.stacks.describe = async (id) => {
    if (id === 'other') throw new StackError('AccessDenied', 'not authorized');
    return original.call(deployment.stacks, id);
  };
  const writes = deployment.writesOf(() => deployment.remove(ACCOUNT, accountId, { ...account, Removal: { Action: 'CloseAccount' } })
    .catch((error: Error) => expect(error.message).toMatch(/cloudformation:DescribeStacks/)));
  expect(await writes).toEqual([]);
});

test.each([[false, ['DeleteOrganization']], [true, []]])('an empty organization is deleted unless another stack has it (%s)', async (isListed, expected) => {
  const type = 'Custom::OrganizationsOrganization';
  const deployment = new Deployment();
  const properties = { FeatureSet: 'ALL', AllowDeletion: true };
  const { PhysicalResourceId: id } = await deployment.create(type, properties);
  deployment.served = [STACK_NAME, 'other'];
  const rows = isListed ? [{ logicalId: 'There', physicalId: id, type, status: 'CREATE_COMPLETE' }] : [];
  Object.assign(deployment.stacks.stack(OTHER_ID), { status: 'CREATE_COMPLETE', resources: rows });
  deployment.status = CLEANUP;
  expect(await deployment.writesOf(() => deployment.remove(type, id, properties))).toEqual(expected);
});

test.each([[false, ['CancelHandshake']], [true, []]])('an open invitation is canceled unless another stack has it (%s)', async (isListed, expected) => {
  const type = 'Custom::OrganizationsInvitedAccount';
  const started = await start();
  const properties = { Email: 'guest@example.com', ParentId: started.root };
  const { PhysicalResourceId: id } = await started.deployment.create(type, properties);
  if (isListed) started.list(type, id);
  expect(await writesOfDelete(started, type, id, properties, CLEANUP)).toEqual(expected);
});
