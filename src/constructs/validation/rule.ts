import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Mistake, problem } from './problem';
import { quotaOverrideProblems } from './quota';

/** One thing that can be wrong with a value. */
export interface Rule<Value> {
  readonly broken: (value: Value) => boolean;
  readonly mistake: (value: Value) => Mistake;
}

/** Messages of all rules that a value breaks. A value that is known only at deployment breaks none. */
export function brokenRules<Value>(value: Value | undefined, rules: readonly Rule<Value>[]): string[] {
  if (value === undefined || Token.isUnresolved(value)) return [];
  return rules.filter(({ broken }) => broken(value)).map(({ mistake }) => problem(mistake(value)));
}

const CHECKED_APPS = new WeakSet<IConstruct>();

/** Adds checks to a construct. They run at synthesis, when tags and attachments are all there, and their messages come all at once. */
export function checkAtSynthesis(construct: IConstruct, ...checks: (() => readonly string[])[]): void {
  construct.node.addValidation({ validate: () => checks.flatMap((check) => check()) });
  const app = construct.node.root;
  if (CHECKED_APPS.has(app)) return;
  CHECKED_APPS.add(app);
  app.node.addValidation({ validate: () => quotaOverrideProblems(app) });
}
