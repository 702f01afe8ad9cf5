import { VpcOnlyGuardrails } from '../../../../../src';
import type { Forbidden, GuardrailCase } from '../guardrail-case';
import { each } from '../requests';

const NONVPC = 'restrict_nonvpc_deployment_scp.json';
const inVpc = (action: string, key: string, ...values: string[]) => ({ action, context: { [key]: values } });
const without = (key: string, ...actions: string[]): Forbidden => ({ actions, when: { Null: { [key]: 'true' } } });

const SAGEMAKER = [
  'AutoMLJob', 'AutoMLJobV2', 'Cluster', 'DataQualityJobDefinition', 'HyperParameterTuningJob', 'Job', 'Model', 'ModelBiasJobDefinition',
  'ModelExplainabilityJobDefinition', 'ModelQualityJobDefinition', 'MonitoringSchedule', 'ProcessingJob', 'TrainingJob',
].map((name) => `sagemaker:Create${name}`);
const domain = (action: string, context: Record<string, string | string[]>) => ({ action: `sagemaker:${action}`, context });
const SUBNETS = { 'sagemaker:VpcSubnets': ['subnet-0a1b2c3d'] };

export const VPC_ONLY_CASES: readonly GuardrailCase[] = [
  {
    build: VpcOnlyGuardrails.requireVpcForFunctions,
    denied: each(['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration', 'lambda:RunMicrovm']),
    allowed: [
      { action: 'lambda:CreateFunction', context: { 'lambda:VpcIds': 'vpc-0a1b2c3d' } },
      { action: 'lambda:UpdateFunctionConfiguration', context: { 'lambda:VpcIds': 'vpc-0a1b2c3d' } }, ...each(['lambda:TerminateMicrovm', 'lambda:CreateMicrovmImage']),
    ],
    forbids: [without('lambda:VpcIds', 'lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration')],
    waysAround: [
      { request: { action: 'lambda:CreateFunction', context: { 'lambda:Layer': ['arn:aws:lambda:eu-west-1:111122223333:layer:tools:1'] } } },
      { request: { action: 'lambda:RunMicrovm', context: { 'lambda:VpcIds': 'vpc-0a1b2c3d' } } },
      { request: { action: 'lambda:ResumeMicrovm' }, limit: 'MicroVMs that are already running outside a VPC can be suspended and resumed: lambda:ResumeMicrovm' },
      { request: { action: 'lambda:UpdateFunctionCode' }, limit: 'Existing functions outside a VPC keep running and can get new code' },
      { request: { action: 'cloudfront:CreateFunction' }, limit: 'Functions of Amazon CloudFront and Lambda@Edge run outside a VPC' },
    ],
    published: NONVPC,
    differences: [{ difference: 'Denies functions only', reason: 'Each service has its own guardrail' }],
  },
  {
    build: VpcOnlyGuardrails.requireVpcForSageMaker,
    denied: [
      ...each([...SAGEMAKER, 'sagemaker:UpdateMonitoringSchedule']),
      domain('CreateDomain', { 'sagemaker:AppNetworkAccessType': 'VpcOnly' }), domain('CreateDomain', SUBNETS),
      domain('CreateDomain', { ...SUBNETS, 'sagemaker:AppNetworkAccessType': 'PublicInternetOnly' }),
      domain('UpdateDomain', { 'sagemaker:AppNetworkAccessType': 'PublicInternetOnly' }),
      domain('CreateNotebookInstance', { 'sagemaker:DirectInternetAccess': 'Disabled' }), domain('CreateNotebookInstance', SUBNETS),
      domain('CreateNotebookInstance', { ...SUBNETS, 'sagemaker:DirectInternetAccess': 'Enabled' }),
    ],
    allowed: [
      ...each(SAGEMAKER, { context: SUBNETS }),
      domain('CreateDomain', { ...SUBNETS, 'sagemaker:AppNetworkAccessType': 'VpcOnly' }),
      domain('UpdateDomain', { 'sagemaker:AppNetworkAccessType': 'VpcOnly' }), domain('UpdateDomain', {}),
      domain('CreateNotebookInstance', { ...SUBNETS, 'sagemaker:DirectInternetAccess': 'Disabled' }),
    ],
    forbids: [
      without('sagemaker:VpcSubnets', ...SAGEMAKER, 'sagemaker:CreateDomain', 'sagemaker:CreateNotebookInstance',
        'sagemaker:UpdateMonitoringSchedule'),
      { actions: ['sagemaker:CreateDomain'], when: { StringNotEquals: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' } } },
      { actions: ['sagemaker:UpdateDomain'], when: { StringLike: { 'sagemaker:AppNetworkAccessType': '*' }, StringNotEquals: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' } } },
      { actions: ['sagemaker:CreateNotebookInstance'], when: { StringNotEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' } } },
    ],
    waysAround: [
      { request: domain('CreateNotebookInstance', SUBNETS) },
      { request: domain('CreateDomain', SUBNETS) },
      {
        request: { action: 'sagemaker:CreateLabelingJob' },
        limit: 'Labeling jobs, MLflow, partner apps and endpoints of inference components have no key, or none that can be required',
      },
    ],
    published: NONVPC,
    differences: [
      { difference: 'Allows changes of domains that do not change network and subnets', reason: 'They change other settings' },
      { difference: 'Denies notebooks without a setting for internet access', reason: 'The default is direct access' },
    ],
  },
  {
    build: VpcOnlyGuardrails.requireVpcForGlue,
    denied: each(['glue:CreateJob', 'glue:UpdateJob', 'glue:CreateSession', 'glue:CreateDevEndpoint']),
    allowed: [
      inVpc('glue:CreateJob', 'glue:VpcIds', 'vpc-0a1b2c3d'), inVpc('glue:UpdateJob', 'glue:VpcIds', 'vpc-0a1b2c3d'),
      inVpc('glue:CreateSession', 'glue:VpcIds', 'vpc-0a1b2c3d'), { action: 'glue:StartJobRun' },
    ],
    forbids: [without('glue:VpcIds', 'glue:CreateJob', 'glue:UpdateJob', 'glue:CreateSession')],
    waysAround: [
      { request: { action: 'glue:CreateSession' } },
      { request: { action: 'glue:CreateDevEndpoint' } },
      { request: { action: 'glue:CreateCrawler' }, limit: 'Crawlers, machine learning transforms and integrations have no condition key for the VPC' },
      { request: { action: 'glue:UpdateConnection' }, limit: 'A connection that jobs use can be changed to another network: glue:UpdateConnection' },
    ],
    published: NONVPC,
    differences: [{ difference: 'Also denies interactive sessions outside a VPC and development endpoints', reason: 'They run the same code' }],
  },
  {
    build: VpcOnlyGuardrails.requireVpcForCodeBuild,
    denied: each(['codebuild:CreateProject', 'codebuild:UpdateProject', 'codebuild:CreateFleet', 'codebuild:UpdateFleet']),
    allowed: ['codebuild:CreateProject', 'codebuild:UpdateProject', 'codebuild:CreateFleet', 'codebuild:UpdateFleet']
      .map((action) => ({ action, context: { 'codebuild:vpcConfig.vpcId': 'vpc-0a1b2c3d' } })),
    forbids: [
      without('codebuild:vpcConfig.vpcId', 'codebuild:CreateProject', 'codebuild:UpdateProject', 'codebuild:CreateFleet',
        'codebuild:UpdateFleet'),
    ],
    waysAround: [
      { request: { action: 'codebuild:CreateProject', context: { 'codebuild:environment.image': 'aws/codebuild/standard:7.0' } } },
      { request: { action: 'codebuild:StartBuild' }, limit: 'Existing projects outside a VPC keep building' },
    ],
    published: NONVPC,
    differences: [],
  },
  {
    build: VpcOnlyGuardrails.requireVpcForCloudShell,
    denied: each(['cloudshell:CreateEnvironment']),
    allowed: [inVpc('cloudshell:CreateEnvironment', 'cloudshell:VpcIds', 'vpc-0a1b2c3d'), { action: 'cloudshell:DeleteEnvironment' }],
    forbids: [without('cloudshell:VpcIds', 'cloudshell:CreateEnvironment')],
    waysAround: [{ request: { action: 'cloudshell:StartEnvironment' }, limit: 'Existing environments outside a VPC can still be started' }],
    published: NONVPC,
    differences: [],
  },
  {
    build: VpcOnlyGuardrails.requireVpcForAppRunner,
    denied: each(['apprunner:CreateService', 'apprunner:UpdateService']),
    allowed: ['apprunner:CreateService', 'apprunner:UpdateService'].map((action) => (
      { action, context: { 'apprunner:VpcConnectorArn': 'arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/private/1/0a1b2c3d' } })),
    forbids: [without('apprunner:VpcConnectorArn', 'apprunner:CreateService', 'apprunner:UpdateService')],
    waysAround: [
      { request: { action: 'apprunner:ResumeService' }, limit: 'Existing services without a VPC keep running, and requests still come in from the internet' },
    ],
    published: NONVPC,
    differences: [],
  },
  {
    build: VpcOnlyGuardrails.denyRunbooksAndConnections,
    denied: each([
      'ssm:StartAutomationExecution', 'ssm:StartChangeRequestExecution', 'codeconnections:CreateConnection',
      'codestar-connections:UseConnection', 'apprunner:CreateConnection', 'codeartifact:AssociateExternalConnection',
      'codebuild:ImportSourceCredentials', 'glue:UpdateJobFromSourceControl', 'glue:UpdateSourceControlFromJob', 'sagemaker:CreateCodeRepository',
    ]),
    allowed: [{ action: 'ssm:StopAutomationExecution' }, { action: 'ssm:SendCommand' }],
    waysAround: [
      { request: { action: 'ssm:StartChangeRequestExecution' } },
      { request: { action: 'codeconnections:UseConnection' } },
      ...each(['ssm:RegisterTaskWithMaintenanceWindow', 'config:StartRemediationExecution']).map((request) => (
        { request, limit: 'Associations, maintenance windows, AWS Config remediations and Amazon EventBridge rules can start runbooks too' })),
      { request: { action: 'amplify:CreateApp' }, limit: 'AWS Amplify connects its apps with external repositories itself: amplify:CreateApp' },
    ],
    published: NONVPC,
    differences: [
      { difference: 'Also denies change requests, the newer prefix of connections and those of other services', reason: 'They do the same' },
    ],
  },
  {
    build: VpcOnlyGuardrails.requireVpcForAgents,
    denied: each([
      'bedrock-agentcore:CreateAgentRuntime', 'bedrock-agentcore:CreateBrowser', 'bedrock-agentcore:CreateCodeInterpreter',
      'bedrock-agentcore:UpdateAgentRuntime',
    ]),
    allowed: [
      ...each(['bedrock-agentcore:CreateAgentRuntime', 'bedrock-agentcore:UpdateAgentRuntime', 'bedrock-agentcore:CreateBrowser'], {
        context: { 'bedrock-agentcore:subnets': ['subnet-0a1b2c3d'] },
      }),
      { action: 'bedrock-agentcore:InvokeAgentRuntime' },
    ],
    forbids: [
      without('bedrock-agentcore:subnets', 'bedrock-agentcore:CreateAgentRuntime', 'bedrock-agentcore:UpdateAgentRuntime',
        'bedrock-agentcore:CreateBrowser', 'bedrock-agentcore:CreateCodeInterpreter'),
    ],
    waysAround: [
      { request: { action: 'bedrock-agentcore:UpdateAgentRuntime', context: { 'bedrock-agentcore:securityGroups': ['sg-0a1b2c3d'] } } },
      {
        request: { action: 'bedrock-agentcore:StartBrowserSession' },
        limit: 'The browser and the code interpreter that AWS provides run outside VPCs: bedrock-agentcore:StartBrowserSession',
      },
    ],
  },
];
