import { ATTACHED_TAG_PREFIX, OWNER_TAG_KEY } from '../contract';
import { settingDifferences } from './account-settings';
import { normalizePolicySets } from './code/normalize-policy-sets';
import { isInvited, partyKey, partyName } from './invitations';
import { type Account, type Organization, type Parent, type Tags, targets } from './organization';
import { sameJson } from '../policy/same-json';

const NONE = '(none)';

/** Where an organization is not what the code says. */
export interface Difference {
  /** What is different, by ids: equal for what was so before and is so still, whatever the things on the way are called. */
  readonly keys: readonly string[];
  /** The same for a reader, with names and whole lists. */
  readonly sentence: string;
}

/**
 * Where an organization is not what the code says, one sentence a difference; empty if it is. Things outside the code (accounts,
 * tags, policies of others) are no difference.
 * @param inCode from code, with the ids of the deployment.
 */
export function differences(inCode: Organization, inService: Organization): string[] {
  return differencesWithKeys(inCode, inService).map(({ sentence }) => sentence);
}

/** As `differences`, so that those of two moments can be compared. */
export function differencesWithKeys(inCode: Organization, inService: Organization): Difference[] {
  const [wanted, actual] = [inCode, inService].map(normalizePolicySets);
  return [
    ...differentValue([], 'Feature set', wanted.featureSet, actual.featureSet),
    ...differentTargets(wanted, actual),
    ...missingInvitations(wanted, actual),
    ...differentPolicies(wanted, actual),
    ...differentResourcePolicy(wanted.resourcePolicy, actual.resourcePolicy),
    ...differentSettings(wanted, actual),
    ...missing('Policy type', wanted.policyTypes, actual.policyTypes),
    ...missing('Trusted service', wanted.trustedServices, actual.trustedServices),
    ...missing('Delegated administrator', joinedAdministrators(wanted).map(administrator), actual.delegatedAdministrators.map(administrator)),
  ];
}

function differentSettings(wanted: Organization, actual: Organization): Difference[] {
  const paths = new Map([...targets(actual)].map(({ path, target }) => [target.id, path]));
  return settingDifferences(wanted, actual, paths).map(({ key, sentence }) => difference(sentence, key));
}

function differentResourcePolicy(wanted: Organization['resourcePolicy'], actual: Organization['resourcePolicy']): Difference[] {
  if (wanted === undefined) return [];
  if (actual === undefined) return [difference('The resource policy of the organization does not exist', [wanted.id, 'missing'])];
  return [
    ...(sameJson(wanted.content, actual.content) ? []
      : differentValue([wanted.id, 'content'], 'The content of the resource policy', wanted.content, actual.content)),
    ...differentTags(wanted.id, 'the resource policy', wanted.tags, actual.tags),
  ];
}

function administrator({ accountId, servicePrincipal }: Organization['delegatedAdministrators'][number]): string {
  return `${accountId} for ${servicePrincipal}`;
}

function differentTargets(wanted: Organization, actual: Organization): Difference[] {
  const found = new Map([...targets(actual)].map((each) => [each.target.id, each]));
  const [wantedPlaces, actualPlaces] = [wanted, actual].map(placesOf);
  const countsByDefault = wanted.policyTypes.includes('SERVICE_CONTROL_POLICY');
  const knownPolicies = new Map(wanted.policies.map(({ id, code }) => [id, code]));
  // Code that does not make the organization has no root of its own.
  return [...targets(wanted)].filter(({ target }) => target.id !== '' && !isPending(target)).flatMap(({ path: pathInCode, target }) => {
    const { id, tags, attachedPolicies } = target;
    const there = found.get(id);
    const path = realPath(nameOfMember(pathInCode, target, there?.target), found);
    if (!there) return [difference(`${path} (${id}) does not exist`, [id, 'missing'])];
    const wantedIds = new Set(attachedPolicies.map((policy) => policy.id));
    // A policy that was taken over may have been attached by others.
    const isOurs = (policyId: string) => (
      knownPolicies.has(policyId) && (!knownPolicies.get(policyId)?.adopt || isNoted(there.target.tags, policyId)));
    const isRelevant = (policyId: string) => (
      wantedIds.has(policyId) || isOurs(policyId) || (countsByDefault && policyId === 'p-FullAWSAccess'));
    return [
      ...differentPath(id, [path, wantedPlaces.get(id)!], [there.path, actualPlaces.get(id)!]),
      ...('email' in target && target.email !== '' && 'email' in there.target ? differentAddress(id, path, target.email, there.target.email) : []),
      ...differentTags(id, path, tags, there.target.tags),
      ...differentAttachments(id, path, [...wantedIds], there.target.attachedPolicies.map((policy) => policy.id).filter(isRelevant)),
    ];
  });
}

/** A resource that waits for an account that has not joined is no difference, so long as the account was invited. */
function missingInvitations(wanted: Organization, actual: Organization): Difference[] {
  const members = [...targets(actual)].flatMap(({ target }) => ('email' in target ? [{ accountId: target.id }, { email: target.email }] : []));
  const invited = new Set([...actual.invitations ?? [], ...members].map(partyKey));
  return pendingIn(wanted).filter(({ code }) => !invited.has(partyKey(code!.invited!)))
    .map(({ id, code }) => difference(`There is no invitation of ${partyName(code!.invited!)}`, [id, 'not invited']));
}

