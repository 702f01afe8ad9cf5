import { OWNER_TAG_KEY } from '../../contract';
import { type JsonValue, parseJson } from '../../policy';
import { actionsOf } from '../../policy/actions';
import { actionCovers } from '../../policy/pack/action-cover';

/** The text of a resource policy, or of one of its statements, as far as it can be read. */
export interface Delegation {
  readonly sid?: string;
  readonly effect: string;
  /** Account IDs or symbols, or `*`. */
  readonly principals: readonly string[];
  /** Such as `create` and `attach`; `read` stands for all reads. */
  readonly rights: readonly DelegatedRight[];
  /** Policy types that the statement is limited to; empty for all. */
  readonly policyTypes: readonly string[];
  /** IDs of the targets that the statement names, or `root`, `ou` and `account` for all of that kind; empty for all targets. */
  readonly targets: readonly string[];
  /** Whether the statement reaches the root, as a target of attachments. */
  readonly reachesRoot: boolean;
  /** Whether the statement reaches policies. */
  readonly reachesPolicies: boolean;
  /** Tags that a policy must have, such as `team = red`; empty if the statement does not limit them. */
  readonly policyTags: readonly string[];
}

/** In the order in which they are named. */
const RIGHTS = {
  create: ['CreatePolicy'],
  change: ['UpdatePolicy'],
  delete: ['DeletePolicy'],
  attach: ['AttachPolicy'],
  detach: ['DetachPolicy'],
  enable: ['EnablePolicyType'],
  disable: ['DisablePolicyType'],
  tag: ['TagResource', 'UntagResource'],
} as const;

export type DelegatedRight = keyof typeof RIGHTS | 'read';

const TARGET_KINDS = ['root', 'ou', 'account'];

/** The statements of a resource policy; none for a text that is not a document. */
export function delegationsOf(content: string | undefined): Delegation[] {
  const document = parsed(content);
  if (!isObject(document)) return [];
  const statements = Array.isArray(document.Statement) ? document.Statement : document.Statement === undefined ? [] : [document.Statement];
  return statements.flatMap((statement) => (isObject(statement) ? [delegationOf(statement)] : []));
}

/** One statement as JSON text. */
export function delegationOfText(text: string | undefined): Delegation | undefined {
  const statement = parsed(text);
  return isObject(statement) ? delegationOf(statement) : undefined;
}

function delegationOf({ Sid, Effect, Principal, Action, Resource, Condition }: { readonly [key: string]: JsonValue }): Delegation {
  const principals = isObject(Principal) ? texts(Principal.AWS) : texts(Principal);
  const actions = texts(Action);
  const allows = (name: string) => actions.some((pattern) => actionCovers(pattern, `organizations:${name}`));
  const rights = (Object.keys(RIGHTS) as (keyof typeof RIGHTS)[]).filter((right) => RIGHTS[right].some(allows));
  const resources = texts(Resource).map(partsOf);
  const named = resources.filter(({ kind }) => TARGET_KINDS.includes(kind));
  const isEverywhere = resources.some(({ kind }) => kind === '*');
  const types = [...typesIn(Condition), ...resources.flatMap(({ kind, type }) => (kind === 'policy' && type !== undefined ? [type] : []))];
  return {
    ...(typeof Sid === 'string' && Sid !== '' ? { sid: Sid } : {}),
    effect: typeof Effect === 'string' ? Effect : '',
    principals: principals.map((principal) => /^arn:(?:\$\{[^}]*\}|[^:]*):iam::((?:\$\{[^}]*\}|[^:])+):/.exec(principal)?.[1] ?? principal),
    rights: [...rights, ...(actions.some(allowsReads) ? ['read' as const] : [])],
    policyTypes: [...new Set(types)].sort(),
    targets: isEverywhere ? [] : [...new Set(named.map(({ kind, id }) => (id === '*' ? kind : id)))].sort(),
    reachesRoot: isEverywhere || named.some(({ kind }) => kind === 'root'),
    reachesPolicies: isEverywhere || resources.some(({ kind }) => kind === 'policy'),
    policyTags: tagsIn(Condition),
  };
}

/** Whether a pattern matches actions that read: those that it names, which may be new, or some that are known. */
function allowsReads(pattern: string): boolean {
  if (/^organizations:(describe|list)/i.test(pattern)) return true;
  return actionsOf('organizations').some((action) => /:(Describe|List)/.test(action) && actionCovers(pattern, action));
}

/** A kind with a wildcard may match targets. Symbols may contain colons and slashes. */
function partsOf(resource: string): { readonly kind: string; readonly id: string; readonly type?: string } {
  const symbols: string[] = [];
  const plain = resource.replace(/\$\{[^}]*\}/g, (symbol) => `<${symbols.push(symbol) - 1}>`);
  const [, , , , , path] = plain.split(':', 6);
  if (path === undefined) return { kind: '*', id: '*' };
  const [kind, ...rest] = path.split('/');
  if (/[*?]/.test(kind)) return { kind: '*', id: '*' };
  const last = rest.at(-1) ?? '*';
  const type = kind === 'policy' ? rest.at(-2) : undefined;
  return {
    kind,
    id: last.replace(/<(\d+)>/g, (_, index: string) => symbols[Number(index)]),
    ...(type === undefined || /[*?<]/.test(type) ? {} : { type: type.toUpperCase() }),
  };
}

function typesIn(condition: JsonValue | undefined): string[] {
  if (!isObject(condition)) return [];
  return Object.entries(condition).filter(([operator]) => /^(ForAnyValue:|ForAllValues:)?String(Equals|Like)/i.test(operator))
    .flatMap(([, keys]) => (isObject(keys) ? Object.entries(keys) : []))
    .flatMap(([key, values]) => (key.toLowerCase() === 'organizations:policytype' ? texts(values) : []));
}

/** Operators that fail for a policy without the tag. */
const TEXT_OPERATOR = /^(ForAnyValue:)?String(Equals|EqualsIgnoreCase|Like)$/i;
const TAG_OF_POLICY = /^aws:ResourceTag\/(.+)$/i;
/** A value that the account itself decides, or that every tag has. `${AWS::Region}` is a symbol, and `${aws:PrincipalTag/a}` a variable. */
const NO_LIMIT = /\$\{(?:[*?$]\}|[A-Za-z0-9-]+:(?!:))|^[*?]*$/;
/** An owner tag limits by the whole name of a stack. */
const OF_ONE_STACK = /^(?:[A-Za-z0-9-]|\$\{[^}]*\})+@/;

function tagsIn(condition: JsonValue | undefined): string[] {
  if (!isObject(condition)) return [];
  const pairs = Object.entries(condition).filter(([operator]) => TEXT_OPERATOR.test(operator))
    .flatMap(([, keys]) => (isObject(keys) ? Object.entries(keys) : []));
  return pairs.flatMap(([key, given]) => {
    const [, tag] = TAG_OF_POLICY.exec(key) ?? [];
    const values = texts(given);
    const isOpen = (value: string) => NO_LIMIT.test(value) || (tag === OWNER_TAG_KEY && !OF_ONE_STACK.test(value));
    return tag === undefined || values.length === 0 || values.some(isOpen) ? [] : [`${tag} = ${values.sort().join(' or ')}`];
  }).sort();
}

function texts(value: JsonValue | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
}

function parsed(text: string | undefined): JsonValue | undefined {
  try {
    return text === undefined ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}

function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
