import type { IConstruct } from 'constructs';
import { isPolicyType, POLICY_TYPE_NAMES } from '../../../contract';
import { UNATTACHED_POLICY } from '../app-rules';
import { type Rule, problem, quota } from '../rule';
import { warn } from '../rule-page';

/** Source: AWS Organizations API Reference, CreatePolicy. */
export function policyNameRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'policyNameLength');
  return [{
    broken: (name) => name.length < 1 || name.length > length,
    mistake: (given) => ({ wrong: `The policy name has ${given.length} characters`, given, remedy: `Use 1 to ${length} characters` }),
  }];
}

/** Source: AWS Organizations API Reference, CreatePolicy. */
export function policyDescriptionRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'policyDescriptionLength');
  return [{
    broken: (description) => description.length > length,
    mistake: (given) => ({
      wrong: `The description of the policy has ${given.length} characters`, given, remedy: `Use at most ${length} characters`,
    }),
  }];
}

/** Source: AWS Organizations API Reference, PolicySummary. */
export const POLICY_TYPE_RULES: readonly Rule<string>[] = [{
  broken: (type) => !isPolicyType(type),
  mistake: (given) => ({
    wrong: 'AWS Organizations has no such policy type, or this version of the library does not know it',
    given,
    remedy: `Use one of ${POLICY_TYPE_NAMES.join(', ')}`,
  }),
}];

/** Only a warning, since AWS Organizations accepts an unattached policy. */
export function unattachedProblems(policy: IConstruct, isAttached: boolean, name: string): string[] {
  if (!isAttached) {
    warn(policy, UNATTACHED_POLICY.id, problem({
      wrong: 'The policy is attached nowhere, and so has no effect',
      given: name,
      remedy: 'Attach it to a root, an organizational unit or an account, or take it out',
    }));
  }
  return [];
}
