import { type AccessRequest, type AccountSide, type CompiledPolicy, type ContextValue, writePolicyDocument } from '../../policy';
import { type Organization, targets } from '../organization';

type IdKind = 'account' | 'organization' | 'organizationalUnit' | 'root';

/** References as `from-assembly` writes them; the keys of a request, which policy variables name, have a colon. */
const REFERENCE = /\$\{(AWS::\w+|[^{}:*?$]+)\}/g;

/** Ids as a policy may spell them out. */
const LITERALS: Record<IdKind, RegExp> = {
  account: /(?<!\d)\d{12}(?!\d)/g,
  organization: /\bo-[a-z0-9]{10,32}\b/g,
  organizationalUnit: /\bou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\b/g,
  root: /\br-[0-9a-z]{4,32}\b/g,
};

/** Ids that the service does not give, but that have its shape. */
const STAND_INS: Record<IdKind, (number: string) => string> = {
  account: (number) => `0000${number}`,
  organization: (number) => `o-standsin${number}`,
  organizationalUnit: (number) => `ou-standsin-${number}`,
  root: (number) => `r-standsin${number}`,
};
const STAND_IN = /(?<!\d)0000\d{8}(?!\d)|\b(?:o-standsin|ou-standsin-|r-standsin)\d{8}\b/g;

interface SymbolicId {
  readonly kind: IdKind;
  readonly standIn: string;
}

/** What policies say about ids. */
interface Mentions {
  readonly references: ReadonlySet<string>;
  readonly literals: Readonly<Record<IdKind, ReadonlySet<string>>>;
}

/** What an id of the code might turn out to be, since a policy spells it out. */
export interface Coincidence {
  /** `${Stack.LogicalId}`. */
  readonly symbol: string;
  readonly standIn: string;
  readonly id: string;
}

/**
 * Ids in a model that comes from code are symbols, `${Stack.LogicalId}`. The text of a policy that names such a thing has the symbol
 * in it, where it reads like a policy variable, so each symbol gets an id that stands in for it.
 */
export class SymbolicIds {
  private readonly bySymbol = new Map<string, SymbolicId>();
  private readonly byStandIn = new Map<string, string>();
  private readonly mentions = new WeakMap<CompiledPolicy, Mentions>();
  /** Ids of things in the organization, which no other thing can have. */
  private readonly taken = new Set<string>();

  constructor(organization: Organization) {
    const spelledOut = new Set(organization.policies.flatMap(({ content }) => content.match(STAND_IN) ?? []));
    const add = (kind: IdKind, id: string) => {
      if (!id.startsWith('${')) this.taken.add(id);
      else if (!this.bySymbol.has(id)) this.addSymbol(kind, id, spelledOut);
    };
    add('organization', organization.id);
    add('account', organization.managementAccountId);
    for (const { target, kind } of targets(organization)) add(kind, target.id);
  }

  isSymbol(id: string): boolean {
    return this.bySymbol.has(id);
  }

  /** The id itself, or what stands in for it. */
  standIn(id: string): string {
    return this.bySymbol.get(id)?.standIn ?? id;
  }

  /** The symbols of a text instead of what stands in for them. */
  named(text: string): string {
    return text.replace(STAND_IN, (standIn) => this.byStandIn.get(standIn) ?? standIn);
  }

  /** What the references in these policies stand for. */
  context(sides: readonly AccountSide[]): Record<string, ContextValue> {
    if (this.bySymbol.size === 0) return {};
    return Object.fromEntries(policiesOf(sides).flatMap((policy) => [...this.mentionsOf(policy).references].flatMap((reference) => {
      const symbolic = this.bySymbol.get(`\${${reference}}`);
      return symbolic === undefined ? [] : [[reference, symbolic.standIn] as const];
    })));
  }

  /**
   * Whatever may be the same thing: ids that the policies spell out, and symbols that they name or the question is about. A verdict is
   * certain if it is the same with each of them.
   */
  coincidences(sides: readonly AccountSide[], asked: readonly string[]): Coincidence[] {
    if (this.bySymbol.size === 0) return [];
    const mentions = policiesOf(sides).map((policy) => this.mentionsOf(policy));
    const symbols = new Set([...asked, ...mentions.flatMap(({ references }) => [...references].map((reference) => `\${${reference}}`))]);
    return [...symbols].flatMap((symbol) => {
      const symbolic = this.bySymbol.get(symbol);
      if (symbolic === undefined) return [];
      const ids = new Set(mentions.flatMap(({ literals }) => [...literals[symbolic.kind]]));
      return [...ids].filter((id) => !this.taken.has(id)).map((id) => ({ symbol, standIn: symbolic.standIn, id }));
    });
  }

  private addSymbol(kind: IdKind, symbol: string, spelledOut: ReadonlySet<string>): void {
    let number = this.bySymbol.size + 1;
    const standIn = () => STAND_INS[kind](String(number).padStart(8, '0'));
    while (spelledOut.has(standIn()) || this.byStandIn.has(standIn())) number++;
    this.bySymbol.set(symbol, { kind, standIn: standIn() });
    this.byStandIn.set(standIn(), symbol);
  }

  private mentionsOf(policy: CompiledPolicy): Mentions {
    let mentions = this.mentions.get(policy);
    if (mentions === undefined) {
      const text = JSON.stringify(writePolicyDocument(policy.document));
      const literals = Object.entries(LITERALS).map(([kind, pattern]) => [kind, new Set(text.match(pattern) ?? [])]);
      mentions = { references: referencesIn(text), literals: Object.fromEntries(literals) };
      this.mentions.set(policy, mentions);
    }
    return mentions;
  }
}

/** Names of the things in a text that only a deployment will know, without `${` and `}`. */
export function referencesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(REFERENCE)].map(([, reference]) => reference));
}

/** The request with an id instead of what stands in for it. */
export function withCoincidence(request: AccessRequest, { standIn, id }: Coincidence): AccessRequest {
  return JSON.parse(JSON.stringify(request).replaceAll(standIn, id)) as AccessRequest;
}

function policiesOf(sides: readonly AccountSide[]): CompiledPolicy[] {
  return sides.flatMap(({ levels }) => levels.flatMap(({ serviceControlPolicies = [], resourceControlPolicies = [] }) => (
    [...serviceControlPolicies, ...resourceControlPolicies])));
}
