import type { IConstruct } from 'constructs';
import { allowedByTexts, allowedText, allowsNothing, type AttachedText, missingServices, isAllowList } from '../../../policy';
import { ALLOW_LIST_NOTHING, ALLOW_LIST_SERVICES, ALLOW_LIST_SUMMARY, UNUSED_ALLOW_LIST } from '../app-rules';
import { problem } from '../rule';
import { inform, warn, withRulePage } from '../rule-page';

/** A target without FullAWSAccess, and the service control policies from the root down to it. */
export interface AllowListTarget {
  /** The policies of each level at which the app attaches service control policies; the last level is the target. */
  readonly levels: readonly (readonly AttachedText[])[];
  /** Whether the author gave a reason why nothing is deployed there. */
  readonly isAcknowledged: boolean;
  /** Whether an error already reports that roles are locked out there. */
  readonly isLockedOut: boolean;
}

/**
 * Reports the services that stay allowed on a target without FullAWSAccess. Each level must allow a request, so the levels above count. A
 * service that a level above does not allow is reported there. Source: AWS Organizations User Guide, "SCP evaluation".
 */
export function allowListProblems(target: IConstruct, { levels, isAcknowledged, isLockedOut }: AllowListTarget): string[] {
  const [here, above] = [allowedByTexts(levels), allowedByTexts(levels.slice(0, -1))];
  if (levels.length > 1 && allowsNothing(above)) return [];
  const names = [...new Set(levels.at(-1)!.map(({ name }) => name))].join(', ');
  if (allowsNothing(here)) {
    return isAcknowledged ? [] : [withRulePage(problem({
      wrong: `Nothing is allowed at ${target.node.path} and below it, since no action is allowed at every level from the root down to it`,
      given: names,
      remedy: 'If that is intended, call acknowledgeLockOut on the target with your reason. Otherwise allow at each level what its accounts need, '
        + 'or keep FullAWSAccess attached at one of them',
    }), ALLOW_LIST_NOTHING.id)];
  }
  const missing = missingServices(here).filter((service) => levels.length < 2 || !above.none.includes(service));
  if (missing.length > 0 && !isAcknowledged && !isLockedOut) {
    warn(target, ALLOW_LIST_SERVICES.id, problem({
      wrong: `Services that most accounts cannot do without are not allowed at ${target.node.path} and below it`,
      given: missing.join(', '),
      remedy: `Allow them in one of the policies (${names}), or acknowledge this`,
    }));
  }
  const allowed = allowedText(here);
  const atMost = allowed === undefined ? '' : `Without FullAWSAccess, at most this is allowed at ${target.node.path} and below it: ${allowed}.`;
  const open = here.notKnown.length > 0
    ? `Before the deployment it is not known what these policies allow or deny: ${here.notKnown.join(', ')}.` : '';
  inform(target, ALLOW_LIST_SUMMARY.id, [atMost, open].filter((text) => text !== '').join(' '));
  return [];
}

/**
 * Warns of policies that only allow, on a target where FullAWSAccess is attached too.
 * Source: AWS Organizations User Guide, "SCP evaluation".
 */
export function warnOfUnusedAllowLists(target: IConstruct, attached: readonly AttachedText[]): void {
  for (const { name } of attached.filter(({ text }) => text !== undefined && isAllowList(text))) {
    warn(target, UNUSED_ALLOW_LIST.id, problem({
      wrong: 'The policy only allows, and beside FullAWSAccess, which allows everything, it changes nothing',
      given: name,
      remedy: 'Call detachFullAwsAccess on the target, so that the policy says what is allowed, or detach the policy',
    }));
  }
}
