import type { AccessRequest, ContextValue } from './access-request';
import { impliedByPrincipal, impliedByResource } from './implied-keys';
import { type OpenIds, PositionList, ROLE_PATH } from '../open-text';
import { ANONYMOUS, rolePathName } from './principal';

/** The values of a key; or that it is absent; or that it is unknown. */
export type Lookup = readonly string[] | 'missing' | 'unknown';

const NONE: readonly string[] = [];

/** The known facts about a request: the given keys, and those that the principal and the resource imply. */
export class RequestContext {
  readonly resource?: string;
  readonly principal?: string;
  private readonly values = new Map<string, Lookup>();
  private readonly otherwise: Lookup;
  private readonly impossible: ReadonlyMap<string, readonly string[]>;
  private readonly openIds?: OpenIds;
  private readonly rolePathName: string;
  /** Key families of which the request has none. */
  private readonly noFamily?: RegExp;

  constructor({ action, resource, principal, context = {}, ruledOut = {}, contextIsComplete = false, openIds }: AccessRequest) {
    this.resource = resource;
    this.principal = principal;
    this.openIds = openIds === undefined || openIds.standIns.size === 0 ? undefined : openIds;
    this.rolePathName = rolePathName(principal);
    if (principal === ANONYMOUS) this.noFamily = /^aws:principaltag\//;
    this.otherwise = contextIsComplete ? 'missing' : 'unknown';
    this.impossible = new Map(Object.entries(ruledOut).map(([key, values]) => [key.toLowerCase(), values]));
    const implied = { ...(principal === undefined ? {} : impliedByPrincipal(principal)), ...impliedByResource(action, resource) };
    for (const [key, value] of Object.entries(implied)) this.values.set(key.toLowerCase(), lookup(value));
    for (const [key, value] of Object.entries(context)) this.values.set(key.toLowerCase(), lookup(value));
  }

  lookup(key: string): Lookup {
    const name = key.toLowerCase();
    return this.values.get(name) ?? (this.noFamily?.test(name) ? 'missing' : this.otherwise);
  }

  /** The same request with a value for a key. */
  withValue(key: string, value: string): RequestContext {
    const values = new Map([...this.values, [key.toLowerCase(), [value]]]);
    return Object.create(this, { values: { value: values } }) as RequestContext;
  }

  /** Whether a text of the request contains an ID that only a deployment knows, or a role path that the question does not include. */
  isOpen(text: string): boolean {
    if (text.includes(ROLE_PATH)) return true;
    return this.openIds !== undefined && this.namesIn(text).length > 0;
  }

  /** The names of the missing information about a text. */
  namesIn(text: string): readonly string[] {
    const list = this.positionList();
    list.addValue(text);
    return list.names;
  }

  /** An empty list for the positions of a text of this request, or of a pattern that it is compared with. */
  positionList(): PositionList {
    return new PositionList(this.openIds, this.rolePathName);
  }

  /** Whether an ID in a policy belongs to a resource that no open ID can refer to. */
  isOtherId(id: string): boolean {
    return this.openIds?.others.has(id) ?? false;
  }

  /** Values that an unknown key is known not to have; one that ends with `/*` excludes every value with that beginning. */
  ruledOut(key: string): readonly string[] {
    return this.impossible.size === 0 ? NONE : this.impossible.get(key.toLowerCase()) ?? NONE;
  }
}

/** The service does not distinguish an empty list from an absent key. */
function lookup(value: ContextValue): Lookup {
  if (value === null) return 'missing';
  const values = Array.isArray(value) ? value : [value];
  return values.length === 0 ? 'missing' : values.map(String);
}
