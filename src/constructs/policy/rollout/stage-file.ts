import { existsSync, readFileSync, realpathSync } from 'fs';
import { relative, resolve, sep } from 'path';
import type { IConstruct } from 'constructs';
import type { PolicyRolloutProps } from './policy-rollout-props';
import { decodeRolloutStage, parseRolloutStage, RolloutStageError, type RolloutStage } from '../../../contract';
import { parseJson } from '../../../policy';
import { problem, UniqueIndex } from '../../validation';

interface GivenStage {
  /** Not begun if there are problems. Then nothing is synthesized. */
  readonly stage: RolloutStage;
  readonly problems: readonly string[];
}

const NOT_BEGUN: RolloutStage = { stage: null, history: [] };

/** The stage of a rollout, from its file or from the code. */
export function givenStage({ stage, stageFile }: Pick<PolicyRolloutProps, 'stage' | 'stageFile'>): GivenStage {
  if (stageFile === undefined) return { stage: { ...NOT_BEGUN, stage: stage ?? null }, problems: [] };
  if (stage !== undefined) {
    return failing({ wrong: 'The stage of the rollout is given twice', given: `stage: ${stage}, stageFile: ${stageFile}`, remedy: 'Give one of the two' });
  }
  // A missing file may be a misspelled one, and without a stage the policy would be detached everywhere.
  if (!existsSync(stageFile)) {
    return failing({ wrong: 'The file with the stage of the rollout does not exist', given: stageFile, remedy: 'Correct its path, or write { "stage": null } to it if the rollout begins' });
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(stageFile);
  } catch (error) {
    return failing({ wrong: `The file with the stage of the rollout cannot be read: ${(error as Error).message}`, given: stageFile, remedy: 'Give a file that can be read' });
  }
  return stageIn(bytes, stageFile);
}

function stageIn(bytes: Buffer, stageFile: string): GivenStage {
  try {
    return { stage: parseRolloutStage(decodeRolloutStage(bytes), parseJson), problems: [] };
  } catch (error) {
    if (!(error instanceof RolloutStageError)) throw error;
    return failing({ wrong: `The file with the stage of the rollout cannot be used: ${error.message}`, given: stageFile, remedy: 'Correct it, or restore the version before' });
  }
}

const STAGE_FILES = new UniqueIndex('The file with the stage is used by more than one rollout', 'Give each rollout a file of its own');

/** Notes the file of a rollout. @returns the check at synthesis that no other rollout of the app has it */
export function claimStageFile(rollout: IConstruct, { stageFile }: Pick<PolicyRolloutProps, 'stageFile'>): () => string[] {
  if (stageFile === undefined) return () => [];
  const path = existsSync(stageFile) ? realpathSync(stageFile) : resolve(stageFile);
  STAGE_FILES.claim(rollout.node.root, path, rollout);
  return () => STAGE_FILES.problems(rollout.node.root, path, rollout, stageFile);
}

/** The path from the folder of the app, with slashes on every system. */
export function stageFileName(stageFile: string): string {
  return relative(process.cwd(), resolve(stageFile)).split(sep).join('/');
}

function failing(mistake: Parameters<typeof problem>[0]): GivenStage {
  return { stage: NOT_BEGUN, problems: [problem(mistake)] };
}
