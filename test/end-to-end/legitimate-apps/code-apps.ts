import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { DockerImageCode, DockerImageFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { ELSEWHERE, type LegitimateApp, MANAGEMENT, organizationStack } from './legitimate-app';

const ROOT = join(__dirname, '..', '..', '..');
const SERVICE = join(__dirname, 'service');

export const dockerAsset: LegitimateApp = {
  name: 'a docker image in an unrelated stack',
  build: (app, change) => {
    organizationStack(app, change);
    new DockerImageFunction(new Stack(app, 'Service', { env: ELSEWHERE }), 'Function', { code: DockerImageCode.fromImageAsset(SERVICE) });
  },
};

export const bundledFunction: LegitimateApp = {
  name: 'a function that is bundled at synthesis',
  build: (app, change) => {
    organizationStack(app, change);
    new NodejsFunction(new Stack(app, 'Reports', { env: MANAGEMENT }), 'Function', {
      entry: join(SERVICE, 'handler.ts'),
      runtime: Runtime.NODEJS_22_X,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      projectRoot: ROOT,
      bundling: { logLevel: LogLevel.SILENT },
    });
  },
};
