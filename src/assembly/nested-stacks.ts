import { NESTED_STACK_TYPE, type ResourceDefinition } from './template';

/** The template file of a nested stack, as the CDK's asset metadata names it; undefined for any other resource. */
export function nestedTemplateFile(resource: ResourceDefinition): string | undefined {
  const file = resource.Metadata?.['aws:asset:path'];
  return resource.Type === NESTED_STACK_TYPE && typeof file === 'string' ? file : undefined;
}
