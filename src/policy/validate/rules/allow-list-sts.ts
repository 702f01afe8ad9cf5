import { actionCovers } from '../../pack/action-cover';
import type { Rule } from '../rule';
import { holdsUnknownText } from '../unknown-text';

const ASSUMING = 'sts:AssumeRole';

/** Source: AWS Organizations User Guide, "SCP evaluation": without an Allow at a level, no action is possible below it. */
export const allowListSts: Rule = {
  id: 'allow-list-sts',
  severity: 'warning',
  title: 'An allow-list has no room for sts:AssumeRole, without which no role can be assumed.',
  check: ({ type, document }) => {
    const actions = (document?.statements ?? []).filter(({ effect }) => effect === 'Allow').map(({ action }) => action);
    const allowed = actions.some(({ negated, patterns }) => holdsUnknownText(patterns) || patterns.some(namesAssuming) !== negated);
    if (type !== 'SERVICE_CONTROL_POLICY' || actions.length === 0 || allowed) return [];
    const excluding = actions.filter(({ negated }) => negated).flatMap(({ patterns }) => patterns.filter(namesAssuming));
    return [{
      path: 'Statement',
      what: `allows a list of actions without ${ASSUMING}`,
      value: excluding.length > 0 ? excluding : actions.flatMap(({ patterns }) => patterns).slice(0, 5),
      advice: `${excluding.length > 0 ? 'Take it out of NotAction' : 'Add sts:*'}, unless another policy at the same level allows it.`,
    }];
  },
};

function namesAssuming(pattern: string): boolean {
  return actionCovers(pattern, ASSUMING);
}
