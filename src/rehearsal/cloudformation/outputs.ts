import type { StackOutput } from './records';
import { isActive, resolve, type Scope } from '../../assembly';

/** Resolves the outputs of a stack. @throws AssemblyError for an output that cannot be resolved. */
export function stackOutputs(scope: Scope): Record<string, StackOutput> {
  const place = `${scope.stackName}/Outputs`;
  return Object.fromEntries(Object.entries(scope.template.Outputs ?? {})
    .filter(([name, output]) => isActive(output, scope, `${place}/${name}`))
    .map(([name, output]) => {
      const value = String(resolve(output.Value, scope, `${place}/${name}/Value`));
      const exportName = output.Export && String(resolve(output.Export.Name, scope, `${place}/${name}/Export`));
      return [name, { value, ...(exportName === undefined ? {} : { exportName }) }];
    }));
}
