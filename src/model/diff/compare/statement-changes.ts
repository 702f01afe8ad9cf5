import type { StatementChange } from '../change';
import { inCommon, valueChanges } from './value-changes';
import { canonicalJson } from '../../../assembly';
import type { PolicyTypeName } from '../../../contract';
import { canonicalDocument, type JsonValue, readPolicyDocument, writePolicyDocument } from '../../../policy';
import { documentOf } from '../identity/policy-text';

/** A statement as it stands in a document, beside what tells whether another one says the same. */
interface Known {
  readonly name: string;
  readonly sid?: string;
  readonly effect: string;
  readonly text: string;
  readonly json: JsonValue;
  readonly meaning: string;
  /** The meaning without the Sid. */
  readonly body: string;
}

/** How much two statements have to have in common so that one was edited to become the other, of all that they say. */
const LEAST_IN_COMMON = 0.4;

/**
 * The statements by which two documents differ, in the order of the second. One with the same Sid was changed, and so was one that only
 * has another Sid, and one without a Sid that says most of what it said. Those that say the same in other words, or at another place,
 * were not.
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
  pairEdited(left, fresh.filter((each) => !partners.has(each)), partners);
  return [
    ...fresh.map((known): StatementChange => {
      const { name: statement, effect, text } = known;
      const partner = partners.get(known);
      if (partner === undefined) return { change: 'added', statement, effect, after: text };
      const values = valueChanges(partner.json, known.json);
      return { change: 'changed', statement, effect, before: partner.text, after: text, ...(values.length > 0 ? { values } : {}) };
    }),
    ...left.map(({ name, effect, text }): StatementChange => ({ change: 'removed', statement: name, effect, before: text })),
  ];
}

/** The most similar pairs first, then those at the same place. A statement that has a Sid on both sides is known by that alone. */
function pairEdited(left: Known[], fresh: readonly Known[], partners: Map<Known, Known>): void {
  const pairs = fresh.flatMap((known) => left
    .filter((other) => known.effect === other.effect && (known.sid === undefined || other.sid === undefined))
    .map((other) => ({ known, other, common: inCommon(known.json, other.json) })))
    .filter(({ common }) => common >= LEAST_IN_COMMON)
    .sort((one, two) => two.common - one.common);
  for (const { known, other } of pairs) {
    const index = left.indexOf(other);
    if (partners.has(known) || index < 0) continue;
    partners.set(known, left.splice(index, 1)[0]);
  }
  for (const known of fresh.filter((each) => each.sid === undefined && each.name !== '' && !partners.has(each))) {
    const index = left.findIndex((other) => other.sid === undefined && other.name === known.name && other.effect === known.effect);
    if (index >= 0) partners.set(known, left.splice(index, 1)[0]);
  }
}

function without(these: readonly Known[], those: readonly Known[]): Known[] {
  const meanings = new Set(those.map(({ meaning }) => meaning));
  return these.filter(({ meaning }) => !meanings.has(meaning));
}

function statementsOf(type: PolicyTypeName, content: string): Known[] {
  const document = documentOf(content);
  if (!isObject(document)) return [{ name: '', effect: '', text: content, json: content, meaning: content, body: content }];
  const statements = document.Statement === undefined ? [] : [document.Statement].flat();
  return statements.map((statement, index) => {
    const { Sid: sid, ...rest } = isObject(statement) ? statement : { Sid: undefined };
    const body = bodyOf(type, document.Version, rest);
    return {
      ...(typeof sid === 'string' && sid !== '' ? { name: sid, sid } : { name: `Statement[${index}]` }),
      effect: isObject(statement) ? String(statement.Effect) : '',
      text: JSON.stringify(statement, undefined, 2),
      json: statement,
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
