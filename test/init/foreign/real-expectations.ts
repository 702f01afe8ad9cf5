/**
 * Real inputs of other tools, in words. Each expectation was written from reading the input, before a reader saw it. The inputs
 * themselves are not part of this repository.
 */

/** An organization in words. */
export interface Expectation {
  /** The path of the input below its folder: a file, or the folder of a configuration. */
  readonly path: string;
  /** Paths of OUs. */
  readonly units: readonly string[];
  /** Accounts with the path of their OU before them. Names as the input has them. */
  readonly accounts: readonly string[];
  readonly policies: number;
  /** `policy > target`, where a target is `Root` or a path. */
  readonly attachments: readonly string[];
  /** `account for service` */
  readonly delegations?: readonly string[];
  /** Parts that are not carried over: how many places, and words of the reasons. */
  readonly notRead: readonly (readonly [count: number, words: string])[];
  /** Parts that the app leaves out: `kind subject`. */
  readonly leftOut: readonly string[];
}

const TERRAFORM_UNITS = ['Sandbox', 'Security', 'Workloads', 'Workloads/NonProd', 'Workloads/Prod', 'Workloads/Prod/PCI'];
const TERRAFORM_ORGANIZATION: Expectation = {
  path: 'organization/terraform.tfstate',
  units: TERRAFORM_UNITS,
  accounts: [
    'Management', 'Sandbox/sandbox-ana', 'Sandbox/sandbox-ben', 'Security/Audit', 'Security/Log Archive', 'Workloads/NonProd/api-dev', 'Workloads/NonProd/shop-dev',
    'Workloads/Prod/PCI/cards-pci', 'Workloads/Prod/PCI/payments-pci', 'Workloads/Prod/api-prod', 'Workloads/Prod/shop-prod', 'Workloads/network', 'spare',
  ],
  policies: 9,
  attachments: [
    'DenyLeave > Root', 'backup-daily > Workloads/Prod', 'no-root > Workloads', 'pci-services > Workloads/Prod/PCI/payments-pci', 'protect-trail > Security',
    'rcp-tls > Root', 'region-lock > Workloads/NonProd', 'region-lock > Workloads/Prod', 'sandbox-limits > Sandbox', 'tags > Root',
  ],
  delegations: ['Security/Audit for config.amazonaws.com', 'Security/Audit for guardduty.amazonaws.com'],
  notRead: [[1, 'OrganizationResourcePolicy'], [4, 'contacts and Regions']],
  leftOut: ['account Management', 'trustedService member.org.stacksets.cloudformation.amazonaws.com'],
};

/** States of Terraform, below the folder of reference states. */
export const TERRAFORM: readonly Expectation[] = [
  TERRAFORM_ORGANIZATION,
  {
    ...TERRAFORM_ORGANIZATION,
    path: 'organization-imported/terraform.tfstate',
    units: ['Playground', ...TERRAFORM_UNITS.slice(1)],
    accounts: TERRAFORM_ORGANIZATION.accounts.map((account) => account.replace('Sandbox/', 'Playground/').replace('Workloads/network', 'Security/network')),
    attachments: TERRAFORM_ORGANIZATION.attachments.map((attachment) => (
      attachment.replace('DenyLeave', 'DenyLeaving').replace('Sandbox', 'Playground').replace('PCI/payments-pci', 'PCI'))),
  },
  {
    path: 'edge-alias-tainted/terraform.tfstate',
    units: ['Dev', 'Prod'],
    accounts: ['Dev/team-b', 'Dev/team-c', 'Management', 'Prod/team-a'],
    policies: 1,
    attachments: ['skip-destroy > Management'],
    notRead: [],
    leftOut: [
      'account Management', 'attachment skip-destroy at Management', 'tag managed-by of Dev', 'tag managed-by of Dev/team-b', 'tag managed-by of Dev/team-c',
      'tag managed-by of Prod', 'tag managed-by of Prod/team-a', 'tag managed-by of policy skip-destroy',
    ],
  },
  {
    path: 'race-20-count.tfstate',
    units: ['Apps'],
    accounts: [...Array.from({ length: 20 }, (_, index) => `Apps/app-${String(index + 1).padStart(2, '0')}`), 'Management'],
    policies: 0,
    attachments: [],
    notRead: [],
    leftOut: ['account Management'],
  },
];

/** The policies of Landing Zone Accelerator stay with it, because it deletes those that leave its configuration. */
function withoutPolicies({ attachments, ...expected }: Omit<Expectation, 'leftOut'>, unattached: readonly string[]): Expectation {
  const names = new Set([...attachments.map((attachment) => attachment.split(' > ')[0]), ...unattached]);
  return {
    ...expected,
    attachments,
    leftOut: ['account Management', ...[...names].map((name) => `policy ${name}`), ...attachments.map((attachment) => `attachment ${attachment.replace(' > ', ' at ')}`)],
  };
}

const LEVEL_4 = 'Level1/Level2-02/Level3-01/Level4-01';

