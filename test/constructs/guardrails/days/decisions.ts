/** Calls of the days that sets deny on purpose. */
export interface DecidedDenial {
  /** The sets that deny them; both, or only those with all options. */
  readonly sets: 'both' | 'all options';
  readonly day: string;
  /** Why, and what a team does instead. */
  readonly reason: string;
  /** As the test prints them: the caller, the action, the guardrail. */
  readonly calls: readonly string[];
}

const PULLS = 'The layers of an image come by URLs that Amazon ECR presigns. Exempt the roles that pull images, or leave out `denyServicePresignedUrls`';
const OUTSIDE_VPCS = '`requireVpcs` denies connections to repositories and runbooks, which run outside of VPCs. Exempt the roles that need them';

export const DECIDED_DENIALS: readonly DecidedDenial[] = [
  {
    sets: 'both',
    day: 'Run a cluster on Amazon EKS',
    reason: 'An identity provider lets in everyone whom it signs in. Use Amazon EKS Pod Identity, which needs none, or exempt the role that creates clusters',
    calls: ['role/cluster-builder iam:CreateOpenIDConnectProvider by deny-federation-changes'],
  },
  {
    sets: 'both',
    day: 'Launch instances from images of Amazon, AWS Marketplace and a vendor',
    reason: 'Anyone can publish an image. Use the listing of the vendor in AWS Marketplace, or give the ARNs of its images to `trustedResources`',
    calls: ['role/Developer ec2:RunInstances by deny-untrusted-resources'],
  },
  {
    sets: 'all options',
    day: 'Build in a VPC with AWS CodeBuild',
    reason: OUTSIDE_VPCS,
    calls: ['codeconnections:GetConnectionToken', 'codeconnections:UseConnection'].map((action) => `role/shop-build ${action} by deny-runbooks-and-connections`),
  },
  {
    sets: 'all options',
    day: 'Patch instances and open sessions with AWS Systems Manager',
    reason: OUTSIDE_VPCS,
    calls: ['role/Operator ssm:StartAutomationExecution by deny-runbooks-and-connections'],
  },
  {
    sets: 'all options',
    day: 'Run a service on Amazon ECS, with scaling',
    reason: PULLS,
    calls: ['role/ecsInstanceRole', 'role/shop-task-execution'].map((role) => `${role} ecr:GetDownloadUrlForLayer by deny-service-presigned-urls`),
  },
  { sets: 'all options', day: 'Run a cluster on Amazon EKS', reason: PULLS, calls: ['role/eks-node ecr:GetDownloadUrlForLayer by deny-service-presigned-urls'] },
  {
    sets: 'all options',
    day: 'Run a cluster on Amazon EKS',
    reason: 'Each cluster has a provider of its own. Add it to `webIdentityProviders`, or use Amazon EKS Pod Identity',
    calls: ['arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B sts:AssumeRoleWithWebIdentity by deny-untrusted-web-identity-providers'],
  },
  {
    sets: 'all options',
    day: 'Build a network, and connect it with that of the organization',
    reason: '`denyOtherSharing` denies transit gateways of other accounts of the organization too. Exempt the role or the account that connects networks',
    calls: ['role/NetworkEngineer ec2:CreateTransitGatewayVpcAttachment by deny-network-sharing'],
  },
];
