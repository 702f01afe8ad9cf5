import type { CodeOrigin, PrivilegedChange, StatementChange } from '../change';
import type { ResourceReference } from '../references';
import { ReplacedCode } from './replaced-code';
import { statementChanges } from './statement-changes';
import { canonicalJson, ownValue } from '../../../assembly';
import type { JsonValue } from '../../../policy';
import { groupBy } from '../../grouping';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from '../../privileged/privileged-parts';
import { groundsOfNames } from '../../privileged/resource-classes';

/** Digests of code, as `contentDigest` returns them, that may act for the organization. */
export interface KnownCode {
  /** Of this package's handlers. */
  readonly handlers?: string;
  /** Of the provider framework of aws-cdk-lib. */
  readonly framework?: readonly string[];
  /** Of code that a person has reviewed. */
  readonly acknowledged?: readonly string[];
}

export interface PrivilegedOptions {
  /**
   * The deployed code, where the base does not come from code.
   * @default - the parts of the base
   */
  readonly formerParts?: PrivilegedParts;
  /** @default - no code is known; then changes from an unknown base are not reported */
  readonly knownCode?: KnownCode;
}

type ByAddress = ReadonlyMap<string, PrivilegedResource>;

/**
 * Changes of the roles, policies and functions of the code. From an unknown base, only unknown code of the head's functions is
 * reported, and only if the known code is given.
 */
export function diffPrivileged(
  base: PrivilegedParts | undefined, head: PrivilegedParts | undefined, known?: KnownCode,
): PrivilegedChange[] {
  if (head === undefined) return [];
  const after = byAddress(head);
  const replaced = new ReplacedCode(base, head);
  if (base === undefined) {
    if (known === undefined) return [];
    const unknown = codeChanges(new Map(), after, { known, base, head, replaced })
      .filter((change) => change.kind === 'functionCodeChanged' && change.origin === 'unknown');
    const functions = head.resources.filter(({ type }) => type === FUNCTION_TYPE);
    return [...unknown, ...functions.flatMap((resource) => settingsChanges(undefined, resource, replaced))];
  }
  const before = byAddress(base);
  const kept = [...after].flatMap(([address, resource]) => {
    const former = before.get(address);
    return former?.type === resource.type ? [{ former, resource }] : [];
  });
  const isKept = (resource: PrivilegedResource) => before.get(addressOf(resource))?.type === after.get(addressOf(resource))?.type;
  return [
    ...codeChanges(before, after, { known: known ?? {}, base, head, replaced }),
    ...serviceTokenChanges(base, head, before, after),
    ...head.resources.filter((resource) => !isKept(resource) && isOfInterest(resource)).map((resource): PrivilegedChange => (
      { kind: 'privilegedResourceAdded', resource: referenceTo(resource), content: contentOf(resource), ...replaced.ofNew(resource) })),
    ...kept.flatMap(({ former, resource }) => (
      policyChanges(former, resource).map((change) => ({ ...change, ...replaced.ofPolicy(resource) })))),
    ...kept.flatMap(({ former, resource }) => settingsChanges(former, resource, replaced)),
    ...base.resources.filter((resource) => !isKept(resource) && isOfInterest(resource)).map((resource): PrivilegedChange => ({
      kind: 'privilegedResourceRemoved', resource: referenceTo(resource), content: contentOf(resource), outcome: resource.retained ? 'stays' : 'deleted',
    })),
  ];
}

/** Without any property that grants something, a resource of a type that does so by some of them is like any other one. */
function isOfInterest({ partial, settings, documents }: PrivilegedResource): boolean {
  return !partial || Object.keys(settings).length > 0 || Object.keys(documents).length > 0;
}

function settingsChanges(former: PrivilegedResource | undefined, resource: PrivilegedResource, replaced: ReplacedCode): PrivilegedChange[] {
  const settings = replaced.settingChangesOf(former, resource);
  if (settings.length === 0) return [];
  return [{ kind: 'privilegedSettingsChanged', resource: referenceTo(resource), settings, ...replaced.ofSettings(resource, settings) }];
}

interface Judging {
  readonly known: KnownCode;
  readonly base: PrivilegedParts | undefined;
  readonly head: PrivilegedParts;
  readonly replaced: ReplacedCode;
}

/**
 * New functions that do not act for the organization are reported with their complete definition. Deployed code is known only in the part
 * that it has already: neither the code of any function that may act, nor the framework's in a handler.
 */
