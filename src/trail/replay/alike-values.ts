import { conditionsIn } from './policy-texts';
import type { ContextValue } from '../../policy';
import { compileCondition, type ConditionJudge } from '../../policy/evaluate/compile/compile-condition';
import { RequestContext } from '../../policy/evaluate/request/request-context';
import { conditionOperator } from '../../policy/language/condition-operator';
import { remembered } from '../remembered';

/** The conditions of policies on one key. */
interface ConditionsOnKey {
  readonly judges: ConditionJudge[];
  /** The class of a text, or of a number or boolean as text: conditions compare texts. */
  readonly classOf: (text: string) => string;
}

/**
 * Tells which values of a key the conditions of policies treat alike: those for which every condition with the key has the same truth. An
 * address matters by the blocks that it is in, a time by the dates before it.
 */
export class AlikeValues {
  /** By the key in lower case. */
  private readonly conditions = new Map<string, ConditionsOnKey>();
  private readonly lowerCase = remembered((key) => key.toLowerCase());

  /** @param hasVariables whether a policy compares keys with each other, so that every value counts on its own */
  constructor(documents: readonly unknown[], private readonly hasVariables: boolean) {
    const seen = new Set<string>();
    for (const [operatorName, key, values] of documents.flatMap(conditionsIn)) {
      const operator = conditionOperator(operatorName);
      const name = key.toLowerCase();
      const text = JSON.stringify([operatorName, name, values]);
      if (operator === undefined || seen.has(text)) continue;
      seen.add(text);
      if (!this.conditions.has(name)) this.conditions.set(name, conditionsOn(name));
      this.conditions.get(name)!.judges.push(compileCondition({ operator, key, values }, false));
    }
  }

  /** The same text for values that are alike. */
  classOf(key: string, value: ContextValue): string {
    if (this.hasVariables || value === null) return JSON.stringify(value);
    const conditions = this.conditions.get(this.lowerCase(key));
    if (conditions === undefined) return '';
    return Array.isArray(value) ? classIn(conditions.judges, key, value) : conditions.classOf(String(value));
  }

  hasConditionOn(key: string): boolean {
    return this.conditions.has(key.toLowerCase());
  }
}

function conditionsOn(key: string): ConditionsOnKey {
  const judges: ConditionJudge[] = [];
  return { judges, classOf: remembered((text) => classIn(judges, key, text)) };
}

function classIn(judges: readonly ConditionJudge[], key: string, value: ContextValue): string {
  const context = new RequestContext({ action: 'sts:GetCallerIdentity', context: { [key]: value } });
  return judges.map((judge) => {
    const truth = judge(context);
    return truth === true ? '1' : truth === false ? '0' : JSON.stringify(truth);
  }).join('');
}
