import { documentOf, languageOf } from './verdicts';
import type { Guardrail } from '../../../../src';
import { forbiddingPolicy, type ForbiddenRequests } from '../../../../src/model/check';
import { CompiledPolicy, FULL_AWS_ACCESS, parsePolicyDocument, RCP_FULL_AWS_ACCESS } from '../../../../src/policy';
import { actionsMatching } from '../../../../src/policy/actions';
import { decideContainment, type Gate, type RequestFacts, requestInWords } from '../../../../src/policy/decide';
import { actionName } from '../../../../src/policy/evaluate/compile/compile-action';
import { exemption } from '../../../../src/policy/evaluate/exemption';
import type { GuardrailCase } from '../cases';

/** The requests that a guardrail forbids according to its case. */
export function invariantsOf({ forbids = [] }: GuardrailCase, guardrail: Guardrail): ForbiddenRequests[] {
  const listed = new Set(forbids.flatMap(({ actions }) => actions.flatMap(matching)));
  const type = languageOf(guardrail);
  const isReached = (action: string) => action === '*' || exemption(type, { action: actionName(action) }) === undefined;
  const rest = namedActions(guardrail).filter((pattern) => !matching(pattern).filter(isReached).every((action) => listed.has(action)));
  return [...forbids, ...rest.length === 0 ? [] : [{ actions: rest }]];
}

/** The patterns in the Action elements of a guardrail. */
function namedActions({ statements }: Guardrail): string[] {
  const elements = statements.map((statement) => (statement.toStatementJson() as { Action?: string | string[] }).Action ?? []);
  return [...new Set(elements.flat())];
}

function matching(pattern: string): string[] {
  return pattern === '*' ? ['*'] : actionsMatching(pattern);
}

/** Policies of one type at the root, beside the one that allows everything. */
export function gateOf(documents: readonly object[], type: ReturnType<typeof languageOf>): Gate {
  const full = type === 'SERVICE_CONTROL_POLICY' ? FULL_AWS_ACCESS : RCP_FULL_AWS_ACCESS;
  const policies = documents.map((document) => new CompiledPolicy('guardrail', parsePolicyDocument(document as never, type)));
  return { type, level: 'root', policies: [new CompiledPolicy('full', full), ...policies] };
}

export function gateOfGuardrail(guardrail: Guardrail): Gate {
  return gateOf(guardrail.statements.length === 0 ? [] : [documentOf(guardrail)], languageOf(guardrail));
}

/** The callers whom policies of a type stop. */
export function callersOf(guardrail: Guardrail): RequestFacts['callers'] {
  return languageOf(guardrail) === 'SERVICE_CONTROL_POLICY' ? 'members' : 'anyone';
}

/**
 * The forbidden requests that policies of a type leave open: an example of each, or why that is not decided. If the list is empty, it is
 * proved that they leave nothing open that policies of their type reach.
 */
export function leftOpen(policies: Gate, invariants: readonly ForbiddenRequests[], facts: RequestFacts): string[] {
  return invariants.flatMap((requests) => {
    const promise: Gate = { ...policies, level: 'the promise', policies: [new CompiledPolicy('the promise', forbiddingPolicy(requests))] };
    const found = decideContainment([policies], [promise], facts);
    if (found.kind === 'contained') return [];
    return found.kind === 'witness' ? [requestInWords(found.witness)] : found.reasons.map((reason) => `undecided: ${reason}`);
  });
}
