import type { IConstruct } from 'constructs';
import { type AttachedText, isAllowList } from '../../../policy';
import { UNUSED_ALLOW_LIST } from '../app-rules';
import { problem } from '../problem';
import { warn } from '../rule-page';

/**
 * Warns of policies that say what is allowed where FullAWSAccess is attached too.
 * Source: AWS Organizations User Guide, "SCP evaluation".
 */
export function warnOfUnusedAllowLists(target: IConstruct, attached: readonly AttachedText[]): void {
  for (const { name } of attached.filter(({ text }) => text !== undefined && isAllowList(text))) {
    warn(target, UNUSED_ALLOW_LIST.id, problem({
      wrong: 'The policy only allows, and beside FullAWSAccess, which allows everything, it changes nothing',
      given: name,
      remedy: 'Call detachFullAwsAccess on the target, so that the policy says what is allowed, or take the policy off',
    }));
  }
}
