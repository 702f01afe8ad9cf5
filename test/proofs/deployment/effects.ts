import { createHash } from 'node:crypto';
import { parsed } from './aws/cloudformation';
import { objectAt } from './aws/object-address';
import { objectKey, type World } from './aws/world';
import type { Sent, SentObject, SentProcess, SentStack } from './sent';
import { contentsOf } from './zip-tree';

/**
 * An effect of a deployment that a review must name, with the words by which it may do so: its stack, what in it differs, the object.
 * Names of assets that change with their contents stand for the contents, so that only contents count.
 */
export interface Effect {
  /** Says which one it is: two effects with one identity are the same before and after, or differ. */
  readonly identity: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly words: readonly string[];
}

/** Types of resources that neither grant rights nor run anything. Changes of these alone need no words. */
const HARMLESS_TYPES = [
  'AWS::CDK::Metadata', 'AWS::SNS::Topic', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup', 'AWS::CloudFormation::WaitConditionHandle',
];

/** Parts of a template with an effect. Others inform, or stop a deployment: rules, and names that CloudFormation refuses. */
const SECTIONS = ['Mappings', 'Conditions', 'Transform', 'Hooks'];

/** Parts of a resource with an effect. Others inform, or say in which order resources are created. */
const ATTRIBUTES = ['Type', 'Properties', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy', 'UpdatePolicy'];

/** The parameter with the bootstrap version, which templates of the CDK only check. */
const BOOTSTRAP_PARAMETER = 'BootstrapVersion';

export interface EffectOptions {
  /** The account that must be protected: that of the organization. */
  readonly accountId: string;
  /** The state before the deployment. An object that nobody writes again is still there. */
  readonly before?: World;
}

/** The effects in the account of the organization, or on its resources, and on the machine that deploys. */
export function effectsOf(sent: readonly Sent[], { accountId, before }: EffectOptions): Effect[] {
  const contents = contentsByKey(sent, before);
  const stacks = sent.filter((each): each is SentStack => each.kind === 'stack')
    .filter((stack) => stack.accountId === accountId || /"Custom::Organizations/.test(stack.template.text ?? ''));
  return [
    ...stacks.map((stack) => stackEffect(stack, contents)),
    ...stacks.flatMap(keptParameters),
    ...sent.filter((each): each is SentObject => each.kind === 'object')
      .filter((object) => object.accountId === accountId || object.bucket.includes(accountId))
      .flatMap((object) => objectEffect(object, sent, before)),
    ...sent.filter((each): each is SentProcess => each.kind === 'process').map(processEffect),
    ...sent.flatMap((each) => (each.kind === 'call' && each.accountId === accountId
      ? [{ identity: JSON.stringify([each.service, each.operation, each.region, each.input]), fields: {}, words: [each.service] }] : [])),
  ];
}

function stackEffect(stack: SentStack, contents: ReadonlyMap<string, string>): Effect {
  const { accountId, region, stackName, operation, template, parameters } = stack;
  const effective = effectiveTemplate(template.text, contents);
  const resources = Object.fromEntries(Object.entries(effective.Resources).map(([id, resource]) => [`resource ${id}`, resource]));
  return {
    identity: JSON.stringify(['stack', accountId, region, stackName]),
    fields: {
      operation: operation === 'DELETE' ? 'DELETE' : 'deploys',
      deployRole: stack.deployRole,
      executionRole: stack.executionRole,
      // A body, an object that is sent along, and one that is still there are the same to CloudFormation.
      template: template.text === undefined ? [template.from, template.address] : 'a known one',
      bucket: objectAt(template.address ?? '')?.bucket,
      parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== BOOTSTRAP_PARAMETER)
        .map(([name, value]) => [name, withContents(value, contents)])),
      tags: stack.tags,
      terminationProtection: stack.terminationProtection,
      notificationArns: stack.notificationArns,
      capabilities: stack.capabilities,
      ...resources,
      ...effective.rest,
    },
    words: [stackName],
  };
}

interface EffectiveTemplate {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly rest: Readonly<Record<string, unknown>>;
}

/** The template without what only informs, with contents in place of the names of assets. */
function effectiveTemplate(text: string | undefined, contents: ReadonlyMap<string, string>): EffectiveTemplate {
  const { Resources = {}, Parameters = {}, ...others } = parsed(withContents(text ?? '{}', contents)) as Record<string, any>;
  const resources = Object.entries<any>(Object(Resources)).filter(([, resource]) => !HARMLESS_TYPES.includes(resource?.Type))
    .map(([id, resource]) => [id, only(resource, ATTRIBUTES)]);
  const used = JSON.stringify([resources, others]);
  // A default has no effect of its own: the values of parameters are compared.
  const parameters = Object.entries<any>(Object(Parameters)).filter(([name]) => name !== BOOTSTRAP_PARAMETER && used.includes(name))
    .map(([name, parameter]) => [name, parameter?.Type]);
  const rest = Object.fromEntries(Object.entries<any>(only(others, SECTIONS))
    .map(([name, part]) => [name, ['Mappings', 'Conditions'].includes(name) ? usedOf(part, JSON.stringify([resources, others.Conditions])) : part]));
  return { Resources: Object.fromEntries(resources), rest: { ...rest, 'types of parameters': Object.fromEntries(parameters) } };
}

