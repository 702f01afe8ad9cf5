import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { visibleLines } from '../../report/escape';
import { PACKAGE_FOLDER, PACKAGE_NAME } from '../package-folder';

/** The packages that an app runs with. */
const PACKAGES = [PACKAGE_NAME, 'aws-cdk-lib', 'constructs', 'tsx'];
const LONGEST_MESSAGE = 4_000;
const MOST_OUTPUT = 2 ** 27;

/** A cloud assembly in a temporary folder. */
export interface Synthesized {
  readonly assembly: string;
  readonly remove: () => void;
}

/**
 * Runs the program of a written app with the packages of its folder, or with those that are installed with this command. Nothing is
 * downloaded.
 * @returns undefined if a package is in neither place
 * @throws Error if it does not synthesize; its messages go to standard error
 */
export function synthesizeApp(folder: string): Synthesized | undefined {
  const work = mkdtempSync(join(tmpdir(), 'cdk-org-init-'));
  const remove = () => rmSync(work, { recursive: true, force: true });
  try {
    const environment = packagesFor(folder, work);
    if (environment === undefined) {
      remove();
      return undefined;
    }
    const assembly = join(work, 'cdk.out');
    const { status, stderr, error } = spawnSync(process.execPath, ['--import', environment.loader, join('bin', 'app.ts')], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: MOST_OUTPUT,
      env: {
        ...process.env,
        ...environment.variables,
        CDK_OUTDIR: assembly,
        CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-creation-stack-traces': true }),
      },
    });
    if (error !== undefined) throw error;
    if (status !== 0) {
      process.stderr.write(`${visibleLines(stderr.slice(0, LONGEST_MESSAGE))}\n`);
      throw new Error(`The app is written, but does not synthesize. Given: ${folder}. Correct the rows that its messages name.`);
    }
    return { assembly, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

interface Packages {
  /** The URL of the loader of TypeScript. */
  readonly loader: string;
  readonly variables: Readonly<Record<string, string>>;
}

function packagesFor(folder: string, work: string): Packages | undefined {
  const ofApp = createRequire(resolve(folder, 'package.json'));
  if (PACKAGES.every((name) => folderOf(ofApp, name) !== undefined)) return { loader: loaderOf(ofApp), variables: {} };
  const here = createRequire(join(PACKAGE_FOLDER, 'package.json'));
  const found = PACKAGES.map((name) => [name, name === PACKAGE_NAME ? PACKAGE_FOLDER : folderOf(here, name)] as const);
  if (found.some(([, place]) => place === undefined)) return undefined;
  const links = join(work, 'node_modules');
  mkdirSync(links);
  for (const [name, place] of found) symlinkSync(place!, join(links, name), 'junction');
  const { NODE_PATH: former = '' } = process.env;
  return { loader: loaderOf(here), variables: { NODE_PATH: [links, ...former.split(delimiter)].filter((each) => each !== '').join(delimiter) } };
}

function loaderOf(packages: NodeJS.Require): string {
  return pathToFileURL(packages.resolve('tsx')).href;
}

function folderOf(packages: NodeJS.Require, name: string): string | undefined {
  try {
    return dirname(packages.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
