import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

/**
 * Actions of Amazon SageMaker AI whose requests contain the subnets. Without subnets, they run in a network of the service.
 *
 * Source: aws-samples, data-perimeter-policy-examples, `restrict_nonvpc_deployment_scp.json`, except `UpdateDomain`, which does not change
 * the subnets of a domain; Service Authorization Reference.
 */
const SAGEMAKER_ACTIONS_WITH_SUBNETS = [
  'sagemaker:CreateAutoMLJob', 'sagemaker:CreateAutoMLJobV2', 'sagemaker:CreateCluster', 'sagemaker:CreateDataQualityJobDefinition',
  'sagemaker:CreateDomain', 'sagemaker:CreateHyperParameterTuningJob', 'sagemaker:CreateJob', 'sagemaker:CreateModel', 'sagemaker:CreateModelBiasJobDefinition',
  'sagemaker:CreateModelExplainabilityJobDefinition', 'sagemaker:CreateModelQualityJobDefinition', 'sagemaker:CreateMonitoringSchedule',
  'sagemaker:CreateNotebookInstance', 'sagemaker:CreateProcessingJob', 'sagemaker:CreateTrainingJob', 'sagemaker:UpdateMonitoringSchedule',
];

/**
 * Guardrails that require services to run code in VPCs, where you can monitor and limit its traffic.
 *
 * Source: AWS Whitepaper "Building a Data Perimeter on AWS" and its example `restrict_nonvpc_deployment_scp.json`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'VpcOnly', {
 *   guardrails: [VpcOnlyGuardrails.requireVpcForFunctions(), VpcOnlyGuardrails.requireVpcForGlue()],
 * }));
 */
