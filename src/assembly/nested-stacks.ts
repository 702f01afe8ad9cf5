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
  return typeof file === 'string' ? file : TEMPLATE_KEY.exec(JSON.stringify(resource.Properties?.TemplateURL ?? ''))?.[0];
}
