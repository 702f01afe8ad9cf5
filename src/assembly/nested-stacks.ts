import { AssemblyError } from './assembly-error';
import { NESTED_STACK_TYPE, type ResourceDefinition, type Template } from './template/template';

/** The object key of a file asset of the CDK: the hash of its content. */
const TEMPLATE_KEY = /\b[0-9a-f]{64}\.json\b/;

/**
 * The name under which a cloud assembly holds the template of a nested stack: its file, as the CDK's asset metadata names it, or
 * where that is switched off the object key in the template's address. Undefined for any other resource.
 */
export function nestedTemplateFile(resource: ResourceDefinition): string | undefined {
  const file = resource.Metadata?.['aws:asset:path'];
  if (resource.Type !== NESTED_STACK_TYPE) {
    return undefined;
  }
  return typeof file === 'string' ? file : nestedTemplateKey(resource);
}

/** The object key in the address of a nested stack's template; undefined for an address without one. */
export function nestedTemplateKey(resource: ResourceDefinition): string | undefined {
  return TEMPLATE_KEY.exec(JSON.stringify(resource.Properties?.TemplateURL ?? ''))?.[0];
}

/** The address of the template without the key that changes with each change of the template. */
export function nestedTemplateAddress(resource: ResourceDefinition): string {
  return JSON.stringify(resource.Properties?.TemplateURL ?? '').replace(TEMPLATE_KEY, '<template>.json');
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
    for (const file of Object.values(of.Resources).map(nestedTemplateFile)) {
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
    if (open.includes(file)) throw new AssemblyError('A nested stack holds itself', `${stack}: [${files.join(', ')}]`, 'Take one of the nested stacks away.');
    if (open.length >= DEEPEST_NESTING) throw new AssemblyError(`Stacks are nested in more than ${DEEPEST_NESTING} levels`, `${stack}: ${file}`, 'Nest fewer of them.');
    open.push(file);
    const size = sizeOf(of);
    open.pop();
    sizes.set(file, size);
    return size;
  };
  sizeOf(template);
}
