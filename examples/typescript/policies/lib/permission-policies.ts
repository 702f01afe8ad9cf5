import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { type Policy, ResourceControlPolicy, ServiceControlPolicy } from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** Policies for the maximum permissions of principals, and for access to resources. */
export function permissionPolicies(scope: Construct): Policy[] {
  return [
    new ServiceControlPolicy(scope, 'StayInTheOrganization', {
      statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['organizations:LeaveOrganization'], resources: ['*'] })],
    }),
    new ResourceControlPolicy(scope, 'EncryptedConnections', {
      statements: [new PolicyStatement({
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: ['s3:*', 'sqs:*'],
        resources: ['*'],
        conditions: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
      })],
    }),
  ];
}
