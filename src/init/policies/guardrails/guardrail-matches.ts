import { GUARDRAIL_TABLE } from './guardrail-table.generated';
import { type GuardrailTemplate, isObject, type OptionValues, readTemplate, unify, withoutExemption } from './guardrail-template';
import { areExemptPrincipals, OPTION_VALUES } from './option-values';
import { type JsonValue, sameJsonValue } from '../../../policy';
import { type Expression, given } from '../expression';

/** A guardrail that gives exactly some statements of a policy. */
export interface GuardrailMatch {
  /** The number of statements. */
  readonly length: number;
  readonly guardrail: Expression;
}

let templatesBySid: ReadonlyMap<string, readonly string[]> | undefined;

/** The guardrail whose statements begin at an index, with the most statements. */
export function guardrailAt(statements: readonly JsonValue[], index: number, type: string): GuardrailMatch | undefined {
  const [first] = statements.slice(index);
  const sid = isObject(first) ? first.Sid : undefined;
  templatesBySid ??= groupedBySid();
  const candidates = typeof sid === 'string' ? (templatesBySid.get(sid) ?? []).map(readTemplate) : [];
  const ofType = candidates.filter((template) => template.type === type);
  const matches = ofType.flatMap((template) => matchOf(template, statements.slice(index)) ?? []);
  return matches.sort((one, other) => other.length - one.length)[0];
}

function groupedBySid(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const text of GUARDRAIL_TABLE) {
    const [first] = readTemplate(text).statements;
    const sid = (first as { readonly Sid: string }).Sid;
    groups.set(sid, [...groups.get(sid) ?? [], text]);
  }
  return groups;
}

function matchOf(template: GuardrailTemplate, statements: readonly JsonValue[]): GuardrailMatch | undefined {
  const { length } = template.statements;
  const found = statements.slice(0, length);
  if (found.length < length) return undefined;
  const values = valuesOf(template, found);
  if (values !== undefined) return { length, guardrail: callOf(template, values, []) };
  const spared = found.map(withoutExemption);
  const [first] = spared;
  const isFirst = (principals: readonly string[]) => sameJsonValue([...principals], [...first!.principals]);
  if (!spared.every((each) => each !== undefined && isFirst(each.principals)) || !areExemptPrincipals(first!.principals)) return undefined;
  const others = valuesOf(template, spared.map((each) => each!.statement));
  return others && { length, guardrail: callOf(template, others, first!.principals) };
}

function valuesOf(template: GuardrailTemplate, statements: readonly JsonValue[]): OptionValues | undefined {
  const values = template.statements.reduce<OptionValues | undefined>((known, statement, index) => (
    known && unify(statement, statements[index], known)), new Map());
  const isAccepted = (name: string, value: string | readonly string[]) => [value].flat().every((each) => OPTION_VALUES[name].test(each));
  return values !== undefined && [...values].every(([name, value]) => isAccepted(name, value)) ? values : undefined;
}

function callOf(template: GuardrailTemplate, values: OptionValues, exemptPrincipals: readonly string[]): Expression {
  const { factory, fixed, lists, texts } = template;
  const valueOf = (name: string): Expression => {
    const value = values.get(name)!;
    return typeof value === 'string' ? value : { list: value };
  };
  return {
    factory,
    members: given({
      ...Object.fromEntries([...texts, ...lists].map((name) => [name, valueOf(name)])),
      ...fixed,
      ...(exemptPrincipals.length === 0 ? {} : { exemptPrincipals: { list: exemptPrincipals } }),
    }),
  };
}
