import { CfnResource, Lazy, Reference, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAccountType, noteDigest, OTHER_STACKS_NOTE_KEY, ResourceType, unitPlace } from '../contract';
import { SharedState } from './copies';
import { topLevelStack } from './top-level-stack';

interface Properties {
  readonly [name: string]: unknown;
}

/** An account, or an organizational unit that a stack adopts. */
interface Noted {
  readonly stack: Stack;
  readonly resource: CfnResource;
  readonly properties: Properties;
  digests?: readonly string[];
}

interface App {
  readonly stacks: Set<Stack>;
  readonly noted: Noted[];
  /** All organizational units. */
  readonly units: Map<CfnResource, Properties>;
}

const APPS = new SharedState<App>('other-stacks-note');

/**
 * Notes the accounts of the other stacks of the app, and the organizational units that they adopt, in the template of each stack with
 * resources of this library. A handler then does not close an account, or delete a unit, whose construct has moved to one of them.
 */
export function noteInOtherStacks(resource: CfnResource, properties: Properties): void {
  const { stacks, noted, units } = appOf(resource);
  const stack = topLevelStack(resource);
  const isNewStack = !stacks.has(stack);
  stacks.add(stack);
  const { cfnResourceType: type } = resource;
  if (type === ResourceType.ORGANIZATIONAL_UNIT) units.set(resource, properties);
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

/** Digests of the address and the ID of an account, or of the ID or the place of a unit, as far as they are known at synthesis. */
function digestsOf(noted: Noted): readonly string[] {
  const { resource, properties: { Email, AccountId, OrganizationalUnitId } } = noted;
  return noted.digests ??= [...[Email, AccountId, OrganizationalUnitId].map((value) => known(resource, value)), placeOf(noted)]
    .flatMap((value) => (value === undefined ? [] : [noteDigest(value)]));
}

function placeOf({ resource, properties: { OrganizationalUnitId, Name, ParentId } }: Noted): string | undefined {
  const name = OrganizationalUnitId === undefined ? known(resource, Name) : undefined;
  return name === undefined ? undefined : unitPlace(name, parentOf(resource, ParentId));
}

/** The ID of a parent, the name of a unit of the app, or nothing for the root of its organization. */
function parentOf(resource: CfnResource, id: unknown): string | undefined {
  const reference = Tokenization.reverse(id, { failConcat: false });
  if (!Reference.isReference(reference) || !CfnResource.isCfnResource(reference.target)) return known(resource, id);
  const { target } = reference;
  return target.cfnResourceType === ResourceType.ORGANIZATION ? '' : known(target, appOf(resource).units.get(target)?.Name);
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
  const app = APPS.get(extent) ?? { stacks: new Set(), noted: [], units: new Map() };
  APPS.set(extent, app);
  return app;
}
