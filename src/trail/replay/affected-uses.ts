import type { JudgedCall, Reasons } from './judge';
import type { AffectedPrincipal, AffectedUse, Bounds } from './replay-result';
import type { RecordedCall } from '../call-of-record';

/** Numbers that grow while records are read. */
interface GrowingUse {
  readonly direction: AffectedUse['direction'];
  readonly action: string;
  /** The first in the order of their texts, so that the order of the records does not matter. */
  resource?: string;
  readonly reasons: Set<Reasons>;
  certain: number;
  possible: number;
  refused: number;
  lastUse?: string;
}

interface GrowingPrincipal extends Omit<AffectedPrincipal, 'uses'> {
  readonly uses: Map<string, GrowingUse>;
}

/** The affected principals by account and name, as plain values that a thread can send. */
export type GrowingPrincipals = ReadonlyMap<string, GrowingPrincipal>;

/** More of either is of no use to a reader. */
const MOST_NAMES = 50;

/** Sums up the calls that a change affects, by principal and action. The order of the calls does not matter. */
export class AffectedUses {
  readonly principals = new Map<string, GrowingPrincipal>();

  add(call: RecordedCall, judged: JudgedCall, direction: AffectedUse['direction'], isCertain: boolean, records: number): void {
    const { action, resource } = call.requests[judged.difference.requests[0] ?? 0];
    const use = useIn(this.principalOf(call, judged).uses, direction, action);
    if (isCertain) use.certain += records;
    else use.possible += records;
    if (call.refused) use.refused += records;
    use.reasons.add(judged.reasons);
    note(use, resource, call.time);
  }

  /** Adds what another one has summed up. */
  merge(principals: GrowingPrincipals): void {
    for (const [key, { uses, ...principal }] of principals) {
      let known = this.principals.get(key);
      if (known === undefined) this.principals.set(key, known = { ...principal, uses: new Map() });
      for (const { direction, action, resource, reasons, certain, possible, refused, lastUse } of uses.values()) {
        const use = useIn(known.uses, direction, action);
        use.certain += certain;
        use.possible += possible;
        use.refused += refused;
        for (const each of reasons) use.reasons.add(each);
        note(use, resource, lastUse);
      }
    }
  }

  /** The most affected principals first. */
  result(): AffectedPrincipal[] {
    const all = [...this.principals.values()].map(({ uses, ...principal }): AffectedPrincipal => ({
      ...principal,
      uses: [...uses.values()].map(useOf).sort((one, other) => (
        other.calls.atMost - one.calls.atMost || compare(one.action, other.action) || compare(other.direction, one.direction))),
    }));
    return all.sort((one, other) => (
      total(other) - total(one) || compare(one.principal, other.principal) || compare(one.accountId, other.accountId)));
  }

  private principalOf({ caller }: RecordedCall, { account: { account, path, places } }: JudgedCall): GrowingPrincipal {
    const name = caller.principal ?? `account ${caller.accountId}`;
    const key = `${account.id} ${name}`;
    let principal = this.principals.get(key);
    if (principal === undefined) {
      principal = { principal: name, accountId: account.id, account: path, organizationalUnit: places[places.length - 2]?.name ?? 'root', uses: new Map() };
      this.principals.set(key, principal);
    }
    return principal;
  }
}

function useIn(uses: Map<string, GrowingUse>, direction: AffectedUse['direction'], action: string): GrowingUse {
  const key = `${direction} ${action}`;
  let use = uses.get(key);
  if (use === undefined) {
    use = { direction, action, reasons: new Set(), certain: 0, possible: 0, refused: 0 };
    uses.set(key, use);
  }
  return use;
}

function note(use: GrowingUse, resource: string | undefined, time: string | undefined): void {
  if (resource !== undefined && (use.resource === undefined || resource < use.resource)) use.resource = resource;
  if (time !== undefined && (use.lastUse === undefined || time > use.lastUse)) use.lastUse = time;
}

function useOf({ direction, action, resource, certain, possible, refused, lastUse, reasons }: GrowingUse): AffectedUse {
  return {
    direction,
    action,
    calls: { atLeast: certain, atMost: certain + possible },
    refused,
    ...(lastUse === undefined ? {} : { lastUse }),
    ...(resource === undefined ? {} : { resource }),
    dependsOn: names([...reasons].flatMap(({ dependsOn }) => dependsOn)),
    statements: names([...reasons].flatMap(({ statements }) => statements)),
  };
}

function names(all: readonly string[]): string[] {
  return [...new Set(all)].sort().slice(0, MOST_NAMES);
}

function total({ uses }: AffectedPrincipal): number {
  return uses.reduce((sum, { calls }) => sum + calls.atMost, 0);
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The sum over the uses of a direction. */
export function boundsOf(principals: readonly AffectedPrincipal[], direction: AffectedUse['direction']): Bounds {
  const uses = principals.flatMap((principal) => principal.uses.filter((use) => use.direction === direction));
  return {
    atLeast: uses.reduce((sum, { calls }) => sum + calls.atLeast, 0),
    atMost: uses.reduce((sum, { calls }) => sum + calls.atMost, 0),
  };
}
