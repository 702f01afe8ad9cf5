import { howToSupply } from './explain-report';
import { type ExplainedReason, explainedReason, explainedReasons } from './explained-reason';
import {
  type AccessAnswer, type AccessQuestion, type EffectiveManagementPolicy, groupBy, onceForEach, type Organization, type PlacedAccount,
} from '../../model';
import { problemText, type Reason, reasonText } from '../../policy';

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
export function groupedJson(
  { id }: Organization, question: AccessQuestion, answers: ReadonlyMap<PlacedAccount, AccessAnswer>, warnings: readonly string[],
) {
  const { action, resource, principal, context } = question;
  const keyOf = (answer: AccessAnswer) => (
    JSON.stringify([answer.decision, sharedReasons(answer), answer.missingInformation, answer.remarks]));
  const groups = answerGroups(answers, keyOf);
  const numbers = new Map(groups.flatMap(({ accounts }, index) => accounts.map((placed) => [placed, index])));
  return {
    organizationId: id,
    warnings,
    request: { action, ...(resource === undefined ? {} : { resource }), ...(principal === undefined ? {} : { principal }), context },
    groups: groups.map(({ answer, accounts }) => ({
      decision: answer.decision,
      accounts: accounts.length,
      matchedStatements: sharedReasons(answer).map(reasonJson),
      missingContextKeys: openPoints(answer.missingInformation, answer.request),
      remarks: answer.remarks,
    })),
    answers: [...answers].map(([placed, { decision }]) => ({ account: accountJson(placed), decision, group: numbers.get(placed)! })),
  };
}

/** Accounts with the same answer, which is that of the first of them. */
export interface AnswerGroup {
  readonly answer: AccessAnswer;
  readonly accounts: readonly PlacedAccount[];
}

/** The accounts whose answers have the same key, in their order. */
export function answerGroups(answers: ReadonlyMap<PlacedAccount, AccessAnswer>, keyOf: (answer: AccessAnswer) => string): AnswerGroup[] {
  const key = onceForEach(keyOf);
  const groups = groupBy(answers.keys(), (placed) => key(answers.get(placed)!));
  return [...groups.values()].map((accounts) => ({ answer: answers.get(accounts[0])!, accounts }));
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

/** Reasons in words that thousands of accounts share, by the action and these words. */
const SHARED = new Map<string, ExplainedReason>();

/**
 * The reasons of an answer in words that hold for every account with the same verdict: what differs from account to account alone does not
 * make another group. Of an allowed request, only why policies do not count.
 */
export function sharedReasons(answer: AccessAnswer): ExplainedReason[] {
  const { decision, matchedStatements, placed: { account }, request: { action, principal } } = answer;
  return matchedStatements.filter(({ kind }) => decision !== 'allowed' || kind === 'exempt').map((reason) => {
    const own = 'level' in reason && reason.level === account.name ? { ...reason, level: 'the account' } : reason;
    const inWords = (value: Reason) => shared(JSON.stringify(value), principal, account.id);
    const key = `${action} ${inWords(own)}`;
    const known = SHARED.get(key) ?? JSON.parse(inWords(explainedReason(own, action))) as ExplainedReason;
    SHARED.set(key, known);
    return known;
  });
}

function shared(text: string, principal: string | undefined, account: string): string {
  const quoted = (value: string) => JSON.stringify(value).slice(1, -1);
  const general = principal === undefined ? text : text.replaceAll(quoted(principal), 'the principal');
  return general.replaceAll(quoted(account), 'the account');
}
