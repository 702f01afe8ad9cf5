import type { Rule } from '../rule';
import { namesService } from '../statement-rule';

/** Source: AWS Organizations User Guide, "SCP evaluation": what no statement at a level allows, nobody below can do. */
export const allowListSts: Rule = {
  id: 'allow-list-sts',
  severity: 'warning',
  title: 'An allow-list has no room for sts, without which no role can be assumed.',
  check: ({ type, document }) => {
    const allows = (document?.statements ?? []).filter(({ effect }) => effect === 'Allow');
    const allowed = allows.some((statement) => namesService(statement, 'sts') !== statement.action.negated);
    return type !== 'SERVICE_CONTROL_POLICY' || allows.length === 0 || allowed ? [] : [{
      path: 'Statement',
      what: 'allows a list of services without sts',
      value: allows.flatMap(({ action }) => action.patterns).slice(0, 5),
      advice: 'Add sts:*, unless another policy at the same level allows it.',
    }];
  },
};
