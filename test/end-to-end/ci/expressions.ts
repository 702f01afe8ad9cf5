/** The contexts of an expression: `github`, `inputs`, `needs`, `steps`, `runner`, `jobs`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Replaces `${{ … }}` in a text as GitHub's runner does, as far as the workflows of this project use it. */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => asText(evaluate(expression, contexts)));
}

/** Whether the condition of a step or a job holds. Without a status function it includes `success()`. */
export function holds(condition: string | undefined, contexts: Contexts, success: boolean): boolean {
  if (condition === undefined) return success;
  const expression = condition.replace(/^\$\{\{\s*(.*?)\s*\}\}$/, '$1');
  const value = isTruthy(evaluate(expression, { ...contexts, 'always()': true, 'success()': success }));
  return /\b(always|success|failure|cancelled)\(\)/.test(expression) ? value : success && value;
}

function evaluate(expression: string, contexts: Contexts): unknown {
  const alternatives = expression.split(' || ');
  if (alternatives.length > 1) return firstThat(alternatives.map((each) => evaluate(each, contexts)), isTruthy);
  const all = expression.split(' && ');
  if (all.length > 1) return firstThat(all.map((each) => evaluate(each, contexts)), (value) => !isTruthy(value));
  const [unequal, other] = expression.split(' != ');
  if (other !== undefined) return asText(evaluate(unequal, contexts)) !== asText(evaluate(other, contexts));
  const [left, right] = expression.split(' == ');
  if (right !== undefined) return asText(evaluate(left, contexts)) === asText(evaluate(right, contexts));
  const literal = /^'(.*)'$/.exec(left);
  if (literal) return literal[1];
  if (left in contexts) return contexts[left];
  if (!/^[a-z]+(\.[\w-]+)+$/.test(left)) throw new Error(`The stand-in does not support this expression (given: ${left}). Add it to expressions.ts.`);
  const [context, ...path] = left.split('.');
  if (!(context in contexts)) throw new Error(`This context does not exist (given: ${context}, of ${left}).`);
  return path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], contexts[context]);
}

/** The first value that decides the expression, or the last one. */
function firstThat(values: readonly unknown[], decides: (value: unknown) => boolean): unknown {
  return values.find(decides) ?? values.at(-1);
}

function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

function asText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
