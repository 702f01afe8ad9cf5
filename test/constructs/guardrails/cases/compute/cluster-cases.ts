import { ClusterGuardrails } from '../../../../../src';
import type { GuardrailCase } from '../guardrail-case';
import { each } from '../requests';

const ADMIN_POLICIES = ['AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminPolicy']
  .map((name) => `arn:aws*:eks::aws:cluster-access-policy/${name}`);
const admin = (name: string) => ({ 'eks:policyArn': `arn:aws:eks::aws:cluster-access-policy/${name}` });

export const CLUSTER_CASES: readonly GuardrailCase[] = [
  {
    build: ClusterGuardrails.denyPublicClusterEndpoints,
    denied: [...each(['eks:CreateCluster', 'eks:UpdateClusterConfig'], { context: { 'eks:endpointPublicAccess': true } }), { action: 'eks:CreateCluster' }],
    allowed: [
      ...each(['eks:CreateCluster', 'eks:UpdateClusterConfig'], { context: { 'eks:endpointPublicAccess': false } }),
      ...each(['eks:UpdateClusterConfig', 'eks:DeleteCluster']),
    ],
    forbids: [
      { actions: ['eks:CreateCluster'], when: { BoolIfExists: { 'eks:endpointPublicAccess': 'true' } } },
      { actions: ['eks:UpdateClusterConfig'], when: { Bool: { 'eks:endpointPublicAccess': 'true' } } },
    ],
    waysAround: [
      { request: { action: 'eks:CreateCluster', context: { 'eks:endpointPublicAccess': true, 'eks:endpointPrivateAccess': true } } },
      {
        request: { action: 'elasticloadbalancing:CreateLoadBalancer' },
        limit: 'Load balancers of a cluster can be public: add deny-internet-facing-load-balancers',
      },
    ],
  },
  {
    build: ClusterGuardrails.denyClusterAdministrators,
    denied: [
      ...['AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminPolicy'].map((name) => ({ action: 'eks:AssociateAccessPolicy', context: admin(name) })),
      { action: 'eks:CreateCluster' }, { action: 'eks:CreateCluster', context: { 'eks:bootstrapClusterCreatorAdminPermissions': true } },
    ],
    allowed: [
      { action: 'eks:AssociateAccessPolicy', context: admin('AmazonEKSViewPolicy') },
      { action: 'eks:CreateCluster', context: { 'eks:bootstrapClusterCreatorAdminPermissions': false } },
      ...each(['eks:CreateAccessEntry', 'eks:DisassociateAccessPolicy']),
    ],
    forbids: [
      { actions: ['eks:AssociateAccessPolicy'], when: { ArnEquals: { 'eks:policyArn': ADMIN_POLICIES } } },
      { actions: ['eks:CreateCluster'], when: { BoolIfExists: { 'eks:bootstrapClusterCreatorAdminPermissions': 'true' } } },
    ],
    waysAround: [
      { request: { action: 'eks:AssociateAccessPolicy', context: { ...admin('AmazonEKSClusterAdminPolicy'), 'eks:accessScope': 'namespace' } } },
      ...[
        { action: 'eks:CreateAccessEntry', context: { 'eks:kubernetesGroups': ['admins'] } },
        { action: 'eks:AssociateIdentityProviderConfig' },
      ].map((request) => ({
        request,
        limit: 'Role bindings inside a cluster can give its users and groups any rights: eks:CreateAccessEntry, eks:AssociateIdentityProviderConfig',
      })),
      {
        request: { action: 'eks:AssociateAccessPolicy', context: admin('AmazonEKSAdminViewPolicy') },
        limit: 'Other access policies are allowed, such as AmazonEKSAdminViewPolicy, which reads all secrets of a cluster',
      },
    ],
  },
];
