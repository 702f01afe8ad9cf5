import type { Verdict } from './deviations';
import { knownCode } from '../../../src/cli/known-code';
import { readCode } from '../../../src/cli/sources/organization-source';
import { reviewOf } from '../../../src/model';

/** A review of the change from one folder with a cloud assembly to another. */
export type Gate = (base: string, head: string) => Verdict;

/** The answer of `cdk-org diff <base> <head>`: its changes and obstacles as JSON, or the message with which it ends. */
export const reviewGate: Gate = (base, head) => {
  try {
    const [before, after] = [base, head].map((folder) => readCode(folder).organization);
    const { changes, obstacles } = reviewOf(before, after, { actions: [], knownCode: knownCode({}) });
    return { named: changes.length + obstacles.length === 0 ? '' : JSON.stringify({ changes, obstacles }) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
};
