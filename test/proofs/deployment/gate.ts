import { createRequire } from 'node:module';
import type { Verdict } from './deviations';
import { assertDeployable, keptParameters, withParameters } from '../../../src/assembly';
import { knownCode } from '../../../src/cli/known-code';
import { readCode } from '../../../src/cli/sources/organization-source';
import { diff, organizationFromAssembly, reviewOf } from '../../../src/model';

const { assemblyFiles, refuseZips } = createRequire(__filename)('../../../action/assembly-files.js') as {
  assemblyFiles: (folder: string) => readonly object[]; refuseZips: (files: readonly object[]) => void;
};

/** A review of the change from one folder with a cloud assembly to another. */
export type Gate = (base: string, head: string) => Verdict;

/** The answer of the gate in CI: the changes and obstacles of `cdk-org diff <base> <head>` as JSON, or the message with which it ends. */
export const reviewGate: Gate = (base, head) => {
  try {
    refuseZips(assemblyFiles(head));
    const [before, after] = [base, head].map((folder) => readCode(folder));
    assertDeployable(after.assembly!, { base: before.assembly });
    const kept = keptParameters(before.assembly!, after.assembly!);
    const changesOfParameters = Object.keys(kept).length === 0 ? undefined : diff(
      organizationFromAssembly(withParameters(after.assembly!, kept)), after.organization,
    ).length;
    const { changes, obstacles } = reviewOf(
      before.organization, after.organization, { actions: [], knownCode: knownCode({}), changesOfParameters },
    );
    return { named: changes.length + obstacles.length === 0 ? '' : JSON.stringify({ changes, obstacles }) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
};
