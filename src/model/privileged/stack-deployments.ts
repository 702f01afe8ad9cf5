import { DEFAULTS_SETTING, DEPLOYMENT_TYPE, FUNCTION_TYPE, partId, type PrivilegedResource } from './privileged-parts';
import {
  accountOfRole, addressInTemplate, type AssemblyStack, type AssumedRole, asText, type CloudAssembly, codeAddress, CREDENTIALS_ACCOUNT,
  isBootstrapVersion, NESTED_STACK_TYPE, type ObjectAddress, privilegedStacks, type Publication, publicationDigest, publicationsOfStacks,
  type ResourceDefinition, stackLabel, type Template, templatesOf,
} from '../../assembly';
import type { JsonValue } from '../../policy';

type Settings = { readonly [name: string]: JsonValue };

/** The deployments of stacks that reach the accounts of the organization's stacks, as far as their templates do not say it. */
export function stackDeployments(assembly: Pick<CloudAssembly, 'stacks' | 'formerAccounts'>): PrivilegedResource[] {
  const { stacks } = assembly;
  const privileged = new Set(privilegedStacks(assembly));
  const places = new Set(publicationsOfStacks([...privileged]).map(({ place }) => place));
  const accounts = new Set([...privileged].map(({ accountId }) => accountId));
  const reaches = ({ place, role }: Publication) => {
    const account = role === undefined ? undefined : accountOfRole(role.arn);
    // The buckets of the CDK have the ID of their account in their names.
    const isNamed = [...accounts, CREDENTIALS_ACCOUNT].some((id) => id !== undefined && place.includes(id));
    const isUnknown = account === undefined || account === CREDENTIALS_ACCOUNT || accounts.has(undefined);
    return isNamed || places.has(place) || isUnknown || accounts.has(account);
  };
  return stacks.flatMap((stack) => {
    if (stack.deployment === undefined || privileged.size === 0) return [];
    const publishing = publishingSettings(
      privileged.has(stack) ? comparedObjects(stack) : new Set(),
      stack.deployment.publications.filter((each) => privileged.has(stack) || reaches(each)),
    );
    const settings = privileged.has(stack) ? { ...sendingSettings(stack), ...publishing } : publishing;
    return Object.keys(settings).length === 0 ? [] : [{
      // A stack that leaves the app stays deployed.
      stack: stackLabel(stack, stacks),
      logicalId: partId(DEPLOYMENT_TYPE),
      type: DEPLOYMENT_TYPE,
      settings,
      documents: {},
      retained: true as const,
    }];
  });
}

function sendingSettings({ accountId, region, template, parameters = {}, deployment, terminationProtection }: AssemblyStack): Settings {
  const { deployRole, executionRole, lookupRole, templateObject, tags, notificationArns, refusals } = deployment!;
  return present({
    'Account': accountId ?? '(of the credentials)',
    'Region': region ?? '(of the credentials)',
    'Deploy role': roleSetting(deployRole),
    'Execution role': executionRole,
    'Lookup role': roleSetting(lookupRole),
    'Bucket of the template': templateObject?.bucket,
    'Parameter': record(textsOf(parameters)),
    'Parameter in the manifest': record(deployment!.parameters),
    [DEFAULTS_SETTING]: record(defaultsOf(template, parameters)),
    'Tag': record(tags),
    'Notified topics': notificationArns.length > 0 ? [...notificationArns].sort() : undefined,
    'Termination protection': terminationProtection,
    // Of a base, which is not refused: the head that ends it is a change.
    'Not to be known': refusals.length > 0 ? refusals.map(({ problem, given }) => `${problem}: ${given}`) : undefined,
  });
}

/** Defaults of parameters that get no value. The one of the CDK's bootstrap version only stops deployments. */
function defaultsOf({ Parameters: parameters = {} }: Template, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const defaults = Object.entries(parameters).filter(
    ([name, definition]) => !Object.hasOwn(given, name) && definition.Default !== undefined && !isBootstrapVersion(definition),
  );
  return textsOf(Object.fromEntries(defaults.map(([name, definition]) => [name, definition.Default])));
}

function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asText(value)]));
}

/**
 * Where files go, and the contents of files.
 * @param compared objects of which the review compares the contents by themselves
 */
function publishingSettings(compared: ReadonlySet<string>, publications: readonly Publication[]): Settings {
  const places = [
    ...new Set(publications.map(({ place, region, role }) => JSON.stringify([place, region ?? null, roleSetting(role) ?? null]))),
  ].sort();
  const files = publications.filter(({ place, key }) => !compared.has(`${place}/${key}`))
    .map((each) => [`${each.place}/${each.key}`, publicationDigest(each) ?? 'unknown'] as const);
  return present({
    'Published to': places.length > 0 ? places.map((each) => JSON.parse(each) as JsonValue) : undefined,
    'Published file': record(Object.fromEntries(files)),
  });
}

/** Objects whose contents are part of the comparison: the templates of the stack, and the code of its functions. */
function comparedObjects(stack: AssemblyStack): Set<string> {
  const { deployment, accountId, region } = stack;
  const environment = { accountId, region };
  const objectOf = ({ Type: type, Properties: { TemplateURL: url, Code: code } = {} }: ResourceDefinition): ObjectAddress | undefined => {
    if (type === NESTED_STACK_TYPE) return addressInTemplate(url, environment);
    return type === FUNCTION_TYPE ? codeAddress(code, environment) : undefined;
  };
  const objects = templatesOf(stack).flatMap(({ Resources }) => Object.values(Resources).map(objectOf));
  return new Set([deployment?.templateObject, ...objects].flatMap((each) => (each === undefined ? [] : [`${each.bucket}/${each.key}`])));
}

function roleSetting(role: AssumedRole | undefined): JsonValue | undefined {
  return role && { ...role } as unknown as JsonValue;
}

function record(of: Readonly<Record<string, string>>): Settings | undefined {
  return Object.keys(of).length > 0 ? of : undefined;
}

function present(settings: Readonly<Record<string, JsonValue | undefined>>): Settings {
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}
