import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

/**
 * Actions of Amazon SageMaker AI whose requests tell the subnets, and which run in a network of the service without them.
 *
 * Source: aws-samples, data-perimeter-policy-examples, `restrict_nonvpc_deployment_scp.json`, but for `UpdateDomain`, which leaves the
 * subnets of a domain as they are; Service Authorization Reference.
 */
const SAGEMAKER_ACTIONS_WITH_SUBNETS = [
  'sagemaker:CreateAutoMLJob', 'sagemaker:CreateAutoMLJobV2', 'sagemaker:CreateCluster', 'sagemaker:CreateDataQualityJobDefinition',
  'sagemaker:CreateDomain', 'sagemaker:CreateHyperParameterTuningJob', 'sagemaker:CreateModel', 'sagemaker:CreateModelBiasJobDefinition',
  'sagemaker:CreateModelExplainabilityJobDefinition', 'sagemaker:CreateModelQualityJobDefinition', 'sagemaker:CreateMonitoringSchedule',
  'sagemaker:CreateNotebookInstance', 'sagemaker:CreateProcessingJob', 'sagemaker:CreateTrainingJob', 'sagemaker:UpdateMonitoringSchedule',
];

/**
 * Guardrails that keep code of services in VPCs, where its traffic can be seen and limited.
 *
 * All of them are modelled on an example of the AWS Whitepaper "Building a Data Perimeter on AWS",
 * `restrict_nonvpc_deployment_scp.json`.
 */
export class VpcOnlyGuardrails {
  /**
   * Functions of AWS Lambda run in a VPC. A change of their configuration must name the subnets again, as the service tells the VPC of the
   * request alone.
   *
   * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC" (IAM condition keys for VPC
   * settings).
   */
  public static requireVpcForFunctions(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-functions',
      description: 'Functions run in a VPC',
      denials: [{
        sid: 'RequireVpcForFunctions',
        actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
        conditions: { Null: { 'lambda:VpcIds': 'true' } },
      }],
      limits: ['Functions that exist outside a VPC go on, with new code too', 'Functions of Amazon CloudFront and Lambda@Edge run outside a VPC'],
    }, props);
  }

  /**
   * Jobs, models, clusters, domains and notebooks of Amazon SageMaker AI run in a VPC, domains and notebooks without the service's own way
   * to the internet. A new domain and a new notebook must say so, as the default is that way.
   *
   * Source: Amazon SageMaker AI Developer Guide, "Connect to SageMaker AI Within your VPC"; Amazon SageMaker API Reference, "CreateDomain"
   * (`AppNetworkAccessType`) and "CreateNotebookInstance" (`DirectInternetAccess`).
   */
  public static requireVpcForSageMaker(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-sage-maker',
      description: 'Amazon SageMaker AI works in a VPC',
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
          conditions: { StringEquals: { 'sagemaker:AppNetworkAccessType': 'PublicInternetOnly' } },
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
   * Jobs and interactive sessions of AWS Glue run in a VPC, which their connections name. Development endpoints, which have no key, are
   * denied.
   *
   * Source: AWS Glue Developer Guide, "Control policies that control settings using condition keys"; Service Authorization Reference, which
   * has the key for sessions as well.
   */
  public static requireVpcForGlue(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-glue',
      description: 'AWS Glue works in a VPC',
      denials: [
        {
          sid: 'RequireVpcForGlue',
          actions: ['glue:CreateJob', 'glue:CreateSession', 'glue:UpdateJob'],
          conditions: { Null: { 'glue:VpcIds': 'true' } },
        },
        { sid: 'DenyGlueDevelopmentEndpoints', actions: ['glue:CreateDevEndpoint'] },
      ],
      limits: ['Crawlers, machine learning transforms and integrations have no key for it'],
    }, props);
  }

  /**
   * Projects and fleets of AWS CodeBuild build in a VPC. A change must name the VPC again.
   *
   * Source: AWS CodeBuild User Guide, "Using AWS CodeBuild condition keys as IAM service context keys to control access".
   */
  public static requireVpcForCodeBuild(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-code-build',
      description: 'AWS CodeBuild builds in a VPC',
      denials: [{
        sid: 'RequireVpcForCodeBuild',
        actions: ['codebuild:CreateFleet', 'codebuild:CreateProject', 'codebuild:UpdateFleet', 'codebuild:UpdateProject'],
        conditions: { Null: { 'codebuild:vpcConfig.vpcId': 'true' } },
      }],
      limits: ['Projects that exist outside a VPC go on'],
    }, props);
  }

  /**
   * Environments of AWS CloudShell run in a VPC. Each user starts with one outside: it is denied too, so that CloudShell works after an
   * environment in a VPC was created.
   *
   * Source: AWS CloudShell User Guide, "Managing AWS CloudShell access and usage with IAM policies".
   */
  public static requireVpcForCloudShell(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-cloud-shell',
      description: 'AWS CloudShell works in a VPC',
      denials: [{
        sid: 'RequireVpcForCloudShell',
        actions: ['cloudshell:CreateEnvironment'],
        conditions: { Null: { 'cloudshell:VpcIds': 'true' } },
      }],
      limits: ['Environments that exist outside a VPC can still be started'],
    }, props);
  }

  /**
   * Services of AWS App Runner reach out through a VPC. A change must name the connector again.
   *
   * Source: AWS App Runner Developer Guide, "How App Runner works with IAM"; Service Authorization Reference, "Actions, resources, and
   * condition keys for AWS App Runner".
   */
  public static requireVpcForAppRunner(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vpc-for-app-runner',
      description: 'AWS App Runner reaches out through a VPC',
      denials: [{
        sid: 'RequireVpcForAppRunner',
        actions: ['apprunner:CreateService', 'apprunner:UpdateService'],
        conditions: { Null: { 'apprunner:VpcConnectorArn': 'true' } },
      }],
      limits: ['Services that exist without a VPC go on, and requests still come in from the internet'],
    }, props);
  }

  /**
   * Nobody runs Automation runbooks, whose scripts run in a network of AWS Systems Manager, or connects repositories of other providers.
   *
   * Source: `restrict_nonvpc_deployment_scp.json`, which leaves out change requests and the newer prefix of connections; AWS Systems
   * Manager User Guide, "Running automations".
   */
  public static denyRunbooksAndConnections(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-runbooks-and-connections',
      description: 'Nobody runs Automation runbooks or connects repositories of other providers',
      denials: [{
        sid: 'DenyRunbooksAndConnections',
        actions: ['codeconnections:*', 'codestar-connections:*', 'ssm:StartAutomationExecution', 'ssm:StartChangeRequestExecution'],
      }],
      limits: ['Associations, maintenance windows and rules of Amazon EventBridge start runbooks too'],
    }, props);
  }

  private constructor() {}
}
