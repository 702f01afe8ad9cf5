import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Account, DelegatedPolicies, Organization, PolicyType } from '../../../src';
import { policyManagementStatements } from '../../../src/constructs/policy/resource-policy/policy-management';
import { delegatedStatements } from '../../../src/provider/handler-role';
import { POLICY_READINGS } from '../../../src/simulator/readings/policy-readings';
import { DENY_LEAVING, Harness } from '../../simulator/harness';
import { outcomeOf } from '../../simulator/readings/describe-readings';

const MANAGEMENT = '111111111111';
const TAGS = '{"tags":{"a":{}}}';

/** The readings under which AWS can delegate the creation of policies of some types at all. */
const READINGS = POLICY_READINGS.policyTypeKey.flatMap((policyTypeKey) => POLICY_READINGS.resourceOfCreatePolicy
  .filter((resource) => policyTypeKey !== 'nowhere' || resource === 'policiesOfItsType')
  .map((resourceOfCreatePolicy) => ({ policyTypeKey, resourceOfCreatePolicy })));

/** Statements as the service receives them, with the pseudo parameters of the management account. */
function deployed(stack: Stack, statements: iam.PolicyStatement[]): object[] {
  const value = (part: string | { readonly Ref: string }) => (typeof part === 'string' ? part : part.Ref === 'AWS::Partition' ? 'aws' : MANAGEMENT);
  return JSON.parse(JSON.stringify(stack.resolve(statements.map((statement) => statement.toStatementJson()))), (_key, each) => (
    each?.['Fn::Join'] ? each['Fn::Join'][1].map(value).join('') : each?.Ref ? value(each) : each));
}

const DELEGATIONS: Readonly<Record<string, (stack: Stack, organizationId: string, member: string) => object[]>> = {
  'delegatePolicyManagement': (stack, organizationId, member) => deployed(stack, policyManagementStatements(
    Organization.fromOrganizationAttributes(stack, 'Organization', { organizationId, rootId: 'r-a1b2' }),
    Account.fromAccountId(stack, 'Member', member),
    { policyTypes: [PolicyType.TAG_POLICY, PolicyType.BACKUP_POLICY], policies: DelegatedPolicies.all() },
  )),
  // The service sees the role's statements as those of a resource policy.
  'the role of a delegated provider': (stack, _id, member) => deployed(stack, delegatedStatements(new LogGroup(stack, 'Logs'), ['TAG_POLICY', 'BACKUP_POLICY']))
    .filter((statement) => JSON.stringify(statement).includes('organizations:'))
    .map((statement) => ({ ...statement, Principal: { AWS: member } })),
};

describe.each(Object.entries(DELEGATIONS))('%s', (_name, statementsFor) => {
  test.each(READINGS)('allows policies of its two types and no others (%o)', (readings) => {
    const harness = new Harness({ readings, managementAccountId: MANAGEMENT });
    const root = harness.organization('TAG_POLICY', 'BACKUP_POLICY', 'SERVICE_CONTROL_POLICY');
    const member = harness.account('member');
    const stack = new Stack(new App({ analyticsReporting: false }), 'Delegation');
    const Statement = statementsFor(stack, harness.simulator.state().organization!.id, member);
    harness.call('PutResourcePolicy', { Content: JSON.stringify({ Version: '2012-10-17', Statement }) });
    const create = (Type: string, Name: string, Content: string, caller?: string, ...Tags: object[]) => {
      const outcome = outcomeOf(harness, 'CreatePolicy', { Type, Name, Description: '', Content, Tags }, caller);
      return { outcome, id: harness.simulator.state().policies.find(({ name }) => name === Name)?.id };
    };
    const calls = (PolicyId: string) => ['UpdatePolicy', 'AttachPolicy', 'DetachPolicy', 'DeletePolicy'].map((operation) => (
      outcomeOf(harness, operation, { PolicyId, ...operation.endsWith('achPolicy') && { TargetId: root } }, member)));

    const own = ['one', 'two'].map((name) => create('TAG_POLICY', name, TAGS, member));
    expect(own.map(({ outcome }) => outcome)).toEqual(['success', 'success']);
    expect(own.map(({ id }) => calls(id!))).toEqual(Array.from({ length: 2 }, () => ['success', 'success', 'success', 'success']));
    const tag = { Key: 'team', Value: 'backup' };
    expect(['BACKUP_POLICY', 'TAG_POLICY'].map((type) => create(type, `${type} with tags`, type === 'TAG_POLICY' ? TAGS : '{"plans":{}}', member, tag).outcome))
      .toEqual(['success', 'success']);
    expect(create('SERVICE_CONTROL_POLICY', 'three', DENY_LEAVING, member).outcome).toBe('AccessDeniedException');
    expect(create('SERVICE_CONTROL_POLICY', 'three', DENY_LEAVING, member, tag).outcome).toBe('AccessDeniedException');
    const foreign = create('SERVICE_CONTROL_POLICY', 'four', DENY_LEAVING);
    expect(calls(foreign.id!)).toEqual(Array.from({ length: 4 }, () => 'AccessDeniedException'));
    expect(outcomeOf(harness, 'TagResource', { ResourceId: foreign.id, Tags: [tag] }, member)).toBe('AccessDeniedException');
  });
});
