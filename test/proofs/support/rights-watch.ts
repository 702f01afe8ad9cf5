import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STACK } from './app';
import type { RehearsalOptions } from '../../../src/rehearsal';
import type { Observation } from '../../../src/simulator';

type Progress = Parameters<NonNullable<RehearsalOptions['onProgress']>>[0];

interface Resource {
  readonly Type: string;
  DependsOn?: string | string[];
  readonly Properties: { readonly PolicyDocument?: Document; readonly Policies?: { readonly PolicyDocument: Document }[] };
}

interface Document {
  readonly Statement: { readonly Action: string | string[] }[];
}

type Template = { readonly Resources: Record<string, Resource> };

const fileOf = (directory: string) => join(directory, `${STACK}.template.json`);

export const templateOf = (directory: string) => JSON.parse(readFileSync(fileOf(directory), 'utf8')) as Template;

const isGroup = (logicalId: string, { Type }: Resource) => Type === 'AWS::IAM::Policy' && /Rights[0-9A-F]{8}$/.test(logicalId);
const isHandlerRole = (logicalId: string, { Type }: Resource) => Type === 'AWS::IAM::Role' && logicalId.startsWith('OrganizationsProviderRole');

/** Rewrites an assembly as earlier versions wrote it: all rights in the role itself, on which no resource depends. */
export function withAllRightsInTheRole(directory: string): string {
  const template = templateOf(directory);
  const entries = Object.entries(template.Resources);
  const groups = entries.filter(([logicalId, resource]) => isGroup(logicalId, resource));
  const [, role] = entries.find(([logicalId, resource]) => isHandlerRole(logicalId, resource))!;
  for (const [logicalId, { Properties }] of groups) {
    role.Properties.Policies![0].PolicyDocument.Statement.push(...Properties.PolicyDocument!.Statement);
    delete template.Resources[logicalId];
  }
  omitDependencies(template, groups.map(([logicalId]) => logicalId));
  writeFileSync(fileOf(directory), JSON.stringify(template));
  return directory;
}

/** Rewrites an assembly so that nothing depends on the policies of groups. */
export function withoutDependencies(directory: string): string {
  const template = templateOf(directory);
  omitDependencies(template, Object.keys(template.Resources).filter((logicalId) => isGroup(logicalId, template.Resources[logicalId])));
  writeFileSync(fileOf(directory), JSON.stringify(template));
  return directory;
}

function omitDependencies({ Resources }: Template, names: readonly string[]): void {
  for (const resource of Object.values(Resources)) {
    const left = [resource.DependsOn ?? []].flat().filter((each) => !names.includes(each));
    if (left.length > 0) resource.DependsOn = left;
    else delete resource.DependsOn;
  }
}

/** Follows which rights the role of the handlers has, and notes each write for which they do not suffice. */
export class RightsWatch {
  readonly missing: string[] = [];
  readonly writes: string[] = [];
  private readonly inForce = new Map<string, ReadonlySet<string>>();
  private readonly before: Template;
  private readonly after: Template;
  private isRollback = false;

  /**
   * @param former the assembly that is deployed, if one is
   * @param next the assembly that the rehearsal deploys
   */
  constructor(former: string | undefined, next: string) {
    this.before = former === undefined ? { Resources: {} } : templateOf(former);
    this.after = templateOf(next);
    for (const [logicalId, resource] of Object.entries(this.before.Resources)) {
      if (isGroup(logicalId, resource) || isHandlerRole(logicalId, resource)) this.inForce.set(logicalId, actionsOf(resource));
    }
  }

  readonly follow = ({ logicalId, status }: Progress): void => {
    if (status.includes('ROLLBACK')) this.isRollback = true;
    const [old, fresh] = [this.before.Resources[logicalId], this.after.Resources[logicalId]] as (Resource | undefined)[];
    const resource = fresh ?? old;
    if (!resource || !(isGroup(logicalId, resource) || isHandlerRole(logicalId, resource))) return;
    if (status === 'CREATE_COMPLETE') this.inForce.set(logicalId, actionsOf(resource));
    if (status === 'UPDATE_COMPLETE') this.inForce.set(logicalId, actionsOf((this.isRollback ? old : fresh)!));
    if (status === 'DELETE_IN_PROGRESS') this.inForce.delete(logicalId);
  };

  readonly observe = ({ entry }: Observation): void => {
    if (!entry) return;
    const { operation } = entry;
    this.writes.push(operation);
    const isAllowed = [...this.inForce.values()].some((actions) => actions.has(operation));
    if (!isAllowed) this.missing.push(operation);
  };
}

function actionsOf({ Properties: { PolicyDocument, Policies = [] } }: Resource): ReadonlySet<string> {
  const documents = [...PolicyDocument ? [PolicyDocument] : [], ...Policies.map((each) => each.PolicyDocument)];
  return new Set(documents.flatMap(({ Statement }) => Statement).flatMap(({ Action }) => Action).map((action) => action.split(':')[1]));
}
