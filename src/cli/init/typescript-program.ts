import { mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Program } from './synthesize-app';
import { PACKAGE_FOLDER, PACKAGE_NAME } from '../package-folder';

/** The packages that an app runs with. */
const PACKAGES = [PACKAGE_NAME, 'aws-cdk-lib', 'constructs', 'tsx'];

/**
 * The program of an app in TypeScript, with the packages of its folder, or with those that are installed with this command.
 * @returns undefined if a package is in neither place
 */
export function typescriptProgram(folder: string, work: string): Program | undefined {
  const ofApp = createRequire(resolve(folder, 'package.json'));
  if (PACKAGES.every((name) => folderOf(ofApp, name) !== undefined)) return programWith(ofApp, {});
  const here = createRequire(join(PACKAGE_FOLDER, 'package.json'));
  const found = PACKAGES.map((name) => [name, name === PACKAGE_NAME ? PACKAGE_FOLDER : folderOf(here, name)] as const);
  if (found.some(([, place]) => place === undefined)) return undefined;
  const links = join(work, 'node_modules');
  mkdirSync(links);
  for (const [name, place] of found) symlinkSync(place!, join(links, name), 'junction');
  const { NODE_PATH: former = '' } = process.env;
  return programWith(here, { NODE_PATH: [links, ...former.split(delimiter)].filter((each) => each !== '').join(delimiter) });
}

function programWith(packages: NodeJS.Require, variables: Program['variables']): Program {
  const loader = pathToFileURL(packages.resolve('tsx')).href;
  return { command: process.execPath, arguments: ['--import', loader, join('bin', 'app.ts')], variables };
}

function folderOf(packages: NodeJS.Require, name: string): string | undefined {
  try {
    return dirname(packages.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
