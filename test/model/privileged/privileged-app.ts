import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Account, Organization } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { organizationFromAssembly } from '../../../src/model';
import { OrganizationsProvider } from '../../../src/provider';

export const ADDRESS = 'shop@example.com';

/** The parts of the app that an edit can reach. */
export interface PrivilegedApp {
  readonly app: App;
  readonly stack: Stack;
  readonly organization: Organization;
  readonly account: Account;
  readonly provider: OrganizationsProvider;
}

export type Edit = (app: PrivilegedApp) => void;

/** Synthesizes an app with an organization and one account; `edit` is what a pull request changes in it. */
export function synthesize(edit: Edit = () => undefined, context: Record<string, unknown> = {}): string {
  const app = new App({ outdir: join(temporaryFolder(), 'cdk.out'), analyticsReporting: false, context });
  const stack = new Stack(app, 'Org');
  const organization = new Organization(stack, 'Organization');
  const account = new Account(stack, 'Shop', { parent: organization.root, accountName: 'shop', email: ADDRESS });
  edit({ app, stack, organization, account, provider: OrganizationsProvider.getOrCreate(stack) });
  app.synth();
  return app.outdir;
}

export function organizationOf(edit?: Edit, context?: Record<string, unknown>) {
  return organizationFromAssembly(readCloudAssembly(synthesize(edit, context)));
}

/** The resource of a type at or below a construct. */
export function resourceBelow(construct: IConstruct, type: string): CfnResource {
  const found = construct.node.findAll().find((each) => CfnResource.isCfnResource(each) && each.cfnResourceType === type);
  if (found === undefined) throw new Error(`The construct has no resource of this type: ${type}. Give one that it has.`);
  return found as CfnResource;
}

/** A folder with a handler that was not written in this project. */
export function foreignBundle(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'index.js'), 'exports.onEvent = exports.isComplete = async () => ({ IsComplete: true });\n');
  return folder;
}

/** @returns the file. */
export function writeJson(name: string, content: object): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'privileged-'));
  folders.push(folder);
  return folder;
}

/** Removes the files that the tests have written. */
export function removeFolders(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}
