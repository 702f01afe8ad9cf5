import { Token } from 'aws-cdk-lib';
import { problem } from '../validation';

/** Messages about texts that only the deployment knows, where they would have to be part of a condition key. */
export function conditionKeyProblems(noun: string, texts: readonly string[]): string[] {
  return texts.filter((text) => isTokenText(text)).map((given) => problem({
    wrong: `The ${noun} is known only at deployment`, given, remedy: 'Give the text itself: it is part of a condition key',
  }));
}

/** Whether only the deployment knows the text, or the list of which it is a part. */
export function isTokenText(text: string): boolean {
  return Token.isUnresolved(text) || Token.isUnresolved([text]);
}
