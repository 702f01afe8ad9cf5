import { AssemblyError } from './assembly-error';
import type { AssemblyStack } from './cloud-assembly';
import { ownValue } from './record';
import { stackLabel } from './stack-order';
import { canonicalJson } from './template/intrinsics';
import { constructPath, NESTED_STACK_TYPE, type ResourceDefinition, type Template } from './template/template';

/**
 * The name under which a cloud assembly holds the template of a nested stack: its address, which decides what is deployed. Undefined for
 * any other resource.
 */
export function nestedTemplateName({ Type: type, Properties: properties }: ResourceDefinition): string | undefined {
  if (type !== NESTED_STACK_TYPE) return undefined;
  const { TemplateURL: address = '' } = properties ?? {};
  return typeof address === 'string' ? address : canonicalJson(address);
}

/**
 * The path of the construct with an address, also in a nested stack: `Landing.Account7`, `Landing/Nested1.Account7`. Undefined where
 * nothing is there, and where the template has no paths.
 */
export function constructPathAt(address: string, stacks: readonly AssemblyStack[]): string | undefined {
  const [place, logicalId] = [address.slice(0, address.indexOf('.')), address.slice(address.indexOf('.') + 1)];
  for (const stack of stacks) {
    const label = stackLabel(stack, stacks);
    if (place !== label && !place.startsWith(`${label}/`)) continue;
    const template = nestedTemplate(stack, place.slice(label.length + 1));
    const resource = template && ownValue(template.Resources, logicalId);
    if (resource) return constructPath(resource)?.replace(/\/(?:Resource|Default)(?:\/Default)?$/, '');
  }
  return undefined;
}

/** @param place the logical IDs of nested stacks, each in the one before: `Nested1/Nested2` */
function nestedTemplate({ template, nestedTemplates }: AssemblyStack, place: string): Template | undefined {
  return place.split('/').filter((logicalId) => logicalId !== '').reduce<Template | undefined>((outer, logicalId) => {
    const resource = outer && ownValue(outer.Resources, logicalId);
    const name = resource && nestedTemplateName(resource);
    return name === undefined ? undefined : nestedTemplates.get(name);
  }, template);
}

/** The end of an address, for messages. */
function shownName(name: string): string {
  return /[^/"]*\.json/.exec(name)?.[0] ?? name;
}

/** More than CloudFormation deploys at once (source: AWS CloudFormation quotas, "Nested stacks"). */
const MOST_NESTED_STACKS = 2_500;

/** More than anybody nests, and far from what a call stack can hold. */
const DEEPEST_NESTING = 100;

/** @throws AssemblyError if a nested stack holds itself, or there are more of them, counted at each place, than can be deployed. */
export function assertNestingEnds(template: Template, nestedTemplates: ReadonlyMap<string, Template>, stack: string): void {
  const sizes = new Map<string, number>();
  const open: string[] = [];
  const sizeOf = (of: Template): number => {
    let size = 0;
    for (const file of Object.values(of.Resources).map(nestedTemplateName)) {
      const below = file === undefined ? undefined : nestedTemplates.get(file);
      if (file !== undefined && below !== undefined) size += 1 + sizeOfFile(file, below);
    }
    if (size <= MOST_NESTED_STACKS) return size;
    throw new AssemblyError(`There are more than ${MOST_NESTED_STACKS} nested stacks`, stack, 'Divide the stack into several.');
  };
  const sizeOfFile = (file: string, of: Template): number => {
    const known = sizes.get(file);
    if (known !== undefined) return known;
    const files = [...open.slice(open.includes(file) ? open.indexOf(file) : 0), file];
    if (open.includes(file)) throw new AssemblyError('A nested stack holds itself', `${stack}: [${files.map(shownName).join(', ')}]`, 'Take one of the nested stacks away.');
    if (open.length >= DEEPEST_NESTING) throw new AssemblyError(`Stacks are nested in more than ${DEEPEST_NESTING} levels`, `${stack}: ${shownName(file)}`, 'Nest fewer of them.');
    open.push(file);
    const size = sizeOf(of);
    open.pop();
    sizes.set(file, size);
    return size;
  };
  sizeOf(template);
}
