import {
  ATTACHED_TAG_PREFIX, type AttachmentClaims, FULL_AWS_ACCESS_DETACHED, isClaimed, OWNER_TAG_KEY, parseAttachmentClaims, parsePolicyList,
  RETAINED_ATTACHMENTS_TAG_PREFIX,
} from '../contract';
import { settingDifferences } from './account-settings';
import { normalizePolicySets } from './code/normalize-policy-sets';
import { FULL_AWS_ACCESS } from './diff/default-attachments';
import { isInvited, partyKey, partyName } from './invitations';
import { type Account, type Organization, type Parent, type Tags, targets } from './organization';
import { sameJson } from '../policy/same-json';

const NONE = '(none)';

/** A place where an organization differs from the code. */
export interface Difference {
  /** Identifies the difference by IDs: equal for the same difference at another time, even if resources were renamed. */
  readonly keys: readonly string[];
  /** The difference for a reader, with names and complete lists. */
  readonly sentence: string;
}

/**
 * The differences between an organization and the code, one sentence each; empty if there are none. Resources outside the code
 * (accounts, tags, policies of others) are no difference.
 * @param inCode from code, with the IDs of the deployment.
 */
export function differences(inCode: Organization, inService: Organization): string[] {
  return differencesWithKeys(inCode, inService).map(({ sentence }) => sentence);
}

/** Like `differences`, with keys to compare the differences of two moments. */
export function differencesWithKeys(inCode: Organization, inService: Organization): Difference[] {
  const [desired, actual] = [inCode, inService].map(normalizePolicySets);
  return [
    ...differentValue([], 'Feature set', desired.featureSet, actual.featureSet),
    ...differentTargets(desired, actual),
    ...missingInvitations(desired, actual),
    ...differentPolicies(desired, actual),
    ...differentResourcePolicy(desired.resourcePolicy, actual.resourcePolicy),
    ...differentSettings(desired, actual),
    ...missing('Policy type', desired.policyTypes, actual.policyTypes),
    ...missing('Trusted service', desired.trustedServices, actual.trustedServices),
    ...missing('Delegated administrator', joinedAdministrators(desired).map(administrator), actual.delegatedAdministrators.map(administrator)),
  ];
}

function differentSettings(desired: Organization, actual: Organization): Difference[] {
  const paths = new Map([...targets(actual)].map(({ path, target }) => [target.id, path]));
  return settingDifferences(desired, actual, paths).map(({ key, sentence }) => difference(sentence, key));
}

function differentResourcePolicy(desired: Organization['resourcePolicy'], actual: Organization['resourcePolicy']): Difference[] {
  if (desired === undefined) return [];
  if (actual === undefined) return [difference('The resource policy of the organization does not exist', [desired.id, 'missing'])];
  return [
    ...(sameJson(desired.content, actual.content) ? []
      : differentValue([desired.id, 'content'], 'The content of the resource policy', desired.content, actual.content)),
    ...differentTags(desired.id, 'the resource policy', desired.tags, actual.tags),
  ];
}

function administrator({ accountId, servicePrincipal }: Organization['delegatedAdministrators'][number]): string {
  return `${accountId} for ${servicePrincipal}`;
}

function differentTargets(desired: Organization, actual: Organization): Difference[] {
  const found = new Map([...targets(actual)].map((each) => [each.target.id, each]));
  const [desiredPlaces, actualPlaces] = [desired, actual].map(placesOf);
  const countsByDefault = desired.policyTypes.includes('SERVICE_CONTROL_POLICY');
  const knownPolicies = new Map(desired.policies.map(({ id, code }) => [id, code]));
  // Code that does not create the organization has no root of its own.
  return [...targets(desired)].filter(({ target }) => target.id !== '' && !isPending(target)).flatMap(({ path: pathInCode, target }) => {
    const { id, tags, attachedPolicies } = target;
    const there = found.get(id);
    const path = realPath(nameOfMember(pathInCode, target, there?.target), found);
    if (!there) return [difference(`${path} (${id}) does not exist`, [id, 'missing'])];
    // Before the app listed policies of the target, somebody had detached FullAWSAccess.
    const isWithout = !there.target.attachedPolicies.some((policy) => policy.id === FULL_AWS_ACCESS);
    // What stayed on a target that has come back into the app stays until its next deployment.
    const retained = retainedOn(there.target.tags);
    const lacksFullAccess = claimsOn(there.target.tags).some(({ found: ids }) => ids.includes(FULL_AWS_ACCESS_DETACHED))
      || (isWithout && (retained.has(FULL_AWS_ACCESS_DETACHED) || isOnlyNamed(target)));
    const desiredIds = new Set(attachedPolicies.map((policy) => policy.id).filter((each) => !lacksFullAccess || each !== FULL_AWS_ACCESS));
    // An adopted policy may have been attached by others.
    const isOurs = (policyId: string) => (
      knownPolicies.has(policyId) && (!knownPolicies.get(policyId)?.adopt || isNoted(there.target.tags, policyId)));
    const isRelevant = (policyId: string) => (
      desiredIds.has(policyId) || (isOurs(policyId) && !retained.has(policyId)) || (countsByDefault && policyId === FULL_AWS_ACCESS));
    return [
      ...differentPath(id, [path, desiredPlaces.get(id)!], [there.path, actualPlaces.get(id)!]),
      ...('email' in target && target.email !== '' && 'email' in there.target ? differentAddress(id, path, target.email, there.target.email) : []),
      ...differentTags(id, path, tags, there.target.tags),
      ...differentAttachments(id, path, [...desiredIds], there.target.attachedPolicies.map((policy) => policy.id).filter(isRelevant)),
    ];
  });
}

