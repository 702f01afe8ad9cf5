import { App, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccountGuardrails, Organization, OrganizationalUnit, PolicySet, ServiceControlPolicy } from '../../../src';

// Python and Java do not check interfaces, so that a construct of another kind reaches the method.
const guardrail = AccountGuardrails.denyLeavingOrganization();
const statements = [new PolicyStatement({ effect: Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] })];

test.each<[string, (stack: Stack, organization: Organization) => void, string]>([
  ['a policy set as a policy', (stack, { root }) => root.attachPolicy(new PolicySet(stack, 'Set', { statements }) as never),
    'This is no policy (given: "PolicySet at Stack/Set"). Give attachPolicy a policy, and attachPolicySet a set of policies.'],
  ['a guardrail as a policy', (_, { root }) => root.attachPolicy(guardrail as never),
    `This is no policy (given: "${guardrail.constructor.name}"). Give attachPolicy a policy, and attachPolicySet a set of policies.`],
  ['a policy as a set', (stack, { root }) => root.attachPolicySet(new ServiceControlPolicy(stack, 'Policy', { statements }) as never),
    'This is no policy set (given: "ServiceControlPolicy at Stack/Policy"). Give attachPolicySet a set of policies, and attachPolicy a policy.'],
  ['the organization as a parent', (stack, organization) => new OrganizationalUnit(stack, 'Unit', { parent: organization as never, organizationalUnitName: 'Unit' }),
    'This is no parent (given: "Organization at Stack/Organization"). Give the root of the organization or an organizational unit, such as organization.root.'],
])('%s is refused', (_what, use, message) => {
  const stack = new Stack(new App(), 'Stack');
  const organization = new Organization(stack, 'Organization');
  expect(() => use(stack, organization)).toThrow(message);
});
