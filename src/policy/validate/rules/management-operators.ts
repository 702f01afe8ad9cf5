import type { ManagementPolicyType } from '../../../contract';
import { readInstructions } from '../../inherit/read-instructions';
import type { Rule } from '../rule';

/** Source: AWS Organizations User Guide, "Inheritance operators". */
export const managementOperators: Rule = {
  id: 'management-operators',
  severity: 'error',
  title: 'A management policy has a value without an operator, or an operator that its type does not know.',
  check: ({ type, value, document }) => (value === undefined || document !== undefined ? [] : (
    readInstructions(type as ManagementPolicyType, value).problems.map(({ path, ...problem }) => ({ path: path.join('.'), ...problem })))),
};
