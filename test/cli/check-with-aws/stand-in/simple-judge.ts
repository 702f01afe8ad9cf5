/**
 * A judge of policies for tests, written from the IAM User Guide and without the evaluator of this project. It knows what the tests ask
 * about: wildcards, variables, and operators for texts, ARNs, numbers, booleans and presence.
 */
interface JudgedRequest {
  readonly action: string;
  readonly resource: string;
  /** By the name of the key in lower case. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

export type Judgement = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** The decision of `SimulateCustomPolicy`: all levels and the identity-based policies have to allow the request. */
export function simulate(input: any): Judgement {
  const { ActionNames: [action], ResourceArns: [resource] = ['*'], ContextEntries: entries = [] } = input;
  const keys = new Map<string, string[]>(entries.map(({ ContextKeyName: name, ContextKeyValues: values }: any) => (
    [name.toLowerCase(), values])));
  const levels: any[] = input.OrderedOrganizationPolicyInputList ?? [];
  const request = { action, resource, keys };
  const ofLevels = levels.map(({ ServiceControlPolicyInputList: policies = [] }) => judge(policies, request));
  const judged = [...ofLevels, judge(input.PolicyInputList, request)];
  return (['explicitDeny', 'implicitDeny'] as const).find((each) => judged.includes(each)) ?? 'allowed';
}

/** The decision of documents that are attached together. */
function judge(documents: readonly string[], request: JudgedRequest): Judgement {
  const statements = documents.flatMap((text) => listOf(JSON.parse(text).Statement)).filter((statement) => matches(statement, request));
  if (statements.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny';
  return statements.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'implicitDeny';
}

function listOf(value: any): any[] {
  return value === undefined ? [] : [value].flat();
}

function matches({ Action, NotAction, Resource, NotResource, Condition = {} }: any, request: JudgedRequest): boolean {
  const named = (patterns: any, text: string, ignoresCase = false) => (
    listOf(patterns).some((pattern) => like(filled(pattern, request), text, ignoresCase)));
  if (NotAction !== undefined ? named(NotAction, request.action, true) : !named(Action, request.action, true)) return false;
  if (NotResource !== undefined ? named(NotResource, request.resource) : !named(Resource, request.resource)) return false;
  return Object.entries<any>(Condition).every(([operator, keys]) => Object.entries(keys).every(([key, values]) => (
    holds(operator, request.keys.get(key.toLowerCase()), listOf(values).map(String), request))));
}

function filled(pattern: string, { keys }: JudgedRequest): string {
  return pattern.replace(/\$\{([^}]+:[^}]+)\}/g, (whole, key: string) => keys.get(key.toLowerCase())?.[0] ?? whole);
}

function like(pattern: string, text: string, ignoresCase = false): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, ignoresCase ? 'is' : 's').test(text);
}

function holds(written: string, given: readonly string[] | undefined, values: readonly string[], request: JudgedRequest): boolean {
  const [, set, operator, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/.exec(written)!;
  if (operator === 'Null') return (given === undefined) === (values[0] === 'true');
  const isNegated = operator.includes('Not');
  if (given === undefined) return ifExists !== undefined || set === 'ForAllValues' || (isNegated && set === undefined);
  const one = (text: string) => values.some((value) => compare(operator, filled(value, request), text)) !== isNegated;
  return set === 'ForAllValues' ? given.every(one) : given.some(one);
}

function compare(operator: string, value: string, text: string): boolean {
  switch (operator.replace('Not', '')) {
    case 'StringEquals': return value === text;
    case 'StringEqualsIgnoreCase': case 'Bool': return value.toLowerCase() === text.toLowerCase();
    case 'StringLike': case 'ArnLike': case 'ArnEquals': return like(value, text);
    case 'NumericEquals': return Number(text) === Number(value);
    case 'NumericLessThan': return Number(text) < Number(value);
    case 'NumericGreaterThan': return Number(text) > Number(value);
    default: throw new Error(`The judge of the tests does not know this operator: ${operator}. Add it.`);
  }
}
