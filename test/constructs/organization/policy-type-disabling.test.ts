import { Annotations as Notices, App, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Organization, type OrganizationProps, PolicyType, type PolicyTypeOptions, TrustedService } from '../../../src';

const TYPE = 'Custom::OrganizationsPolicyType';

function stackWith(options: PolicyTypeOptions | undefined, props: OrganizationProps = {}): Stack {
  const stack = new Stack(new App(), 'Org');
  new Organization(stack, 'Organization', props).enablePolicyType(PolicyType.AISERVICES_OPT_OUT_POLICY, options);
  return stack;
}

/** The resources on which any policy of the stack allows the action. */
function rightsOf(stack: Stack): string[] {
  const statements: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('Resource' in value && 'Action' in value && JSON.stringify(value.Action).includes('organizations:DisablePolicyType')) {
      statements.push(JSON.stringify(value.Resource));
    }
    Object.values(value).forEach(collect);
  };
  collect(Template.fromStack(stack).toJSON());
  return statements;
}

test('a policy type without disableOnRemoval is retained, and the handlers have no permission to disable it', () => {
  const stack = stackWith(undefined);
  Template.fromStack(stack).hasResource(TYPE, { DeletionPolicy: 'Retain', Properties: { DisableOnRemoval: Match.absent() } });
  expect(rightsOf(stack)).toEqual([]);
});

test('CloudFormation sends a Delete for a policy type with disableOnRemoval, and the handlers may disable policy types only in the root', () => {
  const stack = stackWith({ disableOnRemoval: true }, { allowPolicyTypeDisabling: true });
  Template.fromStack(stack).hasResource(TYPE, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Retain', Properties: { DisableOnRemoval: true } });
  expect(rightsOf(stack)).toEqual([expect.stringContaining(':root/o-*/r-*')]);
});

test('a later call with disableOnRemoval counts, and a later call without it changes nothing', () => {
  const stack = new Stack(new App(), 'Org');
  const organization = new Organization(stack, 'Organization', { allowPolicyTypeDisabling: true, policyTypes: [PolicyType.S3_POLICY] });
  organization.enablePolicyType(PolicyType.S3_POLICY, { disableOnRemoval: true });
  organization.enablePolicyType(PolicyType.S3_POLICY);
  Template.fromStack(stack).hasResource(TYPE, { DeletionPolicy: 'Delete', Properties: { DisableOnRemoval: true } });
});

test('disableOnRemoval without the key of the organization is an error', () => {
  expect(() => Template.fromStack(stackWith({ disableOnRemoval: true }))).toThrow(
    'It takes two keys to disable a policy type: AISERVICES_OPT_OUT_POLICY has disableOnRemoval, and the organization does not allow it '
    + '(given: "allowPolicyTypeDisabling: false"). Set allowPolicyTypeDisabling: true on the Organization');
});

test('an organization outside the app can allow disableOnRemoval too', () => {
  const stack = new Stack(new App(), 'Org');
  Organization.fromOrganizationAttributes(stack, 'Organization', {
    organizationId: 'o-exampleorgid', rootId: 'r-a1b2', allowPolicyTypeDisabling: true,
  }).enablePolicyType(PolicyType.S3_POLICY, { disableOnRemoval: true });
  Template.fromStack(stack).hasResource(TYPE, { DeletionPolicy: 'Delete' });
  expect(rightsOf(stack)).toHaveLength(1);
});

test('a removal policy that prevents the Delete is an error with disableOnRemoval', () => {
  const stack = stackWith({ disableOnRemoval: true }, { allowPolicyTypeDisabling: true });
  RemovalPolicies.of(stack).apply(RemovalPolicy.RETAIN, { applyToResourceTypes: [TYPE] });
  expect(() => Template.fromStack(stack)).toThrow('keeps CloudFormation from the Delete with which disableOnRemoval begins (given: "DeletionPolicy: Retain")');
});

const WARNING = 'The app enables the policy type SECURITYHUB_POLICY and not the trusted access of its service: without it, AWS Organizations refuses to '
  + 'enable the type (given: "securityhub.amazonaws.com")';

function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('not the trusted access of its service')).map(({ entry }) => String(entry.data));
}

test('each policy type without trusted access for its service gives its own warning, which can be acknowledged', () => {
  const make = () => {
    const stack = new Stack(new App(), 'Org');
    return { stack, organization: new Organization(stack, 'Organization', { policyTypes: [PolicyType.SECURITYHUB_POLICY, PolicyType.TAG_POLICY] }) };
  };
  const { stack } = make();
  expect(warningsOf(stack)).toEqual([expect.stringContaining(WARNING), expect.stringContaining('tagpolicies.tag.amazonaws.com')]);
  const acknowledged = make();
  Notices.of(acknowledged.organization).acknowledgeWarning('cdk-aws-organizations:policy-type-service/TAG_POLICY', 'The console enabled it.');
  expect(warningsOf(acknowledged.stack)).toEqual([expect.stringContaining(WARNING)]);
});

test('there is no warning if the app enables trusted access for the service, before or after the type', () => {
  for (const props of [{ trustedServices: [TrustedService.SECURITY_HUB] }, {}]) {
    const stack = new Stack(new App(), 'Org');
    const organization = new Organization(stack, 'Organization', { ...props, policyTypes: [PolicyType.SECURITYHUB_POLICY] });
    organization.enableTrustedService(TrustedService.SECURITY_HUB);
    expect(warningsOf(stack)).toEqual([]);
  }
});

test('policy types that depend on no service give no warning', () => {
  const stack = new Stack(new App(), 'Org');
  new Organization(stack, 'Organization', { policyTypes: [PolicyType.SERVICE_CONTROL_POLICY, PolicyType.CHATBOT_POLICY] });
  expect(warningsOf(stack)).toEqual([]);
});

test('a removal policy that ends the trusted access of an enabled type is an error, and for another service it is not', () => {
  const make = (type: PolicyType) => {
    const stack = new Stack(new App(), 'Org');
    new Organization(stack, 'Organization', { trustedServices: [TrustedService.SECURITY_HUB], policyTypes: [type] });
    RemovalPolicies.of(stack).apply(RemovalPolicy.DESTROY, { applyToResourceTypes: ['Custom::OrganizationsTrustedService'] });
    return stack;
  };
  expect(() => Template.fromStack(make(PolicyType.SECURITYHUB_POLICY))).toThrow(
    'The removal policy of the trusted service securityhub.amazonaws.com disables its trusted access, on which SECURITYHUB_POLICY depends');
  expect(() => Template.fromStack(make(PolicyType.S3_POLICY))).not.toThrow();
});
