import { isAuthorizationPolicyType, type PolicyTypeName } from '../../contract';
import { readPolicyDocument, type Statement } from '../../policy';
import type { StatementChange } from '../diff/change';
import { documentOf } from '../diff/identity/policy-text';
import { isWithin } from '../diff/statement-cover';

/** The possible effects of a change of policies, regardless of other attachments. */
export interface Possible {
  readonly loosens: boolean;
  readonly tightens: boolean;
  /** The type of the policies, if there is only one; policies of other types decide independently. */
  readonly type?: PolicyTypeName;
}

export const BOTH: Possible = { loosens: true, tightens: true };
export const LOOSENS: Possible = { loosens: true, tightens: false };
export const TIGHTENS: Possible = { loosens: false, tightens: true };

/** Attaching a policy that only denies can only tighten, and detaching it can only loosen. */
export function ofAttaching(content: string | undefined): Possible {
  return effects(content).every((effect) => effect === 'Deny') ? TIGHTENS : BOTH;
}

export function ofDetaching(content: string | undefined): Possible {
  return effects(content).every((effect) => effect === 'Deny') ? LOOSENS : BOTH;
}

/** The possible effects of changed statements. Whether a variable is mere text depends on the policy versions, which are not given here. */
export function ofStatements(statements: readonly StatementChange[], type: PolicyTypeName): Possible {
  const parts = statements.map(({ change, effect, before, after }): Possible => {
    if (effect !== 'Allow' && effect !== 'Deny') return BOTH;
    if (change !== 'changed') return (change === 'added') === (effect === 'Deny') ? TIGHTENS : LOOSENS;
    if ([before, after].some((text) => text!.includes('${'))) return BOTH;
    const [former, present] = [before, after].map((text) => statementOf(text!, type));
    if (former === undefined || present === undefined || before === after) return BOTH;
    const [shrinks, grows] = [isWithin(present, former), isWithin(former, present)];
    return shrinks === grows ? BOTH : grows === (effect === 'Deny') ? TIGHTENS : LOOSENS;
  });
  return { loosens: parts.some(({ loosens }) => loosens), tightens: parts.some(({ tightens }) => tightens) };
}

function statementOf(text: string, type: PolicyTypeName): Statement | undefined {
  const language = isAuthorizationPolicyType(type) ? type : 'SERVICE_CONTROL_POLICY';
  const { document, problems } = readPolicyDocument({ Version: '2012-10-17', Statement: [documentOf(text) ?? null] }, language);
  return problems.length === 0 ? document.statements[0] : undefined;
}

/** The effects of a policy's statements; a text that cannot be read may have any effect. */
function effects(content: string | undefined): unknown[] {
  const document = content === undefined ? undefined : documentOf(content);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return ['unknown'];
  return [document.Statement ?? []].flat().map((statement) => (statement as { Effect?: unknown } | null)?.Effect);
}
