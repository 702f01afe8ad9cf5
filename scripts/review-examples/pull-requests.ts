import { regionRecords } from './region-records';
import { type Edit, STACK_FILE } from '../../test/end-to-end/example';

/** A change of the landing-zone example, as somebody might propose it. */
export interface PullRequest {
  /** The folder below `docs/review`. */
  readonly name: string;
  readonly title: string;
  /** The edits that were merged before. */
  readonly base: readonly Edit[];
  /** The edits of the example after the change: edits of the same text, not of the base. */
  readonly head: readonly Edit[];
  /** Recorded calls of the organization that the base was deployed to, if these are replayed. */
  readonly records?: RecordsOf;
}

/** @param accountId gives the ID of an account by its name */
export type RecordsOf = (accountId: (name: string) => string) => readonly object[];

const edit = (replace: string, by: string): Edit => ({ file: STACK_FILE, replace, by });

const GREEN = "this.addAccount('SandboxGreen', sandbox, 'research');";
const CLOSURE_ALLOWED = edit("new Organization(this, 'Organization', {", "new Organization(this, 'Organization', {\n      allowAccountClosure: true,");
const MOVES_ALLOWED = edit('{ parent, organizationalUnitName: name }', '{ parent, organizationalUnitName: name, allowReplacement: true }');

export const PULL_REQUESTS: readonly PullRequest[] = [
  {
    name: 'harmless',
    title: 'Rename a unit and tag an account',
    base: [],
    head: [
      edit("'Policy Staging'", "'Policy Canaries'"),
      edit("add('data-class', 'audit');", "add('data-class', 'audit');\n    Tags.of(identity).add('tier', '0');"),
    ],
  },
  {
    name: 'dangerous',
    title: 'Tidy up guardrails and sandboxes',
    // Both keys for closing accounts were merged in quieter times.
    base: [
      edit('Account, AccountGuardrails,', 'Account, AccountGuardrails, AccountRemoval,'),
      CLOSURE_ALLOWED,
      edit(GREEN, `new Account(this, 'SandboxGreen', {
      parent: sandbox, accountName: 'sandbox-green', email: \`aws+sandbox-green@\${props.emailDomain}\`, removal: AccountRemoval.close(),
    });`),
    ],
    head: [
      edit(GREEN, ''),
      edit('DataProtectionGuardrails.denyKeyDeletion(EXCEPT_PLATFORM),', ''),
      CLOSURE_ALLOWED,
    ],
  },
  {
    name: 'tangled',
    title: 'Put NonProd beside Workloads, with policies of its own',
    // Units say beforehand that they may move.
    base: [MOVES_ALLOWED],
    head: [
      MOVES_ALLOWED,
      edit("this.addUnit('NonProd', workloads)", "this.addUnit('NonProd', organization.root)"),
      edit('workloads.attachPolicy(regions);', 'workloads.attachPolicy(regions);\n    nonProd.attachPolicy(regions);\n    nonProd.attachPolicy(sandboxLimits);'),
      edit('workloads.attachPolicy(protectNetwork);', 'prod.attachPolicy(protectNetwork);'),
      edit('sandbox.attachPolicy(regions);', 'sandbox.attachPolicySet(protectSecurityServices);'),
    ],
  },
  {
    name: 'privileged',
    title: 'Let the build server manage the organization',
    base: [],
    head: [
      edit("import type { Construct } from 'constructs';", `import * as iam from 'aws-cdk-lib/aws-iam';
import { OrganizationsProvider } from 'cdk-aws-organizations';
import type { Construct } from 'constructs';`),
      edit('super(scope, id, props);', `super(scope, id, props);
    const { role } = OrganizationsProvider.getOrCreate(this);
    role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.AccountPrincipal('444455556666')] }));
    role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['organizations:*'], resources: ['*'] }));
    new iam.User(this, 'BuildServer', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')] });`),
    ],
  },
  {
    name: 'regions',
    title: 'Roll out the allowed Regions to production and sandboxes',
    base: [edit('workloads.attachPolicy(regions);', 'nonProd.attachPolicy(regions);'), edit('sandbox.attachPolicy(regions);', '')],
    head: [
      edit('workloads.attachPolicy(regions);', 'nonProd.attachPolicy(regions);\n    prod.attachPolicy(regions);'),
      edit('sandbox.attachPolicy(regions);', `sandbox.attachPolicy(new ServiceControlPolicy(this, 'SandboxRegions', {
      policyName: 'sandbox-regions',
      description: 'Sandboxes compute in the allowed Regions only, except for tagged roles',
      content: PolicyContent.fromJson({
        Version: '2012-10-17',
        Statement: [{
          Sid: 'DenyComputeInOtherRegions',
          Effect: 'Deny',
          Action: ['ec2:*', 'lambda:*', 'sagemaker:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': props.allowedRegions, 'aws:PrincipalTag/any-region': 'true' } },
        }],
      }),
    }));`),
    ],
    records: regionRecords,
  },
];
