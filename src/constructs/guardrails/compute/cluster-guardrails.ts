import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

/** Access policies that give all rights in a cluster, or in a namespace with its secrets. */
const ADMIN_POLICIES = ['AmazonEKSAdminPolicy', 'AmazonEKSClusterAdminPolicy'].map((name) => `arn:*:eks::aws:cluster-access-policy/${name}`);

/**
 * Guardrails for clusters of Amazon EKS. For deletion protection, see `RetentionGuardrails.requireClusterDeletionProtection`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * const exemptPrincipals = ['arn:*:iam::*:role/platform/*'];
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Clusters', {
 *   guardrails: [
 *     ClusterGuardrails.denyPublicClusterEndpoints(),
 *     ClusterGuardrails.denyClusterAdministrators({ exemptPrincipals }),
 *   ],
 * }));
 */
export class ClusterGuardrails {
  /**
   * Denies creating clusters whose API is reachable from the internet, and making it so. A request that leaves the setting out creates a
   * public endpoint, and is denied too.
   *
   * Source: Amazon EKS User Guide, "Cluster API server endpoint"; Service Authorization Reference, Amazon EKS (`eks:endpointPublicAccess`).
   */
  public static denyPublicClusterEndpoints(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-cluster-endpoints',
      description: 'Denies public endpoints of Amazon EKS clusters',
      denials: [
        { sid: 'DenyPublicClusters', actions: ['eks:CreateCluster'], conditions: { BoolIfExists: { 'eks:endpointPublicAccess': 'true' } } },
        { sid: 'DenyPublicClusterEndpoints', actions: ['eks:UpdateClusterConfig'], conditions: { Bool: { 'eks:endpointPublicAccess': 'true' } } },
      ],
      limits: ['Load balancers of a cluster can be public: add deny-internet-facing-load-balancers'],
    }, props);
  }

  /**
   * Denies giving principals the access policies of administrators, and the rights of an administrator to the creator of a cluster. Exempt
   * the roles that administer clusters.
   *
   * Source: Amazon EKS User Guide, "Review access policy permissions" and "Grant IAM users access to Kubernetes with EKS access entries";
   * Service Authorization Reference, Amazon EKS (`eks:policyArn`, `eks:bootstrapClusterCreatorAdminPermissions`).
   */
  public static denyClusterAdministrators(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cluster-administrators',
      description: 'Denies making principals administrators of Amazon EKS clusters',
      denials: [
        { sid: 'DenyClusterAdministrators', actions: ['eks:AssociateAccessPolicy'], conditions: { ArnLike: { 'eks:policyArn': ADMIN_POLICIES } } },
        {
          sid: 'DenyCreatorsAsAdministrators',
          actions: ['eks:CreateCluster'],
          conditions: { BoolIfExists: { 'eks:bootstrapClusterCreatorAdminPermissions': 'true' } },
        },
      ],
      limits: [
        'Role bindings inside a cluster can give its users and groups any rights: eks:CreateAccessEntry, eks:AssociateIdentityProviderConfig',
        'Other access policies are allowed, such as AmazonEKSAdminViewPolicy, which reads all secrets of a cluster',
      ],
    }, props);
  }

  private constructor() {}
}
