import type { AccessAnswer, AccessQuestion, LevelAnswer, PreparedQuestion } from './access-question';
import type { PlacedAccount } from './placed-account';
import { type AccessKnowledge, prepareQuestion } from './prepare-question';
import { type Coincidence, type SymbolicIds, withCoincidence } from './symbols';
import { type AccountSide, evaluate, type Question, type Reason, type Verdict } from '../../policy';

/**
 * What an organization says to a request in one of its accounts, level by level.
 * @throws Error if the question cannot be asked: not one action, a resource that is no ARN, somebody else's principal and resource.
 */
export function answerQuestion(knowledge: AccessKnowledge, placed: PlacedAccount, question: AccessQuestion): AccessAnswer {
  const prepared = prepareQuestion(knowledge, placed, question);
  const whole: Question = {
    ...prepared.principalSide,
    request: prepared.request,
    resourceSide: prepared.resourceSide,
    ...(question.identityPolicies === undefined ? {} : { identityPolicies: question.identityPolicies }),
  };
  const verdict = certain(knowledge.symbols, prepared, whole, evaluate(whole));
  const aside = verdict.decision === 'denied' ? [] : prepared.aside;
  return {
    placed,
    request: named(knowledge.symbols, prepared.request),
    decision: verdict.decision,
    because: named(knowledge.symbols, [...aside, ...verdict.because]),
    dependsOn: verdict.dependsOn,
    levels: named(knowledge.symbols, levelAnswers(prepared)),
    remarks: remarksOn(question),
  };
}

/** A request is about one resource; `*` alone says that the action has none. */
function remarksOn({ resource = '*' }: AccessQuestion): string[] {
  return resource !== '*' && /[*?]/.test(resource)
    ? [`The wildcards of the resource ${resource} are taken literally, as characters of one name.`] : [];
}

/** A verdict that would be another one if an id that is not known yet were one that a policy spells out depends on that id. */
function certain(symbols: SymbolicIds, prepared: PreparedQuestion, question: Question, verdict: Verdict): Verdict {
  if (verdict.decision === 'depends') return verdict;
  const decisionWith = (coincidence: Coincidence) => (
    evaluate({ ...question, request: withCoincidence(question.request, coincidence) }).decision);
  const open = symbols.coincidences([prepared.principalSide, prepared.resourceSide], prepared.ids)
    .filter((coincidence) => decisionWith(coincidence) !== verdict.decision);
  if (open.length === 0) return verdict;
  const because = open.map(({ symbol, id }): Reason => (
    { kind: 'not-given', type: 'SERVICE_CONTROL_POLICY', what: `whether the id of ${symbol} is ${id}, which a policy names` }));
  return { decision: 'depends', because, dependsOn: [...new Set(open.map(({ symbol }) => `the id of ${symbol}`))] };
}

/** Each level alone. Those of the principal's side come first; a type that does not count has none. */
function levelAnswers({ request, principalSide, resourceSide }: PreparedQuestion): LevelAnswer[] {
  const nobody: AccountSide = { levels: [] };
  const service = principalSide.levels.flatMap(({ name, serviceControlPolicies }) => (serviceControlPolicies === undefined ? [] : [{
    name,
    type: 'SERVICE_CONTROL_POLICY' as const,
    policies: serviceControlPolicies,
    question: { ...principalSide, levels: [{ name, serviceControlPolicies }], request, resourceSide: nobody },
  }]));
  const resource = resourceSide.levels.flatMap(({ name, resourceControlPolicies }) => (resourceControlPolicies === undefined ? [] : [{
    name,
    type: 'RESOURCE_CONTROL_POLICY' as const,
    policies: resourceControlPolicies,
    question: { ...nobody, request, resourceSide: { ...resourceSide, levels: [{ name, resourceControlPolicies }] } },
  }]));
  return [...service, ...resource].map(({ name, type, policies, question }) => {
    const { decision, because } = evaluate(question);
    return { name, type, policies: policies.map((policy) => policy.name), decision, because };
  });
}

function named<T>(symbols: SymbolicIds, value: T): T {
  return JSON.parse(symbols.named(JSON.stringify(value))) as T;
}
