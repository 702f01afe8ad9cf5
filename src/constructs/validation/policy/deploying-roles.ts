import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DeployingRole } from '../../../policy';

/**
 * The roles with which an account is deployed to, and those of these names through which it is administered. Not everybody publishes to
 * every account, or looks things up there: such a role counts where it is denied more than what it is for.
 *
 * Source: AWS CDK Developer Guide, "Customize AWS CDK bootstrapping".
 */
export function deployingRoles(scope: IConstruct, accessRoleNames: readonly string[]): DeployingRole[] {
  const bootstrapped = (role: string, more: Omit<DeployingRole, 'names'> = {}): DeployingRole => (
    { names: [`cdk-${qualifierOf(scope)}-${role}-{account}-{region}`], ...more });
  return [
    bootstrapped('deploy-role'),
    bootstrapped('cfn-exec-role'),
    // An action of another service tells a denial of everything from one of what the role is for.
    bootstrapped('file-publishing-role', { needs: ['s3:PutObject', 'sts:AssumeRole'], optional: true }),
    bootstrapped('image-publishing-role', { needs: ['ecr:PutImage', 'sts:AssumeRole'], optional: true }),
    bootstrapped('lookup-role', { needs: ['ssm:GetParameter', 'ec2:DescribeAvailabilityZones', 'cloudformation:GetTemplate'], optional: true }),
    { names: accessRoleNames },
  ];
}

/** The qualifier is part of the roles' names. */
function qualifierOf(scope: IConstruct): string {
  return Stack.of(scope).synthesizer.bootstrapQualifier ?? scope.node.tryGetContext('@aws-cdk/core:bootstrapQualifier') as string | undefined
    ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
}
