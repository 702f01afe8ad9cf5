import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownString } from './known-string';
import { Mistake, problem } from './problem';
import { quotaOverrideProblems } from './quota';
import { noticeOfReconcile } from './reconcile-notice';
import { topLevelStack } from '../../provider';

/** One thing that can be wrong with a value. */
export interface Rule<Value> {
  readonly broken: (value: Value) => boolean;
  readonly mistake: (value: Value) => Mistake;
}

/** The construct whose checks run. */
let checked: IConstruct | undefined;

/** Messages of all rules that a value breaks. A value that is known only at deployment breaks none; one that synthesis knows may. */
export function brokenRules<Value>(value: Value | undefined, rules: readonly Rule<Value>[]): string[] {
  const known = knownValue(value);
  if (known === undefined) return [];
  return rules.filter(({ broken }) => broken(known)).map(({ mistake }) => problem(mistake(known)));
}

function knownValue<Value>(value: Value | undefined): Value | undefined {
  if (!Token.isUnresolved(value)) return value;
  return checked !== undefined && typeof value === 'string' ? knownString(checked, value) as Value | undefined : undefined;
}

const CHECKED_APPS = new WeakSet<IConstruct>();
const NOTICED_STACKS = new WeakSet<IConstruct>();

/** Adds checks to a construct. They run at synthesis, when tags and attachments are all there, and their messages come all at once. */
export function checkAtSynthesis(construct: IConstruct, ...checks: (() => readonly string[])[]): void {
  construct.node.addValidation({
    validate: () => {
      const around = checked;
      checked = construct;
      try {
        return checks.flatMap((check) => check());
      } finally {
        checked = around;
      }
    },
  });
  const stack = topLevelStack(construct);
  if (!NOTICED_STACKS.has(stack)) {
    NOTICED_STACKS.add(stack);
    stack.node.addValidation({
      validate: () => {
        noticeOfReconcile(stack);
        return [];
      },
    });
  }
  const app = construct.node.root;
  if (CHECKED_APPS.has(app)) return;
  CHECKED_APPS.add(app);
  app.node.addValidation({ validate: () => quotaOverrideProblems(app) });
}
