import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App, CfnOutput, CfnParameter, DefaultStackSynthesizer, LegacyStackSynthesizer, NestedStack, Stack, type StackProps, Stage,
} from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AssemblyFiles } from './assembly-files';
import { Account, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';

/** The account of the organization's stacks, with whose credentials a deployment begins. */
export const MANAGEMENT_ACCOUNT = '111111111111';
export const MEMBER_ACCOUNT = '222222222222';
export const REGION = 'us-east-1';

const MANAGEMENT = { account: MANAGEMENT_ACCOUNT, region: REGION };
const MEMBER = { account: MEMBER_ACCOUNT, region: 'eu-west-1' };

/** An organization with two accounts, one of which a denial names by reference. */
class OrganizationStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { env: MANAGEMENT, tags: { team: 'platform' }, ...props });
    const { root } = new Organization(this, 'Organization');
    const suffix = new CfnParameter(this, 'Suffix', { default: 'example' }).valueAsString;
    const workloads = new OrganizationalUnit(this, 'Workloads', { parent: root, organizationalUnitName: 'Workloads' });
    const logs = new Account(this, 'Logs', { accountName: 'logs', email: 'logs@example.com', parent: root });
    const sandbox = new Account(this, 'Sandbox', { accountName: 'sandbox', email: 'sandbox@example.com', parent: workloads });
    const deny = new iam.PolicyStatement({
      effect: iam.Effect.DENY, actions: ['s3:DeleteObject'], resources: ['*'], conditions: { StringEquals: { 'aws:ResourceAccount': logs.accountId } },
    });
    const guard = new ServiceControlPolicy(this, 'Guard', { policyName: 'guard', statements: [deny], description: suffix });
    guard.attachTo(workloads);
    guard.attachTo(sandbox);
  }
}

/** A function with a role, whose code is an asset. */
function addTool(stack: Stack): void {
  const tool = new lambda.Function(stack, 'Tool', {
    code: lambda.Code.fromAsset(join(__dirname, 'tool')), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
  });
  tool.addToRolePolicy(new iam.PolicyStatement({ actions: ['organizations:Describe*'], resources: ['*'] }));
}

function addAuditor(stack: Stack): void {
  const managedPolicies = [iam.ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')];
  new iam.Role(stack, 'Auditor', { assumedBy: new iam.AccountPrincipal('333333333333'), managedPolicies });
}

const SEEDS: Readonly<Record<string, (app: App) => void>> = {
  'two stacks': (app) => {
    const organization = new OrganizationStack(app, 'Org');
    const tools = new Stack(app, 'Tools', { env: MANAGEMENT, terminationProtection: true });
    addTool(tools);
    tools.node.addDependency(organization);
  },
  'a nested stack': (app) => {
    const stack = new OrganizationStack(app, 'Org');
    const nested = new NestedStack(stack, 'Inner');
    addAuditor(nested);
  },
  'a stage': (app) => {
    const stage = new Stage(app, 'Prod', { env: MANAGEMENT });
    new OrganizationStack(stage, 'Org', { stackName: 'organization' });
  },
  'stacks of two accounts': (app) => {
    new OrganizationStack(app, 'Org');
    const member = new Stack(app, 'Member', { env: MEMBER });
    addTool(member);
    new CfnOutput(member, 'Region', { value: member.region });
  },
  'a qualifier of its own': (app) => {
    new OrganizationStack(app, 'Org', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'landing' }) });
  },
  'a template that is sent along': (app) => {
    const stack = new Stack(app, 'Audit', { env: MANAGEMENT, synthesizer: new LegacyStackSynthesizer() });
    addAuditor(stack);
    new OrganizationStack(app, 'Org');
  },
  'no environment': (app) => {
    new OrganizationStack(app, 'Org', { env: undefined });
  },
};

/** Apps of which moto can create all but the organization. It has no termination protection, and no functions behind custom resources. */
const SEEDS_FOR_MOTO: typeof SEEDS = {
  'tools in two accounts': (app) => {
    new OrganizationStack(app, 'Org');
    const tools = new Stack(app, 'Tools', { env: MANAGEMENT, tags: { team: 'platform' } });
    addTool(tools);
    new CfnOutput(tools, 'Purpose', { value: new CfnParameter(tools, 'Suffix', { default: 'example' }).valueAsString });
    addAuditor(new Stack(app, 'Member', { env: { account: MEMBER_ACCOUNT, region: REGION } }));
  },
};

/** A cloud assembly to start from. */
export interface Seed {
  readonly name: string;
  readonly files: AssemblyFiles;
}

/** Synthesizes the apps. The code of functions is cut short, so that packing it takes no time. */
export function synthesizeSeeds(): Seed[] {
  return synthesized(SEEDS);
}

/** The stacks `Tools` and `Member` of these can be deployed to moto. */
export function synthesizeSeedsForMoto(): Seed[] {
  return synthesized(SEEDS_FOR_MOTO);
}

function synthesized(apps: typeof SEEDS): Seed[] {
  return Object.entries(apps).map(([name, build]) => {
    const directory = mkdtempSync(join(tmpdir(), 'seed-'));
    try {
      const app = new App({ outdir: directory, analyticsReporting: false, treeMetadata: false, context: { 'aws:cdk:disable-creation-stack-traces': true } });
      build(app);
      app.synth();
      return { name, files: shortened(AssemblyFiles.read(directory)) };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
}

function shortened(files: AssemblyFiles): AssemblyFiles {
  for (const path of files.paths(/(^|\/)asset\.[^/]+\/./)) {
    // A folder without files is no folder in a list of files.
    if (/\/(index|framework)\.\w+$/.test(path)) files.put(path, `// ${path}\n`);
    else files.remove(path);
  }
  for (const path of files.paths(/^validation-report|^cdk\.out$|tree\.json$/)) files.remove(path);
  for (const path of files.paths(/(^|\/)manifest\.json$/)) {
    files.edit(path, ({ artifacts }) => {
      for (const [id, { type }] of Object.entries<any>(artifacts)) if (!/stack|asset|cloud-assembly/.test(type)) delete artifacts[id];
    });
  }
  return files;
}
