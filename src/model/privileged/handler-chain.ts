import { addressOf, FUNCTION_TYPE, type HandlerPart, type PrivilegedResource } from './privileged-parts';
import { isRecord } from '../../assembly';
import type { JsonValue } from '../../policy';

/** Variables by which the provider framework knows the functions that it calls. Source: aws-cdk-lib, the constants of its runtime. */
const CALLED: Readonly<Record<string, HandlerPart>> = { USER_ON_EVENT_FUNCTION_ARN: 'onEvent', USER_IS_COMPLETE_FUNCTION_ARN: 'isComplete' };
const WAITER = 'WAITER_STATE_MACHINE_ARN';

/** The part of each function in the handling of resources, by its address. Only functions to which a reference leads directly have one. */
export function handlerChain(
  resources: readonly PrivilegedResource[], serviceTokens: readonly string[],
): Readonly<Record<string, HandlerPart>> {
  const byAddress = new Map(resources.map((resource) => [addressOf(resource), resource]));
  const chain: Record<string, HandlerPart> = {};
  const functionAt = (reference: JsonValue | undefined): PrivilegedResource | undefined => {
    const found = referenced(reference, byAddress);
    // An alias or a version of a function.
    return found === undefined || found.type === FUNCTION_TYPE ? found : referenced(found.settings.FunctionName, byAddress);
  };
  const put = (found: PrivilegedResource | undefined, part: HandlerPart): void => {
    if (found?.type === FUNCTION_TYPE) chain[addressOf(found)] ??= part;
  };
  for (const entry of serviceTokens.map(functionAt)) {
    if (entry === undefined) continue;
    const variables = variablesOf(entry);
    const isFramework = Object.keys(CALLED).some((name) => Object.hasOwn(variables, name));
    put(entry, isFramework ? 'framework' : 'onEvent');
    if (!isFramework) continue;
    Object.entries(CALLED).forEach(([name, part]) => put(functionAt(variables[name]), part));
    const definition = JSON.stringify(referenced(variables[WAITER], byAddress)?.settings ?? '');
    resources.filter((each) => definition.includes(`\${${addressOf(each)}.Arn}`)).forEach((each) => put(each, 'framework'));
  }
  return chain;
}

/** Variables of the environment of a function; empty if they cannot be read. */
function variablesOf({ settings }: PrivilegedResource): { readonly [name: string]: JsonValue } {
  const { Environment: environment } = settings;
  const variables = isRecord(environment) ? environment.Variables : undefined;
  return isRecord(variables) ? variables as { readonly [name: string]: JsonValue } : {};
}

/** The resource that a value is the name or the ARN of, and nothing else. */
function referenced(value: JsonValue | undefined, resources: ReadonlyMap<string, PrivilegedResource>): PrivilegedResource | undefined {
  const [, address = ''] = typeof value === 'string' ? /^\$\{(.+)\}$/.exec(value) ?? [] : [];
  return resources.get(address) ?? resources.get(address.slice(0, address.lastIndexOf('.')));
}
