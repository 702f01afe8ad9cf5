import { Token, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { RECONCILE } from './app-rules';
import { knownString } from './known-string';
import { inform } from './rule-page';
import {
  RECONCILE_CONTEXT_KEY, isPolicyType, POLICY_TYPES, PolicyTypeLimits, PolicyTypeName, QUOTA_CONTEXT_PREFIX, QuotaName, QUOTAS,
} from '../../contract';
import { SharedState, topLevelStack } from '../../provider';
import { rowOf } from '../synthesis/row-place';

/** A check of a value, with the mistake to report if the value breaks it. */
export interface Rule<Value> {
  readonly broken: (value: Value) => boolean;
  readonly mistake: (value: Value) => Mistake;
}

/** The construct whose checks run. */
let checked: IConstruct | undefined;

/** Messages of all rules that a value breaks. A token is checked only if synthesis can resolve it. */
export function brokenRules<Value>(value: Value | undefined, rules: readonly Rule<Value>[]): string[] {
  const known = knownValue(value);
  if (known === undefined) return [];
  return rules.filter(({ broken }) => broken(known)).map(({ mistake }) => problem(mistake(known)));
}

function knownValue<Value>(value: Value | undefined): Value | undefined {
  if (!Token.isUnresolved(value)) return value;
  return checked !== undefined && typeof value === 'string' ? knownString(checked, value) as Value | undefined : undefined;
}

const CHECKED_APPS = new SharedState<true>('checked-app');
const NOTICED_STACKS = new SharedState<true>('noticed-stack');

/** Adds checks to a construct. They run at synthesis, when all tags and attachments are known, and all messages are reported together. */
export function checkAtSynthesis(construct: IConstruct, ...checks: (() => readonly string[])[]): void {
  construct.node.addValidation({
    validate: () => {
      const around = checked;
      checked = construct;
      try {
        return checks.flatMap((check) => check()).map((message) => withRow(construct, message));
      } finally {
        checked = around;
      }
    },
  });
  const stack = topLevelStack(construct);
  if (!NOTICED_STACKS.has(stack)) {
    NOTICED_STACKS.set(stack, true);
    stack.node.addValidation({
      validate: () => {
        noticeOfReconcile(stack);
        return [];
      },
    });
  }
  const app = construct.node.root;
  if (CHECKED_APPS.has(app)) return;
  CHECKED_APPS.set(app, true);
  app.node.addValidation({ validate: () => quotaOverrideProblems(app) });
}

/** The message with the place of the row that describes the construct, if a row does. */
function withRow(construct: IConstruct, message: string): string {
  const row = rowOf(construct);
  return row === undefined ? message : `${message} Its row is at ${row}.`;
}

/** The three parts of a message about a mistake. */
export interface Mistake {
  /** The mistake, as a sentence without its full stop. */
  readonly wrong: string;
  /** The value that was given. */
  readonly given: unknown;
  /** The way to correct it, as a sentence without its full stop. */
  readonly remedy: string;
}

/** The message of a mistake; every message of this library has these three parts. The construct's path is added by the CDK. */
export function problem({ wrong, given, remedy }: Mistake): string {
  return `${wrong} (given: ${typeof given === 'string' ? `"${given}"` : given}). ${remedy}.`;
}

/** Informs that the context value, a property of every resource, changes the template twice: when it is set and when it is removed. */
export function noticeOfReconcile(stack: Stack): void {
  const value: unknown = stack.node.tryGetContext(RECONCILE_CONTEXT_KEY);
  if (value === undefined) return;
  inform(stack, RECONCILE.id, problem({
    wrong: 'Every resource takes part in this deployment, and in the next one too if that has another value or none',
    given: `${RECONCILE_CONTEXT_KEY}=${String(value)}`,
    remedy: 'Keep the value in the context of cdk.json until you need a new one, to avoid the second round',
  }));
}

/** Limits of a policy type that AWS may raise. */
export type PolicyTypeQuotaName = 'maxContentLength' | 'maxAttachments' | 'maxPolicies';

/** The limit for a construct: the context value `cdk-aws-organizations:quota:<name>`, or the limit known to this library. */
export function quota(scope: IConstruct, name: QuotaName): number {
  return overridden(scope, name) ?? QUOTAS[name].value;
}

/** The same for a policy type; the context key ends in `<type>.<limit>`, as in `SERVICE_CONTROL_POLICY.maxAttachments`. */
export function policyTypeQuota(scope: IConstruct, type: PolicyTypeName, name: PolicyTypeQuotaName): number {
  const limits: PolicyTypeLimits = POLICY_TYPES[type];
  return overridden(scope, `${type}.${name}`) ?? limits[name];
}

/** Problems of quota overrides in the context of the app: a value that is not a number, or an unknown quota. */
export function quotaOverrideProblems(scope: IConstruct): string[] {
  const context: Record<string, unknown> = scope.node.getAllContext();
  return Object.entries(context).filter(([key]) => key.startsWith(QUOTA_CONTEXT_PREFIX)).flatMap(([key, value]) => {
    const name = key.slice(QUOTA_CONTEXT_PREFIX.length);
    if (!isQuota(name)) {
      return [problem({
        wrong: `The context key "${key}" overrides a quota that is not known`,
        given: name,
        remedy: `Use one of ${Object.keys(QUOTAS).join(', ')}, or <policy type>.maxContentLength, .maxAttachments or .maxPolicies`,
      })];
    }
    if (parsed(value) !== undefined) return [];
    return [problem({
      wrong: `The context key "${key}" does not hold a whole number of 0 or more`,
      given: value,
      remedy: 'Give the number that AWS granted, or remove the key',
    })];
  });
}

function overridden(scope: IConstruct, name: string): number | undefined {
  return parsed(scope.node.tryGetContext(QUOTA_CONTEXT_PREFIX + name));
}

// On the command line (`-c key=value`) a number arrives as text.
function parsed(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= 0 ? number as number : undefined;
}

function isQuota(name: string): boolean {
  const [type, limit] = name.split('.');
  return name in QUOTAS || (isPolicyType(type) && ['maxContentLength', 'maxAttachments', 'maxPolicies'].includes(limit));
}
