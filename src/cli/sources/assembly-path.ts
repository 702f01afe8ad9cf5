import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { pathStats } from './path-stats';
import { isRecord } from '../../assembly';
import { isSnapshot } from '../../model';
import { printable } from '../output/printable';

const MANIFEST = 'manifest.json';
const SETTINGS = 'cdk.json';
const SYNTHESIZE = 'Run "cdk synth" in the folder of the app';

/** Options of a command that take what is not a cloud assembly. */
export interface OtherOptions {
  readonly snapshot?: string;
  readonly state?: string;
  /** Options that replace a path. */
  readonly instead?: string;
  /**
   * A folder in the app.
   * @default - the current folder
   */
  readonly app?: string;
}

/**
 * The folder of a cloud assembly: the one given, else the output of the app around the current folder.
 * @throws Error that says whether there is nothing, or something else.
 */
export function assemblyPath(given: string | undefined, options: OtherOptions = {}): string {
  if (given !== undefined) {
    assertAssembly(given, options);
    return given;
  }
  const found = outputOfApp(resolve(options.app ?? '.'));
  if (found !== undefined && existsSync(join(found, MANIFEST))) return shown(found);
  throw new Error(`No cloud assembly is given, and none is found (looked for: ${shown(found ?? resolve('cdk.out'))}). ${SYNTHESIZE}, or give the path of a cdk.out${options.instead ?? ''}.`);
}

/** @throws Error unless the path is a folder with a manifest. */
export function assertAssembly(path: string, options: OtherOptions = {}): void {
  const stats = pathStats(path);
  if (stats === undefined) throw new Error(`This path does not exist: ${path}. ${SYNTHESIZE}, and give its output, usually cdk.out.`);
  if (stats.isDirectory()) {
    // Its reader says what is wrong with a folder that has none.
    const inner = join(path, 'cdk.out');
    if (existsSync(join(path, MANIFEST)) || !existsSync(join(inner, MANIFEST))) return;
    throw new Error(`This is the folder of an app, not its cloud assembly: ${path}. Give ${inner}.`);
  }
  const kind = kindOfFile(path);
  const option = kind === undefined ? undefined : options[kind];
  if (option !== undefined) throw new Error(`This is a ${NAMES[kind!]}, not a cloud assembly: ${path}. Use ${option} ${path}, and give the folder that "cdk synth" wrote.`);
  throw new Error(`This is a ${kind === undefined ? 'file' : NAMES[kind]}, not a cloud assembly: ${path}. Give the folder that "cdk synth" wrote, usually cdk.out.`);
}

const NAMES = { snapshot: 'snapshot of an organization', state: 'saved state' } as const;

function kindOfFile(path: string): keyof typeof NAMES | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isSnapshot(value)) return 'snapshot';
    return isRecord(value) && ('stacks' in value || 'organizationalUnits' in value) ? 'state' : undefined;
  } catch {
    return undefined;
  }
}

/** The output folder of the app around a folder. Undefined outside of an app without a cdk.out. */
function outputOfApp(folder: string): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    if (existsSync(join(place, SETTINGS))) return outputOf(place);
    if (place === dirname(place)) break;
  }
  return [folder, join(folder, 'cdk.out')].find((place) => existsSync(join(place, MANIFEST)));
}

/** The setting `output` in the app's cdk.json. */
function outputOf(app: string): string {
  try {
    const settings: unknown = JSON.parse(readFileSync(join(app, SETTINGS), 'utf8'));
    return resolve(app, isRecord(settings) && typeof settings.output === 'string' ? settings.output : 'cdk.out');
  } catch {
    return join(app, 'cdk.out');
  }
}

function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}

const noted = new Set<string>();

/** Warns once if the app of a cloud assembly was changed after it was synthesized. */
export function warnIfOutdated(assembly: string): void {
  const source = noted.has(resolve(assembly)) ? undefined : newerSource(assembly);
  noted.add(resolve(assembly));
  if (source === undefined) return;
  process.stderr.write(`Warning: ${printable(shown(resolve(assembly)))} is older than ${printable(shown(source))}. Run "cdk synth" for what the code says now.\n`);
}

/**
 * A source file that was changed after the assembly was written. Undefined if there is none, or if the folder is not the output of the app
 * beside it: the code of a base is meant to be old.
 */
export function newerSource(assembly: string): string | undefined {
  const folder = resolve(assembly);
  const app = [dirname(folder), dirname(dirname(folder))].find((place) => existsSync(join(place, SETTINGS)));
  if (app === undefined || outputOf(app) !== folder || !existsSync(join(folder, MANIFEST))) return undefined;
  const writtenAt = statSync(join(folder, MANIFEST)).mtimeMs;
  // Snapshots and states may be in any folder.
  const isCode = ({ path }: Source) => extname(path) !== '.json' || kindOfFile(path) === undefined;
  const newer = sourcesBelow(app, folder, true).filter(({ changedAt }) => changedAt > writtenAt).filter(isCode);
  return newer.reduce<Source | undefined>((first, next) => (first && first.changedAt >= next.changedAt ? first : next), undefined)?.path;
}

interface Source {
  readonly path: string;
  readonly changedAt: number;
}

const CODE = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.py', '.java', '.kt', '.cs', '.fs', '.go', '.json', '.yaml', '.yml'];

/** Folders without code of the app; those of tests decide nothing either. */
const OTHER_FOLDERS = new Set(['node_modules', 'dist', 'build', 'target', 'bin', 'obj', 'venv', 'coverage', 'test', 'tests', '__tests__', '__pycache__']);

/** Beside the app lie files that this command line writes, and those of tools. */
const OF_TOP = /^cdk(?:\.context)?\.json$|^(?!.*\.config\.)(?!.*\.(?:json|ya?ml)$)/;

/** Whether a folder is a cloud assembly, an app of its own, or the code of another tool, such as an export. */
function isOfOthers(folder: string): boolean {
  return [MANIFEST, SETTINGS].some((name) => existsSync(join(folder, name))) || readdirSync(folder).some((name) => extname(name) === '.tf');
}

function sourcesBelow(folder: string, assembly: string, isTop = false): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Source[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isCode = !entry.name.startsWith('.') && !entry.name.startsWith('cdk.out') && !OTHER_FOLDERS.has(entry.name) && path !== assembly;
      return isCode && !isOfOthers(path) ? sourcesBelow(path, assembly) : [];
    }
    const isSource = entry.isFile() && CODE.includes(extname(entry.name)) && (!isTop || OF_TOP.test(entry.name)) && !/\.(?:d|test|spec)\.[cm]?[jt]s$/.test(basename(path));
    return isSource ? [{ path, changedAt: statSync(path).mtimeMs }] : [];
  });
}
