import { AssemblyError } from '../assembly-error';
import type { AssemblyStack, CloudAssembly } from '../cloud-assembly';
import { asText, ownValue } from '../record';
import { isBootstrapVersion, isSsmParameter } from './scope';
import type { Template } from './template';

/** Values of template parameters, by `NAME`, or by `STACK:NAME` for one stack; as `cdk deploy --parameters` takes them. */
export type GivenParameters = Readonly<Record<string, string>>;

/** Returns the assembly with the given values for the parameters of its stacks. */
export function withParameters(assembly: CloudAssembly, given: GivenParameters = {}): CloudAssembly {
  return Object.keys(given).length === 0 ? assembly : { ...assembly, stacks: assembly.stacks.map((stack) => parametersOf(stack, given)) };
}

/** Parameter values for stacks of the assembly. */
export function parametersFor({ stacks }: CloudAssembly, given: GivenParameters = {}): GivenParameters {
  const isKnown = (key: string) => stacks.some((stack) => namesOf(stack).some((name) => isKeyOf(stack, name, key)));
  return Object.fromEntries(Object.entries(given).filter(([key]) => isKnown(key)));
}

/** The values that parameters keep in a deployment of the head after one of the base: the former defaults, where they change. */
export function keptParameters(base: CloudAssembly, head: CloudAssembly): GivenParameters {
  return Object.fromEntries(head.stacks.flatMap(({ id, name: stackName, template, parameters = {} }) => {
    const former = base.stacks.find(({ name }) => name === stackName)?.template.Parameters ?? {};
    return Object.entries(template.Parameters ?? {}).flatMap(([name, definition]) => {
      const kept = ownValue(former, name)?.Default;
      const isGiven = Object.hasOwn(parameters, name) || isBootstrapVersion(definition);
      const isKept = !isGiven && kept !== undefined && kept !== definition.Default;
      return isKept ? [[`${id}:${name}`, asText(kept)] as const] : [];
    });
  }));
}

/** @throws AssemblyError for a name that no stack of the assemblies has. */
export function assertParametersExist(assemblies: readonly CloudAssembly[], given: GivenParameters = {}): void {
  const unknown = Object.keys(given).filter((key) => !assemblies.some((assembly) => key in parametersFor(assembly, { [key]: given[key] })));
  if (unknown.length === 0) return;
  const known = [...new Set(assemblies.flatMap(({ stacks }) => stacks.flatMap(namesOf)))].sort().join(', ') || 'none';
  throw new AssemblyError('No stack has a parameter of this name', unknown.join(', '), `Leave it out. Parameters of the stacks: ${known}.`);
}

function namesOf({ template }: AssemblyStack): string[] {
  return Object.keys(template.Parameters ?? {});
}

function isKeyOf({ id, name: stackName, displayName }: AssemblyStack, name: string, key: string): boolean {
  return key === name || [id, stackName, displayName].some((stack) => key === `${stack}:${name}`);
}

/** A value for one stack counts more than a value for all. */
function parametersOf(stack: AssemblyStack, given: GivenParameters): AssemblyStack {
  const values = namesOf(stack).flatMap((name) => {
    const keys = Object.keys(given).filter((key) => isKeyOf(stack, name, key));
    const key = keys.find((each) => each !== name) ?? keys[0];
    return key === undefined ? [] : [[name, given[key]] as const];
  });
  if (values.length === 0) return stack;
  const isSsm = ([name]: readonly [string, string]) => isSsmParameter(stack.template.Parameters![name]);
  const [ofSsm, others] = [values.filter(isSsm), values.filter((value) => !isSsm(value))];
  return { ...stack, template: withDefaults(stack.template, ofSsm), parameters: { ...stack.parameters, ...Object.fromEntries(others) } };
}

/** The value of a parameter that lives in Systems Manager is the name of that parameter, and stands where the CDK writes it. */
function withDefaults(template: Template, names: readonly (readonly [string, string])[]): Template {
  if (names.length === 0) return template;
  const defaults = names.map(([name, value]) => [name, { ...template.Parameters![name], Default: value }] as const);
  return { ...template, Parameters: { ...template.Parameters, ...Object.fromEntries(defaults) } };
}
