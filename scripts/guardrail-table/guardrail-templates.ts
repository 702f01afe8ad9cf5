import { OPTION_SAMPLES } from './option-samples';
import type { Guardrail } from '../../src';
import { type GuardrailTemplate, unify, withoutExemption } from '../../src/init/policies/guardrails/guardrail-template';
import { OPTION_VALUES } from '../../src/init/policies/guardrails/option-values';
import { type JsonValue, sameJsonValue } from '../../src/policy';
import type { Factory } from '../../test/constructs/guardrails/support/catalogue';
import type { Option } from '../guardrail-pages/guardrail-sources';

type Props = Readonly<Record<string, unknown>>;

/** Options that all guardrails have. Exempt principals are found in any template; exempt accounts are constructs. */
const COMMON = ['exemptPrincipals', 'exemptAccounts'];
const MOST_VARIANTS = 16;

/** The templates of a guardrail: one for each choice of options. Those whose statements depend on the values in another way have none. */
export function templatesOf({ factory, options, build }: Factory<Guardrail>): GuardrailTemplate[] {
  const own = options.filter(({ name }) => !COMMON.includes(name));
  const readable = own.filter(isReadable);
  if (own.some((option) => !option.optional && !isReadable(option))) return [];
  const variants = readable.reduce<readonly (readonly Option[])[]>((all, option) => (
    option.optional ? [...all, ...all.map((chosen) => [...chosen, option])] : all.map((chosen) => [...chosen, option])), [[]]);
  const [className, method] = factory.split('.');
  return variants.slice(0, MOST_VARIANTS).flatMap((chosen) => template({ className, method, chosen, build }) ?? []);
}

function isReadable({ name, type }: Option): boolean {
  return type === 'boolean' || (Object.hasOwn(OPTION_VALUES, name) && ['string', 'string[]'].includes(type));
}

interface Variant {
  readonly className: string;
  readonly method: string;
  readonly chosen: readonly Option[];
  readonly build: (props: Record<string, unknown>) => Guardrail;
}

function template({ className, method, chosen, build }: Variant): GuardrailTemplate | undefined {
  const lists = chosen.filter(({ type }) => type === 'string[]').map(({ name }) => name);
  const texts = chosen.filter(({ type }) => type === 'string').map(({ name }) => name);
  const fixed = Object.fromEntries(chosen.filter(({ type }) => type === 'boolean').map(({ name }) => [name, true]));
  const propsWith = (first: number, count: number): Props => ({
    ...fixed,
    ...Object.fromEntries(lists.map((name) => [name, samples(name, first, count)])),
    ...Object.fromEntries(texts.map((name) => [name, samples(name, first, 1)[0]])),
  });
  const example = build({ ...propsWith(0, 2) });
  const found: GuardrailTemplate = {
    factory: [className, method],
    type: example.policyType.policyTypeName as GuardrailTemplate['type'],
    fixed,
    lists,
    texts,
    statements: statementsOf(example).map((statement) => withPlaces(statement, propsWith(0, 2))),
  };
  const isExact = [[0, 1], [0, 2], [1, 2], [2, 3], [3, 1], [4, 2]].every(([first, count]) => {
    const props = propsWith(first, count);
    const [plain, sparing] = [build({ ...props }), build({ ...props, exemptPrincipals: EXEMPT })];
    return [plain, sparing].every(({ _problems }) => _problems.length === 0)
      && gives(found, statementsOf(plain), props) && gives(found, statementsOf(sparing), props, EXEMPT);
  });
  return isExact ? found : undefined;
}

const EXEMPT = ['arn:*:iam::*:role/platform/*', 'arn:*:iam::*:root'];

/** Whether a template reads the values of options from statements that have them. */
function gives(
  { statements, lists, texts }: GuardrailTemplate, built: readonly JsonValue[], props: Props, exempt?: readonly string[],
): boolean {
  if (statements.length === 0 || statements.length !== built.length) return false;
  const values = statements.reduce<ReturnType<typeof unify>>((known, statement, index) => {
    const spared = exempt === undefined ? { statement: built[index], principals: [] } : withoutExemption(built[index]);
    if (known === undefined || spared === undefined || !sameJsonValue([...spared.principals], [...exempt ?? []])) return undefined;
    return unify(statement, spared.statement, known);
  }, new Map());
  return values !== undefined && [...lists, ...texts].every((name) => JSON.stringify(values.get(name)) === JSON.stringify(props[name]));
}

function statementsOf({ statements }: Guardrail): JsonValue[] {
  return statements.map((statement) => JSON.parse(JSON.stringify(statement.toStatementJson())) as JsonValue);
}

function samples(name: string, first: number, count: number): string[] {
  const all = OPTION_SAMPLES[name];
  return [...Array(count).keys()].map((index) => all[(first + index) % all.length]);
}

/** The statement with a place for each option, where its values are. */
function withPlaces(value: JsonValue, props: Props): JsonValue {
  if (Array.isArray(value)) return listWithPlaces(value, props);
  if (typeof value === 'string') return textWithPlace(value, props);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withPlaces(each, props)]));
}

function listWithPlaces(items: readonly JsonValue[], props: Props): JsonValue {
  for (const [name, given] of Object.entries(props)) {
    if (!Array.isArray(given)) continue;
    const [one, other] = given as string[];
    const position = items.findIndex((item) => typeof item === 'string' && item.includes(one));
    if (position < 0) continue;
    const [before, after] = (items[position] as string).split(one);
    if (items[position + 1] !== `${before}${other}${after}`) continue;
    return [...items.slice(0, position), { $option: name, before, after }, ...items.slice(position + 2)];
  }
  return items.map((item) => withPlaces(item, props));
}

function textWithPlace(text: string, props: Props): JsonValue {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value !== 'string' || !text.includes(value)) continue;
    const [before, after] = text.split(value);
    return { $option: name, before, after };
  }
  return text;
}
