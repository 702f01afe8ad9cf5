import type { PolicyTypeName } from '../../contract';
import { type PolicyLanguage, readPolicyDocument, type Statement } from '../../policy';
import type { StatementChange } from '../diff/change';
import { documentOf } from '../diff/identity/policy-text';
import { isWithin } from '../diff/statement-cover';

/** What a change of policies can do at all, whatever else is attached. */
export interface Possible {
  readonly loosens: boolean;
  readonly tightens: boolean;
  /** Of policies of one type, which have no say in what those of others decide. */
  readonly type?: PolicyTypeName;
}

export const BOTH: Possible = { loosens: true, tightens: true };
export const LOOSENS: Possible = { loosens: true, tightens: false };
export const TIGHTENS: Possible = { loosens: false, tightens: true };

/** Of a service control or resource control policy, which says what accounts can do; those of other types say what settings count. */
export function isAuthorization(type: PolicyTypeName): boolean {
  return type.endsWith('CONTROL_POLICY');
}

/** A policy that only denies can only tighten when it comes, and only loosen when it goes. */
export function ofAttaching(content: string | undefined): Possible {
  return effects(content).every((effect) => effect === 'Deny') ? TIGHTENS : BOTH;
}

export function ofDetaching(content: string | undefined): Possible {
  return effects(content).every((effect) => effect === 'Deny') ? LOOSENS : BOTH;
}

/** What a variable means depends on the versions of the policy before and after, which are not told: it may be a mere text. */
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
  const language: PolicyLanguage = type === 'RESOURCE_CONTROL_POLICY' ? type : 'SERVICE_CONTROL_POLICY';
  const { document, problems } = readPolicyDocument({ Version: '2012-10-17', Statement: [documentOf(text) ?? null] }, language);
  return problems.length === 0 ? document.statements[0] : undefined;
}

/** Of a text that cannot be read, anything. */
function effects(content: string | undefined): unknown[] {
  const document = content === undefined ? undefined : documentOf(content);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return ['unknown'];
  return [document.Statement ?? []].flat().map((statement) => (statement as { Effect?: unknown } | null)?.Effect);
}
