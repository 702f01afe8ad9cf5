import { Token, Tokenization } from 'aws-cdk-lib';
import { problem } from '../../validation';

/** Messages about the waiting period of a deleted resource, which must be 7 to 30 days. */
export function waitingDaysProblems(days: number): string[] {
  if (Token.isUnresolved(days) || (Number.isInteger(days) && days >= 7 && days <= 30)) return [];
  return [problem({ wrong: 'This is not a number of days to wait before a deletion', given: days, remedy: 'Give a whole number from 7 to 30' })];
}

/** The condition that a request has a shorter waiting period. A request without one gets the default of the service, 30 days. */
export function fewerDays(key: string, days: number): Record<string, Record<string, unknown>> {
  return { NumericLessThan: { [key]: Tokenization.stringifyNumber(days) } };
}
