import type { IConstruct } from 'constructs';
import { UNATTACHED_POLICY } from '../app-rules';
import { problem } from '../problem';
import { warn } from '../rule-page';

/** No problem for the service, so that it only warns. */
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
