import type { DeployingRole } from './call-sites';

/**
 * The roles that deploy to an account, and the roles of these names through which it is administered. The roles that publish assets or
 * look up context values are not used in every account: such a role counts only if it is denied more than its own task.
 *
 * Source: AWS CDK Developer Guide, "Customize AWS CDK bootstrapping".
 * @param qualifier of the bootstrap stack, which is part of the roles' names
 */
export function deployingRoles(qualifier: string, accessRoleNames: readonly string[]): DeployingRole[] {
  const bootstrapped = (role: string, more: Omit<DeployingRole, 'names'> = {}): DeployingRole => (
    { names: [`cdk-${qualifier}-${role}-{account}-{region}`], ...more });
  return [
    bootstrapped('deploy-role'),
    bootstrapped('cfn-exec-role'),
    // The action of another service distinguishes a denial of everything from a denial of the role's own task.
    bootstrapped('file-publishing-role', { needs: ['s3:PutObject', 'sts:AssumeRole'], optional: true }),
    bootstrapped('image-publishing-role', { needs: ['ecr:PutImage', 'sts:AssumeRole'], optional: true }),
    bootstrapped('lookup-role', { needs: ['ssm:GetParameter', 'ec2:DescribeAvailabilityZones', 'cloudformation:GetTemplate'], optional: true }),
    { names: accessRoleNames },
  ];
}
