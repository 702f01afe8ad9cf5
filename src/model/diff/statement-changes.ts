import type { StatementChange } from './change';
import { documentOf } from './policy-text';
import { canonicalJson } from '../../assembly';
import type { PolicyTypeName } from '../../contract';
import { canonicalDocument, type JsonValue, readPolicyDocument, writePolicyDocument } from '../../policy';

/** A statement as it stands in a document, beside what tells whether another one says the same. */
interface Known {
  readonly name: string;
  readonly sid?: string;
  readonly effect: string;
  readonly text: string;
  readonly meaning: string;
  /** The meaning without the Sid. */
  readonly body: string;
}

/**
 * The statements by which two documents differ, in the order of the second. One with the same Sid was changed, and so was one that only
 * has another Sid; those that say the same in other words, or at another place, were not.
 */
export function statementChanges(type: PolicyTypeName, before: string, after: string): StatementChange[] {
  const [former, present] = [statementsOf(type, before), statementsOf(type, after)];
  const left = without(former, present);
  const fresh = without(present, former);
  const partners = new Map<Known, Known>();
  for (const key of ['sid', 'body'] as const) {
    for (const known of fresh.filter((each) => !partners.has(each))) {
      const index = left.findIndex((other) => known[key] !== undefined && known[key] === other[key]);
      if (index >= 0) partners.set(known, left.splice(index, 1)[0]);
    }
  }
  return [
    ...fresh.map((known): StatementChange => {
      const { name: statement, effect, text } = known;
      const partner = partners.get(known);
      return partner === undefined ? { change: 'added', statement, effect, after: text } : { change: 'changed', statement, effect, before: partner.text, after: text };
    }),
    ...left.map(({ name, effect, text }): StatementChange => ({ change: 'removed', statement: name, effect, before: text })),
  ];
}

function without(these: readonly Known[], those: readonly Known[]): Known[] {
  const meanings = new Set(those.map(({ meaning }) => meaning));
  return these.filter(({ meaning }) => !meanings.has(meaning));
}

function statementsOf(type: PolicyTypeName, content: string): Known[] {
  const document = documentOf(content);
  if (!isObject(document)) return [{ name: '', effect: '', text: content, meaning: content, body: content }];
  const statements = document.Statement === undefined ? [] : [document.Statement].flat();
  return statements.map((statement, index) => {
    const { Sid: sid, ...rest } = isObject(statement) ? statement : { Sid: undefined };
    const body = bodyOf(type, document.Version, rest);
    return {
      ...(typeof sid === 'string' && sid !== '' ? { name: sid, sid } : { name: `Statement[${index}]` }),
      effect: isObject(statement) ? String(statement.Effect) : '',
      text: JSON.stringify(statement, undefined, 2),
      meaning: canonicalJson([sid ?? '', body]),
      body,
    };
  });
}

/** What a statement says, whichever way it is written; of one that the language does not know, its text. */
function bodyOf(type: PolicyTypeName, version: JsonValue | undefined, statement: JsonValue): string {
  const language = type === 'RESOURCE_CONTROL_POLICY' ? type : 'SERVICE_CONTROL_POLICY';
  const alone = { ...(version === undefined ? {} : { Version: version }), Statement: [statement] };
  const { document, problems } = readPolicyDocument(alone, language);
  return canonicalJson([version ?? '', problems.length > 0 ? statement : writePolicyDocument(canonicalDocument(document))]);
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
