import { ID_PATTERNS } from '../../../contract';
import type { Rule } from '../rule';

const EXAMPLES: Record<keyof typeof ID_PATTERNS, { readonly noun: string; readonly example: string }> = {
  organization: { noun: 'an organization', example: 'o-exampleorgid' },
  root: { noun: 'a root', example: 'r-a1b2' },
  organizationalUnit: { noun: 'an organizational unit', example: 'ou-a1b2-exampleouid' },
  account: { noun: 'an account', example: '123456789012' },
  policy: { noun: 'a policy', example: 'p-examplepolicy' },
  resourcePolicy: { noun: 'a resource policy', example: 'rp-examplerp1' },
};

/** Source: AWS Organizations API Reference, the data type of each id. */
export function identifierRules(kind: keyof typeof ID_PATTERNS): Rule<string>[] {
  const { noun, example } = EXAMPLES[kind];
  return [{
    broken: (id) => !ID_PATTERNS[kind].test(id),
    mistake: (given) => ({ wrong: `This is not the id of ${noun}`, given, remedy: `Give an id that looks like ${example}` }),
  }];
}
