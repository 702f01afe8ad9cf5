import type { CloudAssembly, Template } from '../../src/assembly';
import { type Organization, organizationFromAssembly } from '../../src/model';

/** The organization in the code of an app with one stack, `S`. */
export function synthesized(template: Template): Organization {
  const stack = { id: 'S', name: 'S', displayName: 'S', template, dependencies: [], nestedTemplates: new Map<string, Template>() };
  const assembly: CloudAssembly = { directory: '', stacks: [stack], assetDirectories: new Map() };
  return organizationFromAssembly(assembly);
}