/** Public repositories, as folders with their names. */
export const CLONES: readonly Expectation[] = [
  withoutPolicies({
    path: 'lza-universal-configuration/modules/base/default',
    units: ['Infrastructure', 'Security', 'Suspended', 'Workloads', 'Workloads/Dev', 'Workloads/Prod', 'Workloads/Sandbox', 'Workloads/Test'],
    accounts: ['Infrastructure/Network', 'Infrastructure/Perimeter', 'Infrastructure/SharedServices', 'Management', 'Security/Audit', 'Security/LogArchive'],
    policies: 13,
    attachments: [
      ...['Security', 'Workloads/Dev', 'Workloads/Test', 'Workloads/Prod', 'Infrastructure/Network', 'Infrastructure/SharedServices']
        .map((target) => `AWSAccelerator-Vpc-Block-Public-Access-Guardrail > ${target}`),
      ...['Core-Rcp-Guardrails', 'Core-Guardrails-1', 'Core-Guardrails-2'].flatMap((name) => (
        ['Infrastructure', 'Security', 'Workloads'].map((target) => `AWSAccelerator-${name} > ${target}`))),
      ...['Audit', 'LogArchive'].map((account) => `AWSAccelerator-Security-Guardrails-1 > Security/${account}`),
      ...['Network', 'Perimeter', 'SharedServices'].map((account) => `AWSAccelerator-Infrastructure-Guardrails-1 > Infrastructure/${account}`),
      ...['Dev', 'Test', 'Prod'].map((unit) => `AWSAccelerator-Core-Workloads-Guardrails-1 > Workloads/${unit}`),
      'AWSAccelerator-Core-Sandbox-Guardrails-1 > Workloads/Sandbox',
      'AWSAccelerator-Suspended-Guardrails > Suspended',
      ...['OrgTagPolicy', 'S3TagPolicy', 'AWSAccelerator-BackupPolicy'].flatMap((name) => ['Infrastructure', 'Workloads'].map((target) => `${name} > ${target}`)),
    ],
    notRead: [],
  }, ['AWSAccelerator-Quarantine-New-Object']),
  withoutPolicies({
    path: 'landing-zone-accelerator-on-aws/source/packages/@aws-accelerator/accelerator/test/configs/all-enabled',
    units: [
      'Devops', 'GovCloud', 'Infrastructure', 'Level1', 'Level1/Level2-01', 'Level1/Level2-02', 'Level1/Level2-02/Level3-01', LEVEL_4,
      ...[1, 2, 3].map((number) => `${LEVEL_4}/Level5-0${number}`), 'SecureWorkloads', 'Security', 'Suspended',
    ],
    accounts: ['GovCloud/GovCloudWorkloadAccount01', 'Infrastructure/Network', 'Infrastructure/SharedServices', 'Management', 'Security/Audit', 'Security/LogArchive'],
    policies: 11,
    attachments: [
      'EC2Settings > Infrastructure', `DeputyAttackRcp > ${LEVEL_4}/Level5-01`,
      ...['AcceleratorGuardrails1', 'AcceleratorGuardrails2', 'ChatbotPolicy'].flatMap((name) => [`${name} > Infrastructure`, `${name} > Security`]),
      'AllowList > SecureWorkloads', ...['TagPolicy', 'TagPolicy01', 'BackupPolicy', 'BackupPolicy01'].map((name) => `${name} > Root`),
    ],
    notRead: [[1, 'allow-list'], [4, 'accountAlias'], [1, 'enableGovCloud']],
  }, ['Quarantine']),
  {
    path: 'org-formation-cli/examples/organization.yml',
    units: ['development', 'production', 'shared'],
    accounts: [
      'Production 2 Account', 'development/Development Account', ...[2, 3, 4].map((number) => `development/Development Account ${number}`), 'oc test account 2',
      'production/Production 1 Account', ...['Compliance', 'Services', 'Users'].map((name) => `shared/Shared ${name} Account`),
    ],
    policies: 2,
    attachments: ['DenyChangeOfOrgRole > Root', 'RestrictUnusedRegions > Root'],
    notRead: [[1, 'password policy'], [10, 'Alias']],
    leftOut: ['account oc test account 2'],
  },
  {
    path: 'org-formation-cli/test/integration-tests/resources/scenario-anchors-aliases/organization.yml',
    units: [],
    accounts: ['Account A', 'Organizational Master Account'],
    policies: 0,
    attachments: [],
    notRead: [],
    leftOut: ['account Organizational Master Account'],
  },
  {
    path: 'org-formation-cli/test/integration-tests/resources/scenario-move-master-acc/2-move-to-ou-organization.yml',
    units: ['ou1'],
    accounts: ['ou1/Olaf Conijn'],
    policies: 0,
    attachments: [],
    notRead: [],
    leftOut: ['account ou1/Olaf Conijn'],
  },
  {
    path: 'org-formation-cli/test/integration-tests/resources/scenario-nested-ou/5-three-levels-deep.yml',
    units: ['parent', 'parent/middle', 'parent/middle/child1', 'parent/middle/child2'],
    accounts: ['Organizational Master Account'],
    policies: 0,
    attachments: [],
    notRead: [],
    leftOut: ['account Organizational Master Account'],
  },
  {
    path: 'org-formation-cli/test/integration-tests/resources/scenario-nested-ou/6-duplicate-names.yml',
    units: ['middle', 'middle/child', 'middle/child/child', 'parent', 'parent/child'],
    accounts: ['Organizational Master Account'],
    policies: 0,
    attachments: [],
    notRead: [],
    leftOut: ['account Organizational Master Account'],
  },
];
