import { howToSupply } from './explain-report';
import { type ExplainedReason, explainedReasons } from './explained-reason';
import {
  type AccessAnswer, type AccessQuestion, type EffectiveManagementPolicy, groupBy, type Organization, type PlacedAccount,
} from '../../model';
import { problemText, reasonText } from '../../policy';

/** The output of `explain --json` for an action. Its schema is docs/explain.schema.json. */
export function answersJson({ id }: Organization, answers: readonly AccessAnswer[], warnings: readonly string[]) {
  return {
    organizationId: id,
    warnings,
    answers: answers.map((answer) => ({
      account: accountJson(answer.placed),
      request: answer.request,
      decision: answer.decision,
      matchedStatements: explainedReasons(answer).map(reasonJson),
      missingContextKeys: openPoints(answer.missingInformation, answer.request),
      levels: answer.levels.map(({ name, type, policies, decision }) => ({ name, type, policies, decision })),
      remarks: answer.remarks,
    })),
  };
}

/**
 * The output of `explain --account all --json`: of each account its verdict, and the reasons once for all accounts that share them, so that
 * thousands of accounts stay readable.
 */
export function groupedJson({ id }: Organization, question: AccessQuestion, answers: readonly AccessAnswer[], warnings: readonly string[]) {
  const { action, resource, principal, context } = question;
  const keyOf = (answer: AccessAnswer) => (
    JSON.stringify([answer.decision, sharedReasons(answer), answer.missingInformation, answer.remarks]));
  const groups = [...groupBy(answers, keyOf).values()];
  const numbers = new Map(groups.flatMap((group, index) => group.map((answer) => [answer, index])));
  return {
    organizationId: id,
    warnings,
    request: { action, ...(resource === undefined ? {} : { resource }), ...(principal === undefined ? {} : { principal }), context },
    groups: groups.map((group) => ({
      decision: group[0].decision,
      accounts: group.length,
      matchedStatements: sharedReasons(group[0]).map(reasonJson),
      missingContextKeys: openPoints(group[0].missingInformation, group[0].request),
      remarks: group[0].remarks,
    })),
    answers: answers.map((answer) => ({ account: accountJson(answer.placed), decision: answer.decision, group: numbers.get(answer)! })),
  };
}

function reasonJson(reason: ExplainedReason) {
  const text = reasonText(reason);
  if (!('missingInformation' in reason)) return { ...reason, text };
  const { missingInformation, ...known } = reason;
  return { ...known, missingContextKeys: missingInformation, text };
}

function openPoints(missingInformation: readonly string[], request: AccessAnswer['request']) {
  return missingInformation.map((what) => ({ what, supply: howToSupply(what, request) }));
}

/** The output of `explain --effective --json`. */
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

/**
 * The reasons of an answer in words that hold for every account with the same verdict: what differs from account to account alone does not
 * make another group. Of an allowed request, only why policies do not count.
 */
export function sharedReasons(answer: AccessAnswer): ExplainedReason[] {
  const { decision, placed, request } = answer;
  const told = explainedReasons(answer).filter(({ kind }) => decision !== 'allowed' || kind === 'exempt');
  return told.map((reason) => {
    const own = 'level' in reason && reason.level === placed.account.name ? { ...reason, level: 'the account' } : reason;
    return JSON.parse(shared(JSON.stringify(own), request.principal, placed.account.id)) as ExplainedReason;
  });
}

function shared(text: string, principal: string | undefined, account: string): string {
  const quoted = (value: string) => JSON.stringify(value).slice(1, -1);
  const general = principal === undefined ? text : text.replaceAll(quoted(principal), 'the principal');
  return general.replaceAll(quoted(account), 'the account');
}
