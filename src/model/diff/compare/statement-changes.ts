import { canonicalJson } from '../../../assembly';
import { isAuthorizationPolicyType, type PolicyTypeName } from '../../../contract';
import { canonicalDocument, type JsonValue, readPolicyDocument, writePolicyDocument } from '../../../policy';
import type { StatementChange, ValueChange } from '../change';
import { documentOf } from '../identity/policy-text';

/** Fields that name a statement, and fields that decide its effect. */
const NOT_COMPARED = ['Sid', 'Effect'];

/** A statement as it stands in a document, with the keys that tell whether another one means the same. */
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

/** The least share of their contents that two statements have in common if one is an edited version of the other. */
const LEAST_IN_COMMON = 0.4;

/**
 * The statements by which two documents differ, in the order of the second. A statement counts as changed if its Sid is in both documents,
 * if only its Sid differs, or if it has no Sid and most of its contents are the same. A statement with the same meaning in another form
 * or at another place is unchanged.
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

/** The most similar pairs first, then pairs at the same place. A statement with a Sid on both sides is matched by its Sid alone. */
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
    const body = bodyOf(type, document.Version, isObject(statement) ? rest : statement);
    return {
      ...(typeof sid === 'string' && sid !== '' ? { name: sid, sid } : { name: `Statement[${index}]` }),
      effect: isObject(statement) && typeof statement.Effect === 'string' ? statement.Effect : '',
      text: JSON.stringify(statement, undefined, 2),
      json: statement,
      meaning: canonicalJson([sid ?? '', body]),
      body,
    };
  });
}

/** The meaning of a statement in a canonical form; for one that the language does not allow, its text. */
function bodyOf(type: PolicyTypeName, version: JsonValue | undefined, statement: JsonValue): string {
  const language = isAuthorizationPolicyType(type) ? type : 'SERVICE_CONTROL_POLICY';
  const alone = { ...(version === undefined ? {} : { Version: version }), Statement: [statement] };
  const { document, problems } = readPolicyDocument(alone, language);
  return canonicalJson([version ?? '', problems.length > 0 ? statement : writePolicyDocument(canonicalDocument(document))]);
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values by which two statements differ, by the lists that hold them, in the order of the statement. */
function valueChanges(before: JsonValue, after: JsonValue): ValueChange[] {
  const [former, present] = [listsOf(before), listsOf(after)];
  return [...new Set([...former.keys(), ...present.keys()])].flatMap((key): ValueChange[] => {
    const [one, other] = [former.get(key) ?? [], present.get(key) ?? []];
    const change = { removed: one.filter((value) => !other.includes(value)), added: other.filter((value) => !one.includes(value)) };
    return change.removed.length + change.added.length === 0 ? [] : [{ path: JSON.parse(key) as string[], ...change }];
  });
}

function listsOf(statement: JsonValue): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  const read = (value: JsonValue, path: readonly string[]): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) if (path.length > 0 || !NOT_COMPARED.includes(key)) read(inner, [...path, key]);
    } else {
      lists.set(JSON.stringify(path), [value].flat().map((item) => (typeof item === 'string' ? item : canonicalJson(item))));
    }
  };
  read(statement, []);
  return lists;
}

/** The share of the contents of two statements that is the same, from 0 to 1. The resource `*` does not count, as nearly all have it. */
function inCommon(one: JsonValue, other: JsonValue): number {
  const [these, those] = [one, other].map((statement) => (
    new Set([...listsOf(statement)].flatMap(([path, values]) => values.filter((value) => value !== '*').map((value) => `${path} ${value}`)))));
  const common = [...these].filter((each) => those.has(each)).length;
  return these.size + those.size === 0 ? 0 : 2 * common / (these.size + those.size);
}