function usedOf(part: unknown, by: string): unknown {
  return Object.fromEntries(Object.entries(Object(part)).filter(([name]) => by.includes(name)));
}

function only(value: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Object(value)).filter(([name]) => names.includes(name)));
}

const SHORTEST_KEY = 20;

/** A text in place of the key of each object: its contents; of a template, with such texts in place of the keys in it. */
function contentsByKey(sent: readonly Sent[], before?: World): Map<string, string> {
  const buckets = new Set(sent.flatMap((each) => (each.kind === 'object' ? [each.bucket] : [])));
  const objects = [...formerObjects(before), ...sent.filter((each): each is SentObject => each.kind === 'object')]
    // A key that reads like a bucket would stand for that bucket as well.
    .filter(({ key }) => key.length >= SHORTEST_KEY && !buckets.has(key));
  const isSent = new Set(sent.flatMap((each) => (each.kind === 'object' ? [each.key] : [])));
  const byKey = new Map<string, { readonly contents: Set<string>; readonly text?: string }>();
  for (const { key, content, text, kind } of objects) {
    if (kind === undefined && isSent.has(key)) continue;
    byKey.set(key, { contents: new Set(byKey.get(key)?.contents).add(content), text });
  }
  const open = new Set<string>();
  const standsFor = (key: string): string => {
    const { contents, text } = byKey.get(key)!;
    if (text === undefined || contents.size > 1 || open.has(key)) return `content ${[...contents].join(' or ')}`;
    open.add(key);
    const inside = [...byKey.keys()].filter((other) => other !== key && text.includes(other));
    const template = JSON.stringify(effectiveTemplate(text, new Map(inside.map((other) => [other, standsFor(other)]))));
    open.delete(key);
    return `template ${createHash('sha256').update(template).digest('hex')}`;
  };
  return new Map([...byKey.keys()].sort((one, other) => other.length - one.length).map((key) => [key, standsFor(key)]));
}

function formerObjects(before: World | undefined): (Pick<SentObject, 'key' | 'content' | 'text'> & { readonly kind?: undefined })[] {
  return [...before?.objects ?? []].map(([path, bytes]) => ({ key: path.slice(path.indexOf('/') + 1), ...contentsOf(bytes) }));
}

function withContents(text: string, contents: ReadonlyMap<string, string>): string {
  return [...contents].reduce((sum, [key, content]) => sum.replaceAll(key, content), text);
}

/**
 * An object that a template names counts with the template, in which its contents stand for its key: here, only who writes it. Of any
 * other one, the contents count, unless they are there already.
 */
function objectEffect({ bucket, key, content, role, accountId, region }: SentObject, sent: readonly Sent[], before?: World): Effect[] {
  const stacks = sent.filter((each): each is SentStack => each.kind === 'stack');
  const templates = sent.filter((each): each is SentObject => each.kind === 'object' && each.text?.includes(key) === true);
  const users = stacks.filter(({ template }) => [key, ...templates.map((each) => each.key)]
    .some((each) => template.text?.includes(each) || objectAt(template.address ?? '')?.key === each)).map(({ stackName }) => stackName);
  const writer = { role, accountId, region };
  if (users.length > 0) return [{ identity: JSON.stringify(['object of', bucket, ...new Set(users)]), fields: writer, words: [key, ...users] }];
  const former = before?.objects.get(objectKey(bucket, key));
  if (former !== undefined && contentsOf(former).content === content) return [];
  return [{ identity: JSON.stringify(['object', bucket, key]), fields: { content, ...writer }, words: [key, key.split('.')[0]] }];
}

/** The default of a parameter that is not taken, because CloudFormation keeps the value that the parameter has. */
function keptParameters({ accountId, region, stackName, template, keptParameters: kept, parameters }: SentStack): Effect[] {
  const { Parameters = {} } = parsed(template.text) as Record<string, any>;
  return kept.filter((name) => Parameters?.[name]?.Default !== undefined && String(Parameters[name].Default) !== parameters[name])
    .map((name) => ({ identity: JSON.stringify(['parameter', accountId, region, stackName, name]), fields: { kept: parameters[name] }, words: [name] }));
}

function processEffect({ command, args }: SentProcess): Effect {
  return { identity: JSON.stringify(['process', command, ...args]), fields: {}, words: [command, ...args].filter((word) => word.length > 2) };
}
