import type { JudgedCall } from './judge';
import type { AffectedPrincipal, AffectedUse, Bounds } from './replay-result';
import type { RecordedCall } from '../call-of-record';

/** Numbers that grow while records are read. */
interface Growing {
  readonly direction: AffectedUse['direction'];
  readonly action: string;
  readonly resource?: string;
  readonly dependsOn: Set<string>;
  readonly statements: Set<string>;
  certain: number;
  possible: number;
  refused: number;
  lastUse?: string;
}

interface GrowingPrincipal extends Omit<AffectedPrincipal, 'uses'> {
  readonly uses: Map<string, Growing>;
}

/** More of either is of no use to a reader. */
const MOST_NAMES = 50;

/** Sums up the calls that a change affects, by principal and action. */
export class AffectedUses {
  private readonly principals = new Map<string, GrowingPrincipal>();

  add(call: RecordedCall, judged: JudgedCall, direction: AffectedUse['direction'], isCertain: boolean, records: number): void {
    const request = call.requests[judged.difference.requests[0] ?? 0];
    const principal = this.principalOf(call, judged);
    const key = `${direction} ${request.action}`;
    let use = principal.uses.get(key);
    if (use === undefined) {
      use = {
        direction,
        action: request.action,
        resource: request.resource,
        dependsOn: new Set(),
        statements: new Set(),
        certain: 0,
        possible: 0,
        refused: 0,
      };
      principal.uses.set(key, use);
    }
    if (isCertain) use.certain += records;
    else use.possible += records;
    if (call.refused) use.refused += records;
    if (call.time !== undefined && (use.lastUse === undefined || call.time > use.lastUse)) use.lastUse = call.time;
    if (use.dependsOn.size < MOST_NAMES) for (const name of judged.dependsOn) use.dependsOn.add(name);
    if (use.statements.size < MOST_NAMES) for (const name of judged.statements) use.statements.add(name);
  }

  /** The most affected principals first. */
  result(): AffectedPrincipal[] {
    const all = [...this.principals.values()].map(({ uses, ...principal }): AffectedPrincipal => ({
      ...principal,
      uses: [...uses.values()].map(useOf)
        .sort((one, other) => (
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

function useOf({ direction, action, resource, certain, possible, refused, lastUse, dependsOn, statements }: Growing): AffectedUse {
  return {
    direction,
    action,
    calls: { atLeast: certain, atMost: certain + possible },
    refused,
    ...(lastUse === undefined ? {} : { lastUse }),
    ...(resource === undefined ? {} : { resource }),
    dependsOn: [...dependsOn].sort(),
    statements: [...statements].sort(),
  };
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
