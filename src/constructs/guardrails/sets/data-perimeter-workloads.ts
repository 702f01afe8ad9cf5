import type { ControlRow } from './control-rows';
import type { Guardrail } from '../guardrail';
import { VpcOnlyGuardrails } from '../network/vpc-only-guardrails';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';

type Name = 'requireVpcForSageMaker' | 'requireVpcForFunctions' | 'requireVpcForGlue' | 'requireVpcForCloudShell' | 'requireVpcForAppRunner'
| 'requireVpcForCodeBuild' | 'denyRunbooksAndConnections';

const row = (ids: string[], title: string, by: Name): ControlRow<Name> => ({ ids, title, by: [by], option: 'requireVpcs' });

/** The statements of `restrict_nonvpc_deployment_scp.json`. */
export const WORKLOAD_ROWS: readonly ControlRow<Name>[] = [
  row(['PreventNonVPCDeploymentSageMaker', 'PreventNonVpcOnlySageMakerDomain', 'PreventDirectInternetAccessSageMakerNotebook'],
    'Amazon SageMaker AI runs in VPCs', 'requireVpcForSageMaker'),
  row(['PreventNonVPCDeploymentLambda'], 'Functions run in VPCs', 'requireVpcForFunctions'),
  row(['PreventNonVPCDeploymentGlueJob'], 'AWS Glue runs in VPCs', 'requireVpcForGlue'),
  row(['PreventNonVPCDeploymentCloudShell'], 'AWS CloudShell runs in VPCs', 'requireVpcForCloudShell'),
  row(['PreventNonVPCDeploymentAppRunner'], 'AWS App Runner uses VPCs for outbound traffic', 'requireVpcForAppRunner'),
  row(['PreventNonVPCDeploymentCodeBuild'], 'AWS CodeBuild builds in VPCs', 'requireVpcForCodeBuild'),
  row(['PreventDeploymentSSMAutomationRunbook', 'PreventDeploymentCodeStarConnections'],
    'No runbooks and repository connections, which run outside VPCs', 'denyRunbooksAndConnections'),
];

export function workloadGuardrails(requireVpcs: boolean, exempt: ExemptPrincipalsProps): Record<Name, Guardrail | undefined> {
  const optional = (build: (props: ExemptPrincipalsProps) => Guardrail) => (requireVpcs ? build(exempt) : undefined);
  return {
    requireVpcForSageMaker: optional(VpcOnlyGuardrails.requireVpcForSageMaker),
    requireVpcForFunctions: optional(VpcOnlyGuardrails.requireVpcForFunctions),
    requireVpcForGlue: optional(VpcOnlyGuardrails.requireVpcForGlue),
    requireVpcForCloudShell: optional(VpcOnlyGuardrails.requireVpcForCloudShell),
    requireVpcForAppRunner: optional(VpcOnlyGuardrails.requireVpcForAppRunner),
    requireVpcForCodeBuild: optional(VpcOnlyGuardrails.requireVpcForCodeBuild),
    denyRunbooksAndConnections: optional(VpcOnlyGuardrails.denyRunbooksAndConnections),
  };
}
