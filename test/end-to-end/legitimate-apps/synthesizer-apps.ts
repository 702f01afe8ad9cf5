import { AppStagingSynthesizer } from '@aws-cdk/app-staging-synthesizer-alpha';
import { CliCredentialsStackSynthesizer, DefaultStackSynthesizer, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { addOrganization, ELSEWHERE, type LegitimateApp, MANAGEMENT, organizationStack } from './legitimate-app';

export const customQualifier: LegitimateApp = {
  name: 'a custom qualifier',
  props: () => ({ defaultStackSynthesizer: new DefaultStackSynthesizer({ qualifier: 'platform' }) }),
  build: organizationStack,
};

export const appStaging: LegitimateApp = {
  name: 'the app staging synthesizer',
  props: () => ({ defaultStackSynthesizer: AppStagingSynthesizer.defaultResources({ appId: 'platform', stagingBucketEncryption: BucketEncryption.S3_MANAGED }) }),
  build: organizationStack,
};

export const noRoles: LegitimateApp = {
  name: 'no roles of the bootstrap stack',
  props: () => ({ defaultStackSynthesizer: new CliCredentialsStackSynthesizer() }),
  build: organizationStack,
};

export const legacyElsewhere: LegitimateApp = {
  name: 'the legacy synthesizer in another account',
  build: (app, change) => {
    organizationStack(app, change);
    const stack = new Stack(app, 'Website', { env: ELSEWHERE, synthesizer: new LegacyStackSynthesizer() });
    const { s3ObjectUrl } = new Asset(stack, 'Page', { path: __filename });
    new StringParameter(stack, 'Address', { stringValue: s3ObjectUrl });
  },
};

export const legacyOrganization: LegitimateApp = {
  name: 'the legacy synthesizer for the organization',
  build: (app, change) => addOrganization(new Stack(app, 'Organization', { env: MANAGEMENT, synthesizer: new LegacyStackSynthesizer() }), change),
};
