import { conditionFamily, type PolicyDocument, type Statement } from '../language';

/** A text in which variables represent values of the request. */
export interface VariableText {
  /** The path below the statement. */
  readonly place: string;
  readonly text: string;
}

/** All such texts of a statement; none where the version of the document treats variables as text. */
export function variableTexts({ resource, conditions }: Statement, document: PolicyDocument | undefined): VariableText[] {
  if (document?.version !== '2012-10-17') return [];
  return [
    ...resource.patterns.map((text) => ({ place: resource.negated ? 'NotResource' : 'Resource', text })),
    ...conditions.filter(({ operator }) => ['string', 'arn'].includes(conditionFamily(operator)))
      .flatMap(({ operator, values }) => values.map((text) => ({ place: `Condition.${operator.name}`, text }))),
  ].filter(({ text }) => text.includes('${'));
}