function codeChanges(before: ByAddress, after: ByAddress, { known, base, head, replaced }: Judging): PrivilegedChange[] {
  const acting = new Set([...base?.providerFunctions ?? [], ...head.providerFunctions]);
  const deployed = new Set(Object.entries(base?.handlerChain ?? {}).map(([address, part]) => `${part} ${before.get(address)?.code}`));
  const originOf = (address: string, digest: string): CodeOrigin => {
    if (digest === known.handlers) return 'package';
    if (known.framework?.includes(digest)) return 'framework';
    if (known.acknowledged?.includes(digest)) return 'acknowledged';
    if (!acting.has(address)) return 'application';
    const part = ownValue(head.handlerChain, address);
    return part !== undefined && deployed.has(`${part} ${digest}`) ? 'deployed' : 'unknown';
  };
  const changed = [...after].flatMap(([address, resource]) => {
    const former = before.get(address)?.code;
    const isTold = former !== undefined || acting.has(address);
    if (resource.code === undefined || !isTold) return [];
    const origin = originOf(address, resource.code);
    if (resource.code !== former) return [{ resource, former, digest: resource.code, origin }];
    // It may have been deployed for something else before.
    return origin === 'unknown' && replaced.begins(resource) ? [{ resource, former: undefined, digest: resource.code, origin }] : [];
  });
  const groups = groupBy(changed, ({ former, digest, origin }) => JSON.stringify([former, digest, origin]));
  return [...groups.values()].map((group): PrivilegedChange => {
    const [{ former, digest, origin }] = group;
    return {
      kind: 'functionCodeChanged',
      functions: group.map(({ resource }) => referenceTo(resource)),
      ...(former === undefined ? {} : { formerDigest: former }),
      digest,
      origin,
    };
  });
}

/** A new resource whose function is new as well, or has handled others before, is not a change of its own. */
function serviceTokenChanges(base: PrivilegedParts, head: PrivilegedParts, before: ByAddress, after: ByAddress): PrivilegedChange[] {
  const served = new Set(Object.values(base.serviceTokens));
  const isNewHere = (token: string) => {
    const [, address] = /^\$\{(.+)\.[A-Za-z]+\}$/.exec(token) ?? [];
    return address !== undefined && after.has(address) && !before.has(address);
  };
  const changed = Object.entries(head.serviceTokens).flatMap(([address, token]) => {
    const former = Object.hasOwn(base.serviceTokens, address) ? base.serviceTokens[address] : undefined;
    const isChange = former === undefined ? !served.has(token) && !isNewHere(token) : former !== token;
    return isChange ? [{ address, former, token }] : [];
  });
  return [...groupBy(changed, ({ former, token }) => JSON.stringify([former, token])).values()].map((group): PrivilegedChange => ({
    kind: 'serviceTokenChanged',
    resources: group.map(({ address }) => address),
    ...(group[0].former === undefined ? {} : { formerToken: group[0].former }),
    token: group[0].token,
  }));
}

function policyChanges(former: PrivilegedResource, resource: PrivilegedResource): PrivilegedChange[] {
  const textOf = (documents: PrivilegedResource['documents'], name: string) => (
    Object.hasOwn(documents, name) ? canonicalJson(documents[name]) : undefined);
  const names = [...new Set([...Object.keys(former.documents), ...Object.keys(resource.documents)])].sort();
  return names.flatMap((document): PrivilegedChange[] => {
    const [before, after] = [former, resource].map(({ documents }) => textOf(documents, document));
    const statements = documentChanges(before, after);
    if (statements.length === 0) return [];
    return [{
      kind: 'privilegedPolicyChanged',
      resource: referenceTo(resource),
      document,
      statements,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    }];
  });
}

const NOTHING = '{"Statement":[]}';

/** The whole document where its statements are not compared, as for an unknown function. */
function documentChanges(before: string | undefined, after: string | undefined): StatementChange[] {
  if (before === after) return [];
  const areTold = [before, after].every((text) => {
    const { Statement: statement } = JSON.parse(text ?? NOTHING) as { readonly Statement?: unknown };
    return typeof statement === 'object' && statement !== null;
  });
  if (areTold) return statementChanges('SERVICE_CONTROL_POLICY', before ?? NOTHING, after ?? NOTHING);
  return [{ change: 'changed', statement: '', effect: '', ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function byAddress({ resources }: PrivilegedParts): ByAddress {
  return new Map(resources.map((resource) => [addressOf(resource), resource]));
}

function referenceTo({ stack, logicalId, type, settings, documents }: PrivilegedResource): ResourceReference {
  const grounds = groundsOfNames(type, [...Object.keys(settings), ...(Object.keys(documents).length > 0 ? ['PolicyDocument'] : [])]);
  const isUnclear = grounds.length > 0 && grounds.every((ground) => ground === 'unclear');
  return { kind: 'resource', stack, logicalId, type, ...(isUnclear ? { unclear: true as const } : {}) };
}

function contentOf({ settings, documents }: PrivilegedResource): string {
  return canonicalJson({ ...settings, ...documents } as JsonValue);
}
