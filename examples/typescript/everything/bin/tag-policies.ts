#!/usr/bin/env node
/**
 * The app of the security team, which deploys tag policies from its own account after step 7 of `bin/everything.ts`. The team cannot change
 * anything else in the organization. Its account and the unit are context values:
 *
 * ```sh
 * npx cdk synth --app 'npx tsx bin/tag-policies.ts' -c account=333333333333 -c unit=ou-a1b2-exampleouid
 * ```
 */
import { Annotations, App, Stack } from 'aws-cdk-lib';
import { OrganizationalUnit, OrganizationsProvider, PolicyType, TagPolicy } from 'cdk-aws-organizations';

const app = new App();
const stack = new Stack(app, 'TagPolicies', { env: { account: app.node.getContext('account'), region: 'us-east-1' } });

// Create the provider before the policies, which use the provider of their stack.
new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName] });
const workloads = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Workloads', app.node.getContext('unit'));
new TagPolicy(stack, 'Team', { tags: [{ tagKey: 'team' }] }).attachTo(workloads);
Annotations.of(workloads).acknowledgeWarning('cdk-aws-organizations:policy-type', 'The stack of the organization enables tag policies');