export class VpcOnlyGuardrails {
  /**
   * Requires a VPC for AWS Lambda functions. A change of the configuration must name the subnets again, since the condition key contains
   * only the VPC of the request. MicroVMs, which have access to the internet and no condition key for the VPC, are denied.
   *
   * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC" (IAM condition keys for VPC
   * settings); Service Authorization Reference, AWS Lambda.
   */
  public static requireVpcForFunctions(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-functions',
      description: 'Requires a VPC for Lambda functions',
      denials: [
        {
          sid: 'RequireVpcForFunctions',
          actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
          conditions: { Null: { 'lambda:VpcIds': 'true' } },
        },
        { sid: 'DenyMicrovms', actions: ['lambda:RunMicrovm'] },
      ],
      limits: [
        'Existing functions outside a VPC keep running and can get new code', 'Functions of Amazon CloudFront and Lambda@Edge run outside a VPC',
        'MicroVMs that are already running outside a VPC can be suspended and resumed: lambda:ResumeMicrovm',
      ],
    }, props);
  }

  /**
   * Requires a VPC for the jobs, models, clusters, domains and notebooks of Amazon SageMaker AI. Domains and notebooks must also turn off
   * the direct internet access of the service. A new domain or notebook must do so explicitly, since the default is direct access.
   *
   * Source: Amazon SageMaker AI Developer Guide, "Connect to SageMaker AI Within your VPC"; Amazon SageMaker API Reference, "CreateDomain"
   * (`AppNetworkAccessType`) and "CreateNotebookInstance" (`DirectInternetAccess`).
   */
  public static requireVpcForSageMaker(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-sage-maker',
      description: 'Requires a VPC for Amazon SageMaker AI',
      denials: [
        { sid: 'RequireVpcForSageMaker', actions: SAGEMAKER_ACTIONS_WITH_SUBNETS, conditions: { Null: { 'sagemaker:VpcSubnets': 'true' } } },
        {
          sid: 'CreateDomainsInVpcOnly',
          actions: ['sagemaker:CreateDomain'],
          conditions: { StringNotEquals: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' } },
        },
        {
          sid: 'KeepDomainsInVpcOnly',
          actions: ['sagemaker:UpdateDomain'],
          conditions: { StringNotEquals: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' }, Null: { 'sagemaker:AppNetworkAccessType': 'false' } },
        },
        {
          sid: 'CreateNotebooksInVpcOnly',
          actions: ['sagemaker:CreateNotebookInstance'],
          conditions: { StringNotEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' } },
        },
      ],
      limits: ['Labeling jobs, MLflow, partner apps and endpoints of inference components have no key, or none that can be required'],
    }, props);
  }

  /**
   * Requires a VPC, through a connection, for the jobs and interactive sessions of AWS Glue. Development endpoints, which have no
   * condition key for it, are denied.
   *
   * Source: AWS Glue Developer Guide, "Control policies that control settings using condition keys"; Service Authorization Reference, which
   * has the key for sessions as well.
   */
  public static requireVpcForGlue(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-glue',
      description: 'Requires a VPC for AWS Glue',
      denials: [
        {
          sid: 'RequireVpcForGlue',
          actions: ['glue:CreateJob', 'glue:CreateSession', 'glue:UpdateJob'],
          conditions: { Null: { 'glue:VpcIds': 'true' } },
        },
        { sid: 'DenyGlueDevelopmentEndpoints', actions: ['glue:CreateDevEndpoint'] },
      ],
      limits: [
        'Crawlers, machine learning transforms and integrations have no condition key for the VPC',
        'A connection that jobs use can be changed to another network: glue:UpdateConnection',
      ],
    }, props);
  }

  /**
   * Requires a VPC for the projects and fleets of AWS CodeBuild. A change must name the VPC again.
   *
   * Source: AWS CodeBuild User Guide, "Using AWS CodeBuild condition keys as IAM service context keys to control access".
   */
  public static requireVpcForCodeBuild(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-code-build',
      description: 'Requires a VPC for AWS CodeBuild',
      denials: [{
        sid: 'RequireVpcForCodeBuild',
        actions: ['codebuild:CreateFleet', 'codebuild:CreateProject', 'codebuild:UpdateFleet', 'codebuild:UpdateProject'],
        conditions: { Null: { 'codebuild:vpcConfig.vpcId': 'true' } },
      }],
      limits: ['Existing projects outside a VPC keep building'],
    }, props);
  }

  /**
   * Requires a VPC for AWS CloudShell environments. The default environment, which is outside a VPC, is denied too: users must first
   * create an environment in a VPC.
   *
   * Source: AWS CloudShell User Guide, "Managing AWS CloudShell access and usage with IAM policies".
   */
  public static requireVpcForCloudShell(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-cloud-shell',
      description: 'Requires a VPC for AWS CloudShell',
      denials: [{
        sid: 'RequireVpcForCloudShell',
        actions: ['cloudshell:CreateEnvironment'],
        conditions: { Null: { 'cloudshell:VpcIds': 'true' } },
      }],
      limits: ['Existing environments outside a VPC can still be started'],
    }, props);
  }

  /**
   * Requires a VPC connector for AWS App Runner services, so that outbound traffic goes through a VPC. A change must name the connector
   * again.
   *
   * Source: AWS App Runner Developer Guide, "How App Runner works with IAM"; Service Authorization Reference, "Actions, resources, and
   * condition keys for AWS App Runner".
   */
  public static requireVpcForAppRunner(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-app-runner',
      description: 'Requires outbound traffic through a VPC for AWS App Runner',
      denials: [{
        sid: 'RequireVpcForAppRunner',
        actions: ['apprunner:CreateService', 'apprunner:UpdateService'],
        conditions: { Null: { 'apprunner:VpcConnectorArn': 'true' } },
      }],
      limits: ['Existing services without a VPC keep running, and requests still come in from the internet'],
    }, props);
  }

  /**
   * Requires subnets for agent runtimes, browsers and code interpreters of Amazon Bedrock AgentCore.
   *
   * Source: Amazon Bedrock AgentCore Developer Guide, "Use IAM condition keys with AgentCore VPC settings" and "Configure Amazon Bedrock
   * AgentCore Runtime and tools for VPC"; Service Authorization Reference, Amazon Bedrock AgentCore (`bedrock-agentcore:subnets`).
   */
  public static requireVpcForAgents(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-agents',
      description: 'Requires a VPC for agents, browsers and code interpreters of Amazon Bedrock AgentCore',
      denials: [{
        sid: 'RequireVpcForAgents',
        actions: [
          'bedrock-agentcore:CreateAgentRuntime', 'bedrock-agentcore:CreateBrowser', 'bedrock-agentcore:CreateCodeInterpreter',
          'bedrock-agentcore:UpdateAgentRuntime',
        ],
        conditions: { Null: { 'bedrock-agentcore:subnets': 'true' } },
      }],
      limits: ['The browser and the code interpreter that AWS provides run outside VPCs: bedrock-agentcore:StartBrowserSession'],
    }, props);
  }

  /**
   * Denies running Automation runbooks, whose scripts run in a network of AWS Systems Manager, and connecting repositories of other
   * providers. It covers reading connections, too: if AWS Config records them with a role of your own, exempt that role. Public package
   * repositories (AWS CodeArtifact) and repositories of AWS CodeCommit for notebooks and jobs are denied as well.
   *
   * Source: `restrict_nonvpc_deployment_scp.json`, which omits change requests, the newer prefix of connections and those of other
   * services; AWS Systems Manager User Guide, "Running automations".
   */
  public static denyRunbooksAndConnections(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-runbooks-and-connections',
      description: 'Denies Automation runbooks and connections to external repositories',
      denials: [{
        sid: 'DenyRunbooksAndConnections',
        actions: [
          'apprunner:CreateConnection', 'codeartifact:AssociateExternalConnection', 'codebuild:ImportSourceCredentials',
          'codeconnections:*', 'codestar-connections:*', 'glue:UpdateJobFromSourceControl', 'glue:UpdateSourceControlFromJob', 'sagemaker:CreateCodeRepository',
          'ssm:StartAutomationExecution', 'ssm:StartChangeRequestExecution',
        ],
      }],
      limits: [
        'Associations, maintenance windows, AWS Config remediations and Amazon EventBridge rules can start runbooks too',
        'AWS Amplify connects its apps with external repositories itself: amplify:CreateApp',
      ],
    }, props);
  }

  private constructor() {}
}
