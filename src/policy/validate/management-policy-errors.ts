import type { Finding } from './rule';
import { validatePolicy } from './validate-policy';
import type { ManagementPolicyType } from '../../contract';

/** Rules for documents of management policies that the service refuses, except for their size. */
const GRAMMAR: readonly string[] = ['management-keys', 'management-operators', 'management-syntax'];

/** The errors of a management policy that AWS Organizations certainly refuses. */
export function managementPolicyErrors(type: ManagementPolicyType, text: string): Finding[] {
  return validatePolicy(type, text).filter(({ rule }) => GRAMMAR.includes(rule));
}
