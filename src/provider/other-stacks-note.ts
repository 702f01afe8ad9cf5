import { type CfnResource, Lazy, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAccountType, noteDigest, OTHER_STACKS_NOTE_KEY, ResourceType } from '../contract';
import { SharedState } from './copies';
import { topLevelStack } from './top-level-stack';

/** An account, or an organizational unit that a stack adopts. */
interface Noted {
  readonly stack: Stack;
  readonly resource: CfnResource;
  readonly properties: { readonly [name: string]: unknown };
  digests?: readonly string[];
}

interface App {
  readonly stacks: Set<Stack>;
  readonly noted: Noted[];
}

const APPS = new SharedState<App>('other-stacks-note');

/**
 * Notes the accounts of the other stacks of the app, and the organizational units that they adopt, in the template of each stack with
 * resources of this library. A handler then does not close an account whose construct has moved to one of them.
 */
export function noteInOtherStacks(resource: CfnResource, properties: { readonly [name: string]: unknown }): void {
  const { stacks, noted } = appOf(resource);
  const stack = topLevelStack(resource);
  const isNewStack = !stacks.has(stack);
  stacks.add(stack);
  const { cfnResourceType: type } = resource;
  if (isAccountType(type) || (type === ResourceType.ORGANIZATIONAL_UNIT && properties.Adopt === true)) {
    const isFirst = !noted.some((each) => each.stack === stack);
    noted.push({ stack, resource, properties });
    if (isFirst) [...stacks].filter((each) => each !== stack).forEach((each) => addNote(each, noted));
  }
  if (isNewStack && noted.some((each) => each.stack !== stack)) addNote(stack, noted);
}

function addNote(stack: Stack, noted: readonly Noted[]): void {
  const { metadata = {} } = stack.templateOptions;
  if (OTHER_STACKS_NOTE_KEY in metadata) return;
  const digests = () => noted.filter((each) => each.stack !== stack).flatMap(digestsOf);
  stack.templateOptions.metadata = {
    ...metadata, [OTHER_STACKS_NOTE_KEY]: Lazy.list({ produce: () => [...new Set(digests())].sort() }, { omitEmpty: true }),
  };
}

/** Digests of the address and the ID of an account, or of the ID or the name of a unit, as far as they are known at synthesis. */
function digestsOf(noted: Noted): readonly string[] {
  const { resource, properties: { Email, AccountId, OrganizationalUnitId, Name } } = noted;
  return noted.digests ??= [Email, AccountId, OrganizationalUnitId ?? Name]
    .map((value) => known(resource, value))
    .flatMap((value) => (value === undefined ? [] : [noteDigest(value)]));
}

function known(resource: CfnResource, value: unknown): string | undefined {
  try {
    const resolved: unknown = Stack.of(resource).resolve(value);
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    // The CDK reports the error when it writes the template.
    return undefined;
  }
}

function appOf(construct: IConstruct): App {
  const extent = Stage.of(construct) ?? construct.node.root;
  const app = APPS.get(extent) ?? { stacks: new Set(), noted: [] };
  APPS.set(extent, app);
  return app;
}
