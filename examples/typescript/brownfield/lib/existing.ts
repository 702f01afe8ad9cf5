/** The organization that was created by hand over the years, as the console shows it. */

/** Organizational units by path, each after its parent. */
export const UNITS = [
  'Security', 'Infrastructure', 'Infrastructure/Network', 'Infrastructure/Platform', 'Workloads', 'Workloads/Dev', 'Workloads/Test',
  'Workloads/Prod', 'Workloads/Prod/Regulated', 'Deployments', 'Sandbox', 'Exceptions', 'Policy Staging', 'Suspended', 'Transitional',
] as const;

export type UnitPath = typeof UNITS[number];

/** Names of accounts by their unit. */
const SINGLE: { readonly [unit in UnitPath]?: readonly string[] } = {
  'Security': ['log-archive', 'audit'],
  'Infrastructure/Network': ['network', 'dns'],
  'Infrastructure/Platform': ['shared-services', 'backup'],
  'Deployments': ['build'],
  'Sandbox': ['sandbox-alice', 'sandbox-bob', 'sandbox-carol'],
};

/** Teams with an account each in Dev, Test and Prod. */
const TEAMS = ['shop', 'search', 'stock', 'orders', 'mail', 'reports', 'returns', 'prices', 'bank', 'claims'];
/** Teams whose production account is in Regulated. */
const REGULATED = ['bank', 'claims'];

export interface ExistingAccount {
  readonly name: string;
  readonly email: string;
  readonly unit: UnitPath;
}

export const ACCOUNTS: readonly ExistingAccount[] = [
  ...Object.entries(SINGLE).flatMap(([unit, names]) => names.map((name) => account(name, unit as UnitPath))),
  ...TEAMS.flatMap((team) => [
    account(`${team}-dev`, 'Workloads/Dev'),
    account(`${team}-test`, 'Workloads/Test'),
    account(`${team}-prod`, REGULATED.includes(team) ? 'Workloads/Prod/Regulated' : 'Workloads/Prod'),
  ]),
];

function account(name: string, unit: UnitPath): ExistingAccount {
  return { name, email: `aws+${name}@example.com`, unit };
}
