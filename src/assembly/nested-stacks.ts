import { NESTED_STACK_TYPE, type ResourceDefinition } from './template';

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
