import { entries, listOf, textOf } from '../values';

/** Whether a value is a call of an intrinsic function. */
export function isReference(value: unknown): boolean {
  const [first, ...others] = entries(value);
  return first !== undefined && others.length === 0 && /^(?:Ref|Fn::\w+)$/.test(first[0]);
}

/** The logical ID that `!Ref` or `!GetAtt` names, or a text as it is; undefined for anything else. */
export function referenceOf(value: unknown): string | undefined {
  const [first, ...others] = entries(value);
  if (first === undefined) return textOf(value);
  const [name, argument] = first;
  if (others.length > 0) return undefined;
  if (name === 'Ref') return textOf(argument);
  if (name !== 'Fn::GetAtt') return undefined;
  return textOf(listOf(argument)[0])?.split('.')[0];
}
