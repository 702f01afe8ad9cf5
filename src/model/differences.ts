import { OWNER_TAG_KEY } from '../contract';
import { normalizePolicySets } from './normalize-policy-sets';
import { type Organization, type Tags, targets } from './organization';

/**
 * Where an organization is not what the code says, one sentence a difference; empty if it is. Things outside the code (accounts,
 * tags, policies of others) are no difference.
 * @param inCode from code, with the ids of the deployment.
 */
export function differences(inCode: Organization, inService: Organization): string[] {
  const [wanted, actual] = [inCode, inService].map(normalizePolicySets);
  return [
    ...differentValue('Feature set', wanted.featureSet, actual.featureSet),
    ...differentTargets(wanted, actual),
    ...differentPolicies(wanted, actual),
    ...missing('Policy type', wanted.policyTypes, actual.policyTypes),
    ...missing('Trusted service', wanted.trustedServices, actual.trustedServices),
    ...missing('Delegated administrator', wanted.delegatedAdministrators.map(administrator), actual.delegatedAdministrators.map(administrator)),
  ];
}

function administrator({ accountId, servicePrincipal }: Organization['delegatedAdministrators'][number]): string {
  return `${accountId} for ${servicePrincipal}`;
}

function differentTargets(wanted: Organization, actual: Organization): string[] {
  const found = new Map([...targets(actual)].map((each) => [each.target.id, each]));
  const countsByDefault = wanted.policyTypes.includes('SERVICE_CONTROL_POLICY');
  const knownPolicies = new Set(wanted.policies.map(({ id }) => id));
  // Code that does not make the organization has no root of its own.
  return [...targets(wanted)].filter(({ target }) => target.id !== '').flatMap(({ path: pathInCode, target }) => {
    const there = found.get(target.id);
    const path = realPath(pathInCode, found);
    if (!there) return [`${path} (${target.id}) does not exist`];
    const ids = (policies: typeof target.attachedPolicies, relevant: (id: string) => boolean) => policies.map(({ id }) => id).filter(relevant).sort().join(', ');
    const wantedIds = new Set(target.attachedPolicies.map(({ id }) => id));
    return [
      ...differentValue(`The path of ${target.id}`, path, there.path),
      ...('email' in target && target.email !== '' && 'email' in there.target ? differentAddress(path, target.email, there.target.email) : []),
      ...differentTags(path, target.tags, there.target.tags),
      ...differentValue(
        `The policies attached to ${path}`,
        ids(target.attachedPolicies, () => true),
        ids(there.target.attachedPolicies, (id) => wantedIds.has(id) || knownPolicies.has(id) || (countsByDefault && id === 'p-FullAWSAccess')),
      ),
    ];
  });
}

/** Targets outside the code stand at the root there, named by their ids, and what is below an outside one stands below it. */
function realPath(pathInCode: string, found: ReadonlyMap<string, { readonly path: string }>): string {
  const [root, top, ...rest] = pathInCode.split('/');
  const outside = found.get(top);
  return outside === undefined ? [root, top, ...rest].filter((name) => name !== undefined).join('/') : [outside.path, ...rest].join('/');
}

function differentPolicies(wanted: Organization, actual: Organization): string[] {
  const found = new Map(actual.policies.map((policy) => [policy.id, policy]));
  return wanted.policies.flatMap((policy) => {
    const there = found.get(policy.id);
    if (!there) return [`Policy ${policy.name} (${policy.id}) does not exist`];
    return [
      ...(['name', 'type', 'description', 'content'] as const).flatMap((field) => differentValue(`The ${field} of policy ${policy.name}`, policy[field], there[field])),
      ...differentTags(`policy ${policy.name}`, policy.tags, there.tags),
    ];
  });
}

/** For the service addresses are the same in capitals. */
function differentAddress(path: string, wanted: string, actual: string): string[] {
  return wanted.toLowerCase() === actual.toLowerCase() ? [] : differentValue(`The e-mail address of ${path}`, wanted, actual);
}

function differentTags(what: string, wanted: Tags, actual: Tags): string[] {
  return Object.entries(wanted).filter(([key]) => key !== OWNER_TAG_KEY)
    .flatMap(([key, value]) => differentValue(`Tag ${key} of ${what}`, value, actual[key] ?? '(none)'));
}

function differentValue(what: string, wanted: string, actual: string): string[] {
  return wanted === actual ? [] : [`${what} is ${actual || '(none)'}, not ${wanted || '(none)'}`];
}

function missing(what: string, wanted: readonly string[], actual: readonly string[]): string[] {
  return wanted.filter((each) => !actual.includes(each)).map((each) => `${what} ${each} is not there`);
}
