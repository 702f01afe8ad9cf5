import { ofAccount } from './explain-line';
import { type AccessQuestion, type CheckedInvariant, InvariantChecker, type OrganizationAccess, type PlacedAccount, PolicyNumbers } from '../../model';
import type { Witness } from '../../policy/decide';
import type { Asked } from '../check-with-aws/compare';

/** Keys that the principal of the question determines. */
const OF_PRINCIPAL = /^aws:principal(?:arn|account)$/i;

/**
 * Requests of an invariant for AWS to decide: the example that refutes it, or else a forbidden request for each of its actions. Accounts
 * with the same service control policies and the same kind of verdict are asked about once.
 */
export function invariantQuestions(access: OrganizationAccess, { invariant, groups }: CheckedInvariant): Asked[] {
  const numbers = new PolicyNumbers();
  const chainOf = (placed: PlacedAccount) => (
    numbers.keyOf(access.policiesOf(placed).side.levels.map(({ serviceControlPolicies = [] }) => serviceControlPolicies)));
  const asked = new Set<string>();
  const checkers = invariant.actions.map((action) => new InvariantChecker(access, { ...invariant, actions: [action] }));
  return groups.flatMap(({ accounts, verdict }) => accounts.flatMap((placed) => {
    const key = `${verdict.kind} ${chainOf(placed)}`;
    if (asked.has(key)) return [];
    asked.add(key);
    const examples = verdict.kind === 'refuted' ? [verdict.witness] : checkers.flatMap((checker) => checker.example(placed) ?? []);
    return examples.map((example) => ({ placed, question: questionOf(example), ...whyNot(example, invariant.callers) }));
  }));
}

function whyNot({ action, isNewAction }: Witness, callers: string | undefined): { readonly why?: string } {
  if (callers === 'anyone') return { why: 'resource control policies are not checked by AWS' };
  return isNewAction ? { why: `AWS has no action of this name: ${action} represents those that it may add` } : {};
}

function questionOf({ action, resource, principal, context }: Witness): AccessQuestion {
  return {
    action,
    ...(resource === undefined ? {} : { resource }),
    principal: ofAccount(principal),
    context: Object.fromEntries(Object.entries(context).filter(([key]) => !OF_PRINCIPAL.test(key))),
    contextIsComplete: true,
  };
}
