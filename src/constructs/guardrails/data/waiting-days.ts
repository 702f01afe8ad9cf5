import { Token, Tokenization } from 'aws-cdk-lib';
import { problem } from '../../validation';

/** Messages about a number of days that a service lets a deleted resource wait: 7 to 30. */
export function waitingDaysProblems(days: number): string[] {
  if (Token.isUnresolved(days) || (Number.isInteger(days) && days >= 7 && days <= 30)) return [];
  return [problem({ wrong: 'This is not a number of days to wait before a deletion', given: days, remedy: 'Give a whole number from 7 to 30' })];
}

/** The condition under which a request asks for fewer days. A request that asks for none gets the default of the service, which is 30. */
export function fewerDays(key: string, days: number): Record<string, Record<string, unknown>> {
  return { NumericLessThan: { [key]: Tokenization.stringifyNumber(days) } };
}
