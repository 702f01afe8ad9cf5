import { compileCondition, type ConditionJudge } from '../evaluate/compile/compile-condition';
import { compileResourcePattern } from '../evaluate/patterns/arn-pattern';
import { variablesOf } from '../evaluate/patterns/template';
import { RequestContext } from '../evaluate/request/request-context';
import { type Condition, type ConditionComparison, CONDITION_COMPARISONS, type ConditionFamily } from '../language';

/** Values of condition keys by their names in lower case; `null` for an absent key. */
export type KeyValues = Readonly<Record<string, readonly string[] | null>>;

/** The comparison of a pattern: with a resource, or with the value of a key by an operator without `Not`. */
export type PatternComparison = ConditionComparison | 'Resource';

/** One value of a condition, or one pattern of `Resource`: a set of texts. */
export class Pattern {
  /** Equal for patterns that match the same texts. */
  readonly id: string;
  /** The keys whose values are part of the pattern, in lower case. */
  readonly variables: readonly string[];
  private judge?: ConditionJudge;

  constructor(readonly comparison: PatternComparison, readonly text: string, readonly hasVariables: boolean) {
    this.variables = hasVariables && (this.family === 'string' || this.family === 'arn')
      ? [...new Set(variablesOf(text).map((key) => key.toLowerCase()))] : [];
    this.id = JSON.stringify([comparison, text, hasVariables && text.includes('${')]);
  }

  get family(): ConditionFamily {
    return this.comparison === 'Resource' ? 'arn' : CONDITION_COMPARISONS[this.comparison].family;
  }

  /** Whether the evaluation matches a text, where the variables of the pattern have these values. */
  matches(text: string, variables: KeyValues = {}): boolean {
    this.judge ??= this.compile();
    const context = { ...variables, [TESTED]: [text] };
    return this.judge(new RequestContext({ action: 'any:Action', resource: text, context, contextIsComplete: true })) === true;
  }

  private compile(): ConditionJudge {
    const { comparison, text, hasVariables } = this;
    if (comparison !== 'Resource') {
      const condition: Condition = { operator: { name: comparison, comparison, ifExists: false }, key: TESTED, values: [text] };
      return compileCondition(condition, hasVariables);
    }
    const matches = compileResourcePattern(text, hasVariables);
    return (context) => matches(context.resource!, context);
  }
}

/** A key that no policy can name, for the text that is compared. */
const TESTED = 'the tested text';
