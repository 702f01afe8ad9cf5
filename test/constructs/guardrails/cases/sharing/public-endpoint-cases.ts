import { PublicEndpointGuardrails } from '../../../../../src';
import type { GuardrailCase } from '../guardrail-case';
import { each } from '../requests';

const GRAPH_ACTIONS = [
  'neptune-graph:CreateGraph', 'neptune-graph:CreateGraphUsingImportTask', 'neptune-graph:RestoreGraphFromSnapshot', 'neptune-graph:UpdateGraph',
];

export const PUBLIC_ENDPOINT_CASES: readonly GuardrailCase[] = [
  {
    build: PublicEndpointGuardrails.denyPublicKafkaClusters,
    denied: [{ action: 'kafka:UpdateConnectivity', context: { 'kafka:publicAccessEnabled': true } }],
    allowed: [
      { action: 'kafka:UpdateConnectivity', context: { 'kafka:publicAccessEnabled': false } }, ...each(['kafka:UpdateConnectivity', 'kafka:CreateClusterV2']),
    ],
    forbids: [{ actions: ['kafka:UpdateConnectivity'], when: { Bool: { 'kafka:publicAccessEnabled': 'true' } } }],
    waysAround: [{
      request: { action: 'kafka:PutClusterPolicy' },
      limit: 'The policy of a cluster can admit VPCs of other accounts: kafka:PutClusterPolicy, which deny-resource-policies covers',
    }],
  },
  {
    build: PublicEndpointGuardrails.denyPublicGraphs,
    denied: each(GRAPH_ACTIONS, { context: { 'neptune-graph:PublicConnectivity': true } }),
    allowed: [...each(GRAPH_ACTIONS, { context: { 'neptune-graph:PublicConnectivity': false } }), ...each(GRAPH_ACTIONS)],
    forbids: [{ actions: GRAPH_ACTIONS, when: { Bool: { 'neptune-graph:PublicConnectivity': 'true' } } }],
    waysAround: [
      { request: { action: 'neptune-graph:RestoreGraphFromSnapshot', context: { 'neptune-graph:PublicConnectivity': true } } },
      { request: { action: 'neptune-graph:ReadDataViaQuery' }, limit: 'Existing graphs keep their public endpoint: neptune-graph:ReadDataViaQuery' },
    ],
  },
  {
    build: PublicEndpointGuardrails.protectPublicAccessSettings,
    denied: each(['elasticmapreduce:PutBlockPublicAccessConfiguration', 'quicksight:UpdatePublicSharingSettings']),
    allowed: each(['elasticmapreduce:GetBlockPublicAccessConfiguration', 'quicksight:UpdateDashboard']),
    waysAround: [{
      request: { action: 's3:PutAccountPublicAccessBlock' },
      limit: 'Amazon EC2 and Amazon S3 have guardrails of their own: add deny-public-images, deny-public-snapshots and protect-s3-public-access-block',
    }],
  },
];
