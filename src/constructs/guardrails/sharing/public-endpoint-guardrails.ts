import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

/**
 * Guardrails that keep data services off the internet. For databases, buckets, snapshots and functions, see `PublicAccessGuardrails`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'NoPublicEndpoints', {
 *   guardrails: [
 *     PublicEndpointGuardrails.denyPublicKafkaClusters(),
 *     PublicEndpointGuardrails.denyPublicGraphs(),
 *     PublicEndpointGuardrails.protectPublicAccessSettings(),
 *   ],
 * }));
 */
export class PublicEndpointGuardrails {
  /**
   * Denies turning on public access to clusters of Amazon MSK. A new cluster has none.
   *
   * Source: Amazon MSK Developer Guide, "Turn on public access to an MSK Provisioned cluster"; Service Authorization Reference, Amazon
   * Managed Streaming for Apache Kafka (`kafka:publicAccessEnabled`).
   */
  public static denyPublicKafkaClusters(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-kafka-clusters',
      description: 'Denies public access to Amazon MSK clusters',
      denials: [{ sid: 'DenyPublicKafkaClusters', actions: ['kafka:UpdateConnectivity'], conditions: { Bool: { 'kafka:publicAccessEnabled': 'true' } } }],
      limits: ['The policy of a cluster can admit VPCs of other accounts: kafka:PutClusterPolicy, which deny-resource-policies covers'],
    }, props);
  }

  /**
   * Denies creating, restoring and changing graphs of Neptune Analytics with a public endpoint. A request that leaves the setting out
   * creates none.
   *
   * Source: Neptune Analytics User Guide, "Connecting to a graph"; Service Authorization Reference, Amazon Neptune Analytics
   * (`neptune-graph:PublicConnectivity`).
   */
  public static denyPublicGraphs(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-graphs',
      description: 'Denies public endpoints of Neptune Analytics graphs',
      denials: [{
        sid: 'DenyPublicGraphs',
        actions: [
          'neptune-graph:CreateGraph', 'neptune-graph:CreateGraphUsingImportTask', 'neptune-graph:RestoreGraphFromSnapshot',
          'neptune-graph:UpdateGraph',
        ],
        conditions: { Bool: { 'neptune-graph:PublicConnectivity': 'true' } },
      }],
      limits: ['Existing graphs keep their public endpoint: neptune-graph:ReadDataViaQuery'],
    }, props);
  }

  /**
   * Denies changing settings of the account that block public access: those of Amazon EMR, and public dashboards of Amazon Quick Sight.
   * Set them first: the guardrail preserves the current settings. Those of Amazon S3 are in `PublicAccessGuardrails`.
   *
   * Source: Amazon EMR Management Guide, "Using Amazon EMR block public access"; Amazon EMR API Reference,
   * "PutBlockPublicAccessConfiguration"; Amazon Quick Sight API Reference, "UpdatePublicSharingSettings"; Service Authorization Reference.
   */
  public static protectPublicAccessSettings(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-public-access-settings',
      description: 'Denies changing the blocks of public access of Amazon EMR and Amazon Quick Sight',
      denials: [{
        sid: 'ProtectPublicAccessSettings',
        actions: ['elasticmapreduce:PutBlockPublicAccessConfiguration', 'quicksight:UpdatePublicSharingSettings'],
      }],
      limits: ['Amazon EC2 and Amazon S3 have guardrails of their own: add deny-public-images, deny-public-snapshots and protect-s3-public-access-block'],
    }, props);
  }

  private constructor() {}
}
