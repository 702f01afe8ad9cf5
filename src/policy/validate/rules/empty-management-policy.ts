import { isJsonObject } from '../../language/problem-list';
import { MANAGEMENT_SYNTAX } from '../management/schemas/schemas';
import type { Rule } from '../rule';

/** Source: AWS Organizations User Guide, "Inheritance operators": an empty policy passes nothing on. */
export const emptyManagementPolicy: Rule = {
  id: 'empty-management-policy',
  severity: 'warning',
  title: 'A management policy says nothing.',
  check: ({ type, value }) => {
    const syntax = MANAGEMENT_SYNTAX[type];
    if (syntax === undefined || !isJsonObject(value)) return [];
    const content = Object.hasOwn(value, syntax.topKey) ? value[syntax.topKey] : value;
    if (!isJsonObject(content) || Object.keys(content).length > 0) return [];
    return [{
      path: content === value ? '' : syntax.topKey, what: 'says nothing', value: content, advice: `Write settings below "${syntax.topKey}", or take the policy out.`,
    }];
  },
};
