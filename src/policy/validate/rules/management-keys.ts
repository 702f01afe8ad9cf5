import { isJsonObject } from '../../language/problem-list';
import { MANAGEMENT_SYNTAX } from '../management/schemas/schemas';
import type { Rule } from '../rule';

/** Sources: AWS Organizations User Guide, the page "… policy syntax and examples" of each type. */
export const managementKeys: Rule = {
  id: 'management-keys',
  severity: 'error',
  title: 'A management policy does not begin with the key of its type.',
  check: ({ type, value }) => {
    const key = MANAGEMENT_SYNTAX[type]?.topKey;
    if (key === undefined || value === undefined) return [];
    if (!isJsonObject(value)) {
      return [{ path: '', what: 'must be an object', value, advice: `Write {"${key}": …}.` }];
    }
    return Object.keys(value).filter((found) => found !== key && !found.startsWith('@@')).map((found) => ({
      path: found, what: 'is not a key that a policy of this type begins with', value: found, advice: `Write "${key}".`,
    }));
  },
};