/** Resources that wait for an account to join are no difference, provided that the account was invited. */
function missingInvitations(desired: Organization, actual: Organization): Difference[] {
  const members = [...targets(actual)].flatMap(({ target }) => ('email' in target ? [{ accountId: target.id }, { email: target.email }] : []));
  const invited = new Set([...actual.invitations ?? [], ...members].map(partyKey));
  return pendingIn(desired).filter(({ code }) => !invited.has(partyKey(code!.invited!)))
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

/** Whether the code neither creates nor adopts the target and attaches no policy to it, so that it says nothing about its policies. */
function isOnlyNamed({ code, attachedPolicies }: Parent | Account): boolean {
  return code === undefined && attachedPolicies.every(({ awsManaged }) => awsManaged);
}

function retainedOn(tags: Tags): ReadonlySet<string> {
  const notes = Object.entries(tags).filter(([key]) => key.startsWith(RETAINED_ATTACHMENTS_TAG_PREFIX));
  return new Set(notes.flatMap(([, value]) => parsePolicyList(value)));
}

function isNoted(tags: Tags, policyId: string): boolean {
  return claimsOn(tags).some((claims) => isClaimed(claims, policyId));
}

function claimsOn(tags: Tags): AttachmentClaims[] {
  return Object.entries(tags).flatMap(([key, value]) => (key.startsWith(ATTACHED_TAG_PREFIX) ? [parseAttachmentClaims(value)] : []));
}

/** The place of each target: its own name and its parent. Names further up belong to other resources. */
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

function differentPath(id: string, [desired, desiredPlace]: Located, [actual, actualPlace]: Located): Difference[] {
  if (desired === actual) return [];
  return [difference(`The path of ${id} is ${actual}, not ${desired}`, [id, 'path', ...desiredPlace, ...actualPlace])];
}

function differentAttachments(id: string, path: string, desired: readonly string[], actual: readonly string[]): Difference[] {
  const keys = [
    ...desired.filter((policyId) => !actual.includes(policyId)).map((policyId) => [id, 'not attached', policyId]),
    ...actual.filter((policyId) => !desired.includes(policyId)).map((policyId) => [id, 'attached', policyId]),
  ];
  const list = (ids: readonly string[]) => [...ids].sort().join(', ') || NONE;
  return keys.length === 0 ? [] : [difference(`The policies attached to ${path} are ${list(actual)}, not ${list(desired)}`, ...keys)];
}

/** In code, targets outside it stand at the root, named by their IDs, and everything below an outside target stands below it. */
function realPath(pathInCode: string, found: ReadonlyMap<string, { readonly path: string }>): string {
  const [root, top, ...rest] = pathInCode.split('/');
  const outside = found.get(top);
  return outside === undefined ? [root, top, ...rest].filter((name) => name !== undefined).join('/') : [outside.path, ...rest].join('/');
}

function differentPolicies(desired: Organization, actual: Organization): Difference[] {
  const found = new Map(actual.policies.map((policy) => [policy.id, policy]));
  return desired.policies.flatMap((policy) => {
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

/** The service compares addresses without regard to case. */
function differentAddress(id: string, path: string, desired: string, actual: string): Difference[] {
  return desired.toLowerCase() === actual.toLowerCase() ? [] : differentValue([id, 'email'], `The email address of ${path}`, desired, actual);
}

function differentTags(id: string, what: string, desired: Tags, actual: Tags): Difference[] {
  return Object.entries(desired).filter(([key]) => key !== OWNER_TAG_KEY)
    .flatMap(([key, value]) => differentValue([id, 'tag', key], `Tag ${key} of ${what}`, value, actual[key] ?? NONE));
}

/** @param subject the owner of the value, by IDs. */
function differentValue(subject: readonly string[], what: string, desired: string, actual: string): Difference[] {
  return desired === actual ? [] : [difference(`${what} is ${actual || NONE}, not ${desired || NONE}`, [...subject, desired, actual])];
}

function missing(what: string, desired: readonly string[], actual: readonly string[]): Difference[] {
  return desired.filter((each) => !actual.includes(each)).map((each) => difference(`${what} ${each} is not there`, [what, each]));
}

function difference(sentence: string, ...keys: readonly (readonly string[])[]): Difference {
  return { keys: keys.map((key) => JSON.stringify(key)), sentence };
}
