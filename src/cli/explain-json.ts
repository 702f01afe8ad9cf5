import type { AccessAnswer, EffectiveManagementPolicy, Organization, PlacedAccount } from '../model';
import { problemText, reasonText } from '../policy';
import { howToSupply } from './how-to-supply';

/** What `explain --json` prints of an action; its schema is docs/explain.schema.json. */
export function answersJson({ id }: Organization, answers: readonly AccessAnswer[], warnings: readonly string[]) {
  return {
    organizationId: id,
    warnings,
    answers: answers.map(({ placed, request, decision, because, dependsOn, levels, remarks }) => ({
      account: accountJson(placed),
      request,
      decision,
      because: because.map((reason) => ({ ...reason, text: reasonText(reason) })),
      dependsOn: dependsOn.map((what) => ({ what, supply: howToSupply(what, request) })),
      levels: levels.map(({ name, type, policies, decision: here }) => ({ name, type, policies, decision: here })),
      remarks,
    })),
  };
}

/** What `explain --effective --json` prints. */
export function effectiveJson({ id }: Organization, results: readonly { placed: PlacedAccount; policy: EffectiveManagementPolicy }[]) {
  return {
    organizationId: id,
    effective: results.map(({ placed, policy: { type, enabled, document, origins, problems, unknown } }) => ({
      account: accountJson(placed),
      policyType: type,
      enabled,
      document: document ?? null,
      origins,
      problems: problems.map((problem) => ({
        kind: problem.kind, level: problem.level, policy: problem.policy, text: problemText(problem),
      })),
      unknown,
    })),
  };
}

function accountJson({ account, path }: PlacedAccount) {
  return { id: account.id, name: account.name, path };
}
