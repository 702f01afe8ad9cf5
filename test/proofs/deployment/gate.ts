import { createRequire } from 'node:module';
import type { Verdict } from './deviations';
import { readComparison } from '../../../src/cli/diff/comparison';
import { knownCode } from '../../../src/cli/known-code';
import { reviewOf } from '../../../src/model';

const { assemblyFiles, refuseZips } = createRequire(__filename)('../../../action/assembly-files.js') as {
  assemblyFiles: (folder: string) => readonly object[]; refuseZips: (files: readonly object[]) => void;
};

/** A review of the change from one folder with a cloud assembly to another. */
export type Gate = (base: string, head: string) => Verdict | Promise<Verdict>;

/** The answer of the gate in CI: the changes and obstacles of `cdk-org diff <base> <head>` as JSON, or the message with which it ends. */
export async function reviewGate(base: string, head: string): Promise<Verdict> {
  try {
    refuseZips(assemblyFiles(head));
    const { base: before, head: after, changesOfParameters } = await readComparison(base, head, { format: 'json', impact: false });
    const judging = { actions: [], knownCode: knownCode({}), changesOfParameters };
    const { changes, obstacles } = reviewOf(before.organization, after.organization, judging);
    return { named: changes.length + obstacles.length === 0 ? '' : JSON.stringify({ changes, obstacles }) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}
