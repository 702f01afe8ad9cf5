import { Construct } from 'constructs';
import { problem } from '../../validation';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block } from '../management/policy-tree';
import type { RegionEnablement } from '../management/region-enablement';
import { regionListProblems, regionLists } from '../management/regions';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `InspectorPolicy`. */
export interface InspectorPolicyProps extends ManagementPolicyProps {
  /**
   * Regions in which Amazon Inspector scans Amazon EC2 instances.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html#inspector-scan-types
   * @default - not set by this policy
   */
  readonly ec2Scanning?: RegionEnablement;
  /**
   * Regions in which Amazon Inspector scans images in Amazon ECR.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html#inspector-scan-types
   * @default - not set by this policy
   */
  readonly ecrScanning?: RegionEnablement;
  /**
   * Regions in which Amazon Inspector scans Lambda functions.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html#inspector-scan-types
   * @default - not set by this policy
   */
  readonly lambdaStandardScanning?: RegionEnablement;
  /**
   * Regions in which Amazon Inspector scans the code of Lambda functions. Requires `lambdaStandardScanning`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html#inspector-scan-types
   * @default - not set by this policy
   */
  readonly lambdaCodeScanning?: RegionEnablement;
  /**
   * Regions in which Amazon Inspector scans code repositories.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html#inspector-scan-types
   * @default - not set by this policy
   */
  readonly codeRepositoryScanning?: RegionEnablement;
}

/**
 * An Amazon Inspector policy: the scan types that are enabled in each Region.
 *
 * Source: AWS Organizations User Guide, "Amazon Inspector policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inspector_syntax.html
 * @example
 * declare const workloads: OrganizationalUnit;
 * const everywhere = { enableInRegions: ['ALL_SUPPORTED'] };
 * workloads.attachPolicy(new InspectorPolicy(this, 'Scans', {
 *   ec2Scanning: everywhere,
 *   ecrScanning: everywhere,
 *   lambdaStandardScanning: everywhere,
 * }));
 */
export class InspectorPolicy extends Policy {
  constructor(scope: Construct, id: string, props: InspectorPolicyProps) {
    const { ec2Scanning, ecrScanning, lambdaStandardScanning, lambdaCodeScanning, codeRepositoryScanning } = props;
    const scans = { ec2Scanning, ecrScanning, lambdaStandardScanning, lambdaCodeScanning, codeRepositoryScanning };
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.INSPECTOR_POLICY, noun: 'Inspector policy', topKey: 'inspector' }, props, {
      props: scans,
      tree: () => block({
        enablement: block({
          ec2_scanning: regionLists(ec2Scanning),
          ecr_scanning: regionLists(ecrScanning),
          lambda_standard_scanning: block({
            ...regionLists(lambdaStandardScanning), lambda_code_scanning: regionLists(lambdaCodeScanning),
          }),
          code_repository_scanning: regionLists(codeRepositoryScanning),
        }),
      }),
      problems: () => [
        ...Object.values(scans).flatMap((regions) => regionListProblems(regions)),
        ...(lambdaCodeScanning && !lambdaStandardScanning ? [LAMBDA_STANDARD_MISSING] : []),
      ],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

const LAMBDA_STANDARD_MISSING = problem({
  wrong: 'Lambda code scanning needs Lambda standard scanning',
  given: 'lambdaCodeScanning',
  remedy: 'Give lambdaStandardScanning as well',
});
