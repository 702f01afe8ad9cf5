import { App, type AppProps, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AccountGuardrails, Organization, ServiceControlPolicy } from '../../../src';

/** The account of the organization, in which its stack is deployed. */
export const MANAGEMENT = { account: '111111111111', region: 'us-east-1' };

/** An account of which the code of the organization says nothing. */
export const ELSEWHERE = { account: '333333333333', region: 'us-east-1' };

/** The change of a pull request: the value of a tag of an account. */
export interface Harmless {
  readonly stage: string;
}

/** An app as people write it: an organization, and one feature of the CDK. */
export interface LegitimateApp {
  /** The feature. */
  readonly name: string;
  /** A synthesizer keeps the assets of the apps that it was used for, so that each app gets its own. */
  readonly props?: () => AppProps;
  readonly build: (app: App, change: Harmless) => void;
}

/** An organization with two accounts and two policies. */
export function addOrganization(scope: Construct, { stage }: Harmless, description = 'For all accounts'): void {
  const { root } = new Organization(scope, 'Organization');
  const shop = root.addAccount('Shop', { email: 'shop@example.com' });
  Tags.of(shop).add('stage', stage);
  root.addAccount('Audit', { email: 'audit@example.com' });
  root.attachPolicy(new ServiceControlPolicy(scope, 'Baseline', { description, guardrails: [AccountGuardrails.denyLeavingOrganization()] }));
  shop.attachPolicy(new ServiceControlPolicy(scope, 'Users', { description, guardrails: [AccountGuardrails.denyRootUser()] }));
}

/** The stack of the organization, as the CDK makes it for people who choose nothing. */
export function organizationStack(scope: Construct, change: Harmless): Stack {
  const stack = new Stack(scope, 'Organization', { env: MANAGEMENT });
  addOrganization(stack, change);
  return stack;
}

/** Synthesizes an app into a folder. */
export function synthesizeApp({ props, build }: LegitimateApp, change: Harmless, outdir: string): void {
  const app = new App({ analyticsReporting: false, ...props?.(), outdir });
  build(app, change);
  app.synth();
}
