import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionsMatching } from '../../src/policy/actions';

export const POLICIES_FILE = join(__dirname, '..', '..', 'test', 'constructs', 'guardrails', 'service-roles', 'policies.json');

/** The facts that scripts/service-role-policies.ts writes. */
export interface ServiceRolePolicies {
  readonly source: string;
  /** The day of the newest version among the policies. */
  readonly lastChange: string;
  /** The allowed actions by the name of the policy: `ec2:Describe*,RunInstances|s3:GetObject`. */
  readonly policies: Readonly<Record<string, string>>;
}

/** A managed policy for a service role. */
export interface ServiceRolePolicy {
  readonly name: string;
  /** All actions of the table that it allows. */
  readonly actions: readonly string[];
}

export function readServiceRoleFacts(): ServiceRolePolicies {
  return JSON.parse(readFileSync(POLICIES_FILE, 'utf8')) as ServiceRolePolicies;
}

export function readServiceRolePolicies(): ServiceRolePolicy[] {
  return Object.entries(readServiceRoleFacts().policies).map(([name, row]) => ({ name, actions: actionsOfRow(row) }));
}

/** The actions of the table that a row of the file allows. */
export function actionsOfRow(row: string): string[] {
  const patterns = row.split('|').flatMap((service) => {
    const [prefix, names = ''] = service.split(':');
    return names.split(',').map((name) => (prefix === '*' ? '*' : `${prefix}:${name}`));
  });
  return [...new Set(patterns.flatMap((pattern) => actionsMatching(pattern)))].sort();
}
