import type { Judged } from './risk-rules';
import { repeatedKey } from '../../../policy';

/**
 * The risk of a policy text in which an object has a key twice. Parsers differ: some take the first of the values, some the last one, and
 * some refuse the text.
 */
export function repeatedKeyRisk(content: string | undefined): Judged[] {
  const problem = content === undefined ? undefined : repeatedKey(content);
  return problem === undefined ? [] : [{
    level: 'loosens',
    reason: `An object in its text has the key "${problem.given}" more than once (line ${problem.line}, column ${problem.column}). `
      + 'Only one of the values can count, and which one is not certain.',
  }];
}
