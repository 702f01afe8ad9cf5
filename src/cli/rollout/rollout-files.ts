import { readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import type { CloudAssembly } from '../../assembly';
import { decodeRolloutStage, parseRolloutStage, type RolloutMetadata, type RolloutStage } from '../../contract';
import { type Organization, policyDigestOf, rolloutsIn } from '../../model';
import { parseJson } from '../../policy';
import { assemblyPath } from '../sources/assembly-path';
import { readCode, withContents } from '../sources/organization-source';

/** A rollout of the synthesized app, with the stage that its file has. */
export interface RolloutOfFile {
  /** The path as it was given. */
  readonly file: string;
  /** The text of the file, without a byte order mark. */
  readonly text: string;
  readonly stage: RolloutStage;
  /** As the app was synthesized, so that its stage may be an older one. */
  readonly synthesized: RolloutMetadata;
  /** With the stage of the file. */
  readonly rollout: RolloutMetadata;
  /** The SHA-256 of the text of the policy in the app, if the app has it. */
  readonly digest?: string;
}

export interface RolloutsOfApp {
  readonly organization: Organization;
  readonly assembly: CloudAssembly;
  /** In the order of the files. */
  readonly rollouts: readonly RolloutOfFile[];
}

/**
 * The rollouts of an app by their files; without files, all that have one.
 * @param app the folder that `cdk synth` wrote
 * @throws Error for a file that is none of the app, or that cannot be read
 */
export function rolloutsOfFiles(app: string | undefined, files: readonly string[]): RolloutsOfApp {
  const place = assemblyPath(app);
  const { organization, assembly } = withContents(readCode(place));
  const known = rolloutsIn(assembly).filter(({ stageFile }) => stageFile !== undefined);
  const given = files.length > 0 ? files : known.map(({ stageFile }) => stageFile!);
  return { organization, assembly: assembly!, rollouts: given.map((file) => rolloutOf(file, known, { place, organization })) };
}

interface SynthesizedApp {
  readonly place: string;
  readonly organization: Organization;
}

function rolloutOf(file: string, known: readonly RolloutMetadata[], { place: app, organization }: SynthesizedApp): RolloutOfFile {
  const synthesized = matching(file, known, app);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Error(`The file with the stage cannot be read: ${file} (${(error as Error).message}). Run the command in the folder of the app, or give its path.`);
  }
  let text: string;
  let stage: RolloutStage;
  try {
    text = decodeRolloutStage(bytes);
    stage = parseRolloutStage(text, parseJson);
  } catch (error) {
    throw new Error(`The file with the stage cannot be used: ${file}: ${(error as Error).message}. Or restore the version before.`);
  }
  const { waves } = synthesized;
  if (stage.stage !== null && !waves.some(({ name }) => name === stage.stage)) {
    throw new Error(`The stage in the file is no wave of the rollout in ${app} (given: ${stage.stage} in ${file}). Its waves are ${waves.map(({ name }) => name).join(', ')}. Synthesize the app again, or correct the file.`);
  }
  const { stage: _stage, since: _since, policyDigest: _policyDigest, paused: _paused, ...rest } = synthesized;
  const digest = policyDigestOf(synthesized, organization);
  const { stage: name, history: _history, ...days } = stage;
  const rollout = { ...rest, ...(name === null ? {} : { stage: name }), ...days };
  return { file, text, stage, synthesized, rollout, ...(digest === undefined ? {} : { digest }) };
}

/** The app notes the path of the file from its folder. The command may run in another one, so that the end of the path decides. */
function matching(file: string, known: readonly RolloutMetadata[], app: string): RolloutMetadata {
  const path = resolve(file);
  const exact = known.filter(({ stageFile }) => ['.', dirname(resolve(app))].some((folder) => resolve(folder, stageFile!) === path));
  const found = exact.length > 0 ? exact : known.filter(({ stageFile }) => stageFileMatches(stageFile!, path.split(sep)));
  if (found.length === 1) return found[0];
  const files = known.map(({ stageFile }) => stageFile!).join(', ');
  throw new Error(`No single rollout in ${app} has its stage in this file (given: ${file}; known: ${files === '' ? 'none' : files}). Synthesize the app, and run the command in its folder.`);
}

/**
 * Whether a path ends with that of a file of the app.
 * @param stageFile from the folder of the app, with slashes
 * @param path the parts of the whole path
 */
export function stageFileMatches(stageFile: string, path: readonly string[]): boolean {
  const parts = stageFile.split('/').filter((part) => part !== '..');
  return parts.every((part, place) => path[path.length - parts.length + place] === part);
}
