import type { AccessAnswer, AccessQuestion, LevelAnswer, PreparedQuestion } from './access-question';
import type { PlacedAccount } from './placed-account';
import { type AccessKnowledge, prepareQuestion } from './prepare-question';
import type { SymbolicIds } from './symbols';
import { type AccountSide, type Decision, evaluate, pathlessRole, type Question, type Reason, rolePathName, sessionRole, type Verdict } from '../../policy';

/**
 * Evaluates a request in one account of an organization, level by level.
 * @throws Error if the question cannot be asked: not one action, a resource that is no ARN, a principal and a resource of other accounts.
 */
export function answerQuestion(knowledge: AccessKnowledge, placed: PlacedAccount, question: AccessQuestion): AccessAnswer {
  const prepared = prepareQuestion(knowledge, placed, question);
  const whole: Question = {
    ...prepared.principalSide,
    request: prepared.request,
    resourceSide: prepared.resourceSide,
    ...(question.identityPolicies === undefined ? {} : { identityPolicies: question.identityPolicies }),
  };
  const verdict = evaluate(whole);
  const { openIds: _, ...request } = prepared.request;
  const exemptions = verdict.decision === 'denied' ? [] : prepared.exemptions;
  let levels: AccessAnswer['levels'] | undefined;
  return {
    placed,
    request: named(knowledge.symbols, request),
    decision: verdict.decision,
    matchedStatements: named(knowledge.symbols, [...exemptions, ...verdict.matchedStatements.map(withReferences)]),
    missingInformation: verdict.missingInformation.map(withReference),
    remarks: [...remarksOn(question), ...remarksOnSession(whole, verdict.missingInformation)],
    // A question about thousands of accounts shows those of a few.
    get levels() {
      return levels ??= named(knowledge.symbols, levelAnswers(prepared));
    },
  };
}

/**
 * The verdict alone, for many questions. Its reasons name IDs of code by what stands in for them.
 * @throws Error as `answerQuestion` does
 */
export function verdictOf(knowledge: AccessKnowledge, placed: PlacedAccount, question: AccessQuestion): Verdict {
  const { request, principalSide, resourceSide } = prepareQuestion(knowledge, placed, question);
  return evaluate({ ...principalSide, request, resourceSide });
}

/** A request is about one resource; only `*` means that the action has none. */
function remarksOn({ resource = '*' }: AccessQuestion): string[] {
  return resource !== '*' && /[*?]/.test(resource)
    ? [`The wildcards of the resource ${resource} are taken literally, as characters of one name.`] : [];
}

/** A variable without a colon is not a request key: it refers to a value of the code. */
function withReference(what: string): string {
  return /^[^:\s]+$/.test(what) ? `\${${what}}` : what;
}

function withReferences(reason: Reason): Reason {
  return reason.kind === 'allow' || reason.kind === 'deny' ? { ...reason, missingInformation: reason.missingInformation.map(withReference) } : reason;
}

const WORDS: Record<Decision, string> = { allowed: 'ALLOWED', denied: 'DENIED', depends: 'DEPENDS' };

/** A verdict that is open only because the role of a session may have a path is known for a role without a path. */
function remarksOnSession(question: Question, missingInformation: readonly string[]): string[] {
  const { principal } = question.request;
  const role = principal === undefined ? undefined : sessionRole(principal);
  if (role === undefined || missingInformation.length !== 1 || missingInformation[0] !== rolePathName(principal)) return [];
  const { decision } = evaluate({ ...question, request: { ...question.request, principal: pathlessRole(principal!) } });
  return decision === 'depends' ? [] : [`${WORDS[decision]} unless the role ${role} has a path.`];
}

/** Each level on its own, the principal's side first. A policy type that does not count has no levels. */
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
    const { decision, matchedStatements } = evaluate(question);
    return { name, type, policies: policies.map((policy) => policy.name), decision, matchedStatements };
  });
}

function named<T>(symbols: SymbolicIds, value: T): T {
  if (symbols.isEmpty) return value;
  return JSON.parse(symbols.named(JSON.stringify(value))) as T;
}