function joinedAdministrators(organization: Organization): Organization['delegatedAdministrators'] {
  const pending = new Set(pendingIn(organization).map(({ id }) => id));
  return organization.delegatedAdministrators.filter(({ accountId }) => !pending.has(accountId));
}

function pendingIn(organization: Organization): Account[] {
  return [...targets(organization)].flatMap(({ target }) => (isPending(target) ? [target] : []));
}

function isPending(target: Parent | Account): target is Account {
  return 'state' in target && isInvited(target) && target.code?.invited !== undefined;
}

/** Code that invites an account does not know its name. */
function nameOfMember(path: string, { code }: Parent | Account, there: object | undefined): string {
  if (code?.invited === undefined || there === undefined || !('name' in there)) return path;
  return path.slice(0, -partyName(code.invited).length) + String(there.name);
}

function isNoted(tags: Tags, policyId: string): boolean {
  return Object.entries(tags).some(([key, value]) => key.startsWith(ATTACHED_TAG_PREFIX) && value.split(' ').includes(policyId));
}

/** Where each target is: its own name and its parent, since the names further up are those of others. */
function placesOf({ root }: Organization): ReadonlyMap<string, readonly [parentId: string, name: string]> {
  const places = new Map<string, readonly [string, string]>([[root.id, ['', 'Root']]]);
  const add = ({ id, accounts, organizationalUnits }: Parent): void => {
    for (const child of [...accounts, ...organizationalUnits]) places.set(child.id, [id, child.name]);
    organizationalUnits.forEach(add);
  };
  add(root);
  return places;
}

type Located = readonly [path: string, place: readonly [parentId: string, name: string]];

function differentPath(id: string, [wanted, wantedPlace]: Located, [actual, actualPlace]: Located): Difference[] {
  if (wanted === actual) return [];
  return [difference(`The path of ${id} is ${actual}, not ${wanted}`, [id, 'path', ...wantedPlace, ...actualPlace])];
}

function differentAttachments(id: string, path: string, wanted: readonly string[], actual: readonly string[]): Difference[] {
  const keys = [
    ...wanted.filter((policyId) => !actual.includes(policyId)).map((policyId) => [id, 'not attached', policyId]),
    ...actual.filter((policyId) => !wanted.includes(policyId)).map((policyId) => [id, 'attached', policyId]),
  ];
  const list = (ids: readonly string[]) => [...ids].sort().join(', ') || NONE;
  return keys.length === 0 ? [] : [difference(`The policies attached to ${path} is ${list(actual)}, not ${list(wanted)}`, ...keys)];
}

/** Targets outside the code stand at the root there, named by their ids, and what is below an outside one stands below it. */
function realPath(pathInCode: string, found: ReadonlyMap<string, { readonly path: string }>): string {
  const [root, top, ...rest] = pathInCode.split('/');
  const outside = found.get(top);
  return outside === undefined ? [root, top, ...rest].filter((name) => name !== undefined).join('/') : [outside.path, ...rest].join('/');
}

function differentPolicies(wanted: Organization, actual: Organization): Difference[] {
  const found = new Map(actual.policies.map((policy) => [policy.id, policy]));
  return wanted.policies.flatMap((policy) => {
    const { id, name } = policy;
    const there = found.get(id);
    if (!there) return [difference(`Policy ${name} (${id}) does not exist`, [id, 'missing'])];
    return [
      ...(['name', 'type', 'description', 'content'] as const).flatMap((field) => (
        field === 'content' && sameJson(policy.content, there.content) ? []
          : differentValue([id, field], `The ${field} of policy ${name}`, policy[field], there[field]))),
      ...differentTags(id, `policy ${name}`, policy.tags, there.tags),
    ];
  });
}

/** For the service addresses are the same in capitals. */
function differentAddress(id: string, path: string, wanted: string, actual: string): Difference[] {
  return wanted.toLowerCase() === actual.toLowerCase() ? [] : differentValue([id, 'email'], `The e-mail address of ${path}`, wanted, actual);
}

function differentTags(id: string, what: string, wanted: Tags, actual: Tags): Difference[] {
  return Object.entries(wanted).filter(([key]) => key !== OWNER_TAG_KEY)
    .flatMap(([key, value]) => differentValue([id, 'tag', key], `Tag ${key} of ${what}`, value, actual[key] ?? NONE));
}

/** @param subject what has the value, by ids. */
function differentValue(subject: readonly string[], what: string, wanted: string, actual: string): Difference[] {
  return wanted === actual ? [] : [difference(`${what} is ${actual || NONE}, not ${wanted || NONE}`, [...subject, wanted, actual])];
}

function missing(what: string, wanted: readonly string[], actual: readonly string[]): Difference[] {
  return wanted.filter((each) => !actual.includes(each)).map((each) => difference(`${what} ${each} is not there`, [what, each]));
}

function difference(sentence: string, ...keys: readonly (readonly string[])[]): Difference {
  return { keys: keys.map((key) => JSON.stringify(key)), sentence };
}
