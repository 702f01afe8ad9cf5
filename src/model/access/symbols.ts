import { type AccountSide, type CompiledPolicy, type ContextValue, type IdKind, type OpenId, type OpenIds } from '../../policy';
import { type Organization, targets } from '../organization';
import { idsSpelledOut, textOf } from './spelled-out-ids';

/**
 * References as `from-assembly` writes them. Request keys, which policy variables name, contain a colon. Literals that look alike have an
 * exclamation mark.
 */
const REFERENCE = /\$\{((?:AWS|Fn)::[^{}*?$]+|[^!{}:*?$][^{}:*?$]*)\}/g;

/** IDs that the service does not assign, in the same format. */
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

/**
 * IDs in a model from code are symbols, `${Stack.LogicalId}`. A policy that refers to such a resource has the symbol in its text,
 * where it reads like a policy variable, so each symbol gets an ID that stands in for it.
 */
export class SymbolicIds {
  private readonly bySymbol = new Map<string, SymbolicId>();
  private readonly byStandIn = new Map<string, string>();
  private readonly references = new WeakMap<CompiledPolicy, ReadonlySet<string>>();
  /** IDs of resources in the organization, which no other resource can have. */
  private readonly taken = new Set<string>();
  private open?: OpenIds;

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

  /** Whether every ID is known. */
  get isEmpty(): boolean {
    return this.bySymbol.size === 0;
  }

  isSymbol(id: string): boolean {
    return this.bySymbol.has(id);
  }

  /** The IDs that only a deployment will know; undefined if every ID is known. */
  openIds(): OpenIds | undefined {
    if (this.bySymbol.size === 0) return undefined;
    this.open ??= {
      standIns: new Map([...this.bySymbol].map(([symbol, { kind, standIn }]): [string, OpenId] => [standIn, { kind, name: `the ID of ${symbol}` }])),
      others: this.taken,
    };
    return this.open;
  }

  /** The ID itself, or the stand-in of a symbol. */
  standIn(id: string): string {
    return this.bySymbol.get(id)?.standIn ?? id;
  }

  /** The text with its stand-ins replaced by the symbols. */
  named(text: string): string {
    return text.replace(STAND_IN, (standIn) => this.byStandIn.get(standIn) ?? standIn);
  }

  /** Values for the references in these policies. */
  context(sides: readonly AccountSide[]): Record<string, ContextValue> {
    if (this.bySymbol.size === 0) return {};
    const found: Record<string, ContextValue> = {};
    for (const policy of policiesOn(sides)) {
      for (const reference of this.referencesOf(policy)) {
        const symbolic = this.bySymbol.get(`\${${reference}}`);
        if (symbolic !== undefined) found[reference] = symbolic.standIn;
      }
    }
    return found;
  }

  /** Whether a text has a stand-in of one of these kinds. */
  hasStandIn(text: string, kinds: ReadonlySet<IdKind>): boolean {
    return (text.match(STAND_IN) ?? []).some((standIn) => {
      const symbol = this.byStandIn.get(standIn);
      return symbol !== undefined && kinds.has(this.bySymbol.get(symbol)!.kind);
    });
  }

  /**
   * The IDs of a kind that policies spell out and that no resource of the organization is known to have: a symbol may turn out to be one of
   * them. Undefined where a policy has a pattern of IDs, which any symbol may match.
   */
  unassigned(kind: IdKind, policies: readonly CompiledPolicy[]): readonly string[] | undefined {
    const found = policies.map((policy) => idsSpelledOut(policy, kind));
    if (found.some((ids) => ids === undefined)) return undefined;
    return [...new Set(found.flatMap((ids) => ids ?? []))].filter((id) => !this.taken.has(id));
  }

  private addSymbol(kind: IdKind, symbol: string, spelledOut: ReadonlySet<string>): void {
    let number = this.bySymbol.size + 1;
    const standIn = () => STAND_INS[kind](String(number).padStart(8, '0'));
    while (spelledOut.has(standIn()) || this.byStandIn.has(standIn())) number++;
    this.bySymbol.set(symbol, { kind, standIn: standIn() });
    this.byStandIn.set(standIn(), symbol);
  }

  private referencesOf(policy: CompiledPolicy): ReadonlySet<string> {
    let references = this.references.get(policy);
    if (references === undefined) {
      references = referencesIn(textOf(policy));
      this.references.set(policy, references);
    }
    return references;
  }
}

/** Names of the references in a text that only a deployment resolves, without `${` and `}`. */
export function referencesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(REFERENCE)].map(([, reference]) => reference));
}

/** The policies at all levels. */
export function policiesOn(sides: readonly AccountSide[]): CompiledPolicy[] {
  return sides.flatMap(({ levels }) => levels.flatMap(({ serviceControlPolicies = [], resourceControlPolicies = [] }) => (
    [...serviceControlPolicies, ...resourceControlPolicies])));
}
