import { conditionsIn } from './policy-texts';
import type { ContextValue } from '../../policy';
import { compileCondition, type ConditionJudge } from '../../policy/evaluate/compile/compile-condition';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import { conditionOperator } from '../../policy/language/condition-operator';

/** So many values are remembered for each key. */
const REMEMBERED = 50_000;

/**
 * Tells which values of a key the conditions of policies treat alike: those for which every condition with the key has the same truth. An
 * address matters by the blocks that it is in, a time by the dates before it.
 */
export class AlikeValues {
  private readonly judges = new Map<string, ConditionJudge[]>();
  private readonly classes = new Map<string, Map<string, string>>();

  /** @param hasVariables whether a policy compares keys with each other, so that every value counts on its own */
  constructor(documents: readonly unknown[], private readonly hasVariables: boolean) {
    const seen = new Set<string>();
    for (const [operatorName, key, values] of documents.flatMap(conditionsIn)) {
      const operator = conditionOperator(operatorName);
      const text = JSON.stringify([operatorName, key.toLowerCase(), values]);
      if (operator === undefined || seen.has(text)) continue;
      seen.add(text);
      const judges = this.judges.get(key.toLowerCase()) ?? [];
      judges.push(compileCondition({ operator, key, values }, false));
      this.judges.set(key.toLowerCase(), judges);
    }
  }

  /** The same text for values that are alike. */
  classOf(key: string, value: ContextValue): string {
    if (this.hasVariables || value === null) return JSON.stringify(value);
    const name = key.toLowerCase();
    const text = JSON.stringify(value);
    let known = this.classes.get(name);
    if (known === undefined || known.size >= REMEMBERED) {
      known = new Map();
      this.classes.set(name, known);
    }
    let found = known.get(text);
    if (found === undefined) {
      const context = new RequestContext({ action: 'sts:GetCallerIdentity', context: { [key]: value } });
      found = (this.judges.get(name) ?? []).map((judge) => JSON.stringify(judge(context))).join(',');
      known.set(text, found);
    }
    return found;
  }

  hasConditionOn(key: string): boolean {
    return this.judges.has(key.toLowerCase());
  }
}
