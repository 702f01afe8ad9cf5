import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-codecommit';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CodePipeline, CodePipelineSource, ShellStep } from 'aws-cdk-lib/pipelines';
import { addOrganization, ELSEWHERE, type LegitimateApp, MANAGEMENT, organizationStack } from './legitimate-app';

export const pipelines: LegitimateApp = {
  name: 'a pipeline of CDK Pipelines',
  build: (app, change) => {
    const stack = new Stack(app, 'Pipeline', { env: MANAGEMENT });
    const pipeline = new CodePipeline(stack, 'Pipeline', {
      synth: new ShellStep('Synth', {
        input: CodePipelineSource.codeCommit(Repository.fromRepositoryName(stack, 'Repository', 'organization'), 'main'),
        commands: ['npm ci', 'npx cdk synth'],
      }),
    });
    const stage = new Stage(app, 'Deploy', { env: MANAGEMENT });
    organizationStack(stage, change);
    pipeline.addStage(stage);
  },
};

export const nestedStacks: LegitimateApp = {
  name: 'nested stacks',
  build: (app, change) => {
    const stack = new Stack(app, 'Organization', { env: MANAGEMENT });
    addOrganization(new NestedStack(stack, 'Accounts'), change);
    new Bucket(new NestedStack(stack, 'Logs'), 'Bucket');
  },
};

export const stages: LegitimateApp = {
  name: 'stages',
  build: (app, change) => {
    organizationStack(new Stage(app, 'Prod', { env: MANAGEMENT }), change);
    new Bucket(new Stack(new Stage(app, 'Tools', { env: ELSEWHERE }), 'Logs'), 'Bucket');
  },
};
