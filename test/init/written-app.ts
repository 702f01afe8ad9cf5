import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { type Proof, proofOf } from '../../src/cli/init/proof';
import { appFiles, appRows, Selection, stackNameFor, stackNamesIn } from '../../src/init';
import type { Organization } from '../../src/model';
import { removeApps, synthesizeApp } from '../proofs/support/app';

const ROOT = join(__dirname, '..', '..', 'tmp', 'init');
export const VERSIONS = { 'aws-cdk-lib': '^2.232.0', 'cdk-aws-organizations': '^1.0.0', 'constructs': '^10.5.1' };

type Patterns = NonNullable<ConstructorParameters<typeof Selection>[0]>;
type FormerPolicies = Parameters<typeof appRows>[2];

interface WrittenApp {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  readonly stackName: string;
}

const folders: string[] = [];

/**
 * Writes the app of an organization into a folder of this repository, where tests can load it.
 * @param former policies that another tool managed before
 */
export function writtenApp(organization: Organization, patterns: Patterns = {}, former?: FormerPolicies): WrittenApp {
  const selection = new Selection(patterns);
  const { stackName } = stackNameFor({ selection, taken: stackNamesIn(organization) });
  const files = appFiles({ ...appRows(organization, selection, former), stackName }, VERSIONS);
  return { folder: writtenFiles(files), files, stackName };
}

/** Writes files by their paths into a new folder of this repository. @returns the folder */
export function writtenFiles(files: ReadonlyMap<string, string>): string {
  mkdirSync(ROOT, { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'app-'));
  folders.push(folder);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Whether there is a python3 that can read the rows of an app: with its standard library alone, from version 3.10 on. */
export function hasPython(): boolean {
  return spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0;
}

/**
 * Synthesizes a written app in this process.
 * @param stackName in place of the name in its program
 * @returns the folder of its cloud assembly
 */
export function synthesized(folder: string, { managementAccountId }: Organization, stackName = nameInProgram(folder)): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { OrganizationStack } = require(join(folder, 'lib', 'organization-stack')) as { OrganizationStack: new (...args: unknown[]) => Stack };
  return synthesizeApp((app) => { new OrganizationStack(app, stackName, { env: { account: managementAccountId, region: 'us-east-1' } }); });
}

function nameInProgram(folder: string): string {
  return /new App\(\), '([^']+)'/.exec(readFileSync(join(folder, 'bin', 'app.ts'), 'utf8'))![1];
}

/** Writes the app of an organization, synthesizes it, and rehearses its first deployment. */
export async function proven(organization: Organization, patterns: Patterns = {}, former?: FormerPolicies): Promise<Proof> {
  return proofOf({ organization }, synthesized(writtenApp(organization, patterns, former).folder, organization));
}

export function removeWrittenApps(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  removeApps();
}
