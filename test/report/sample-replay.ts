import type { AffectedPrincipal, AffectedUse, ReplayResult } from '../../src/trail';

export function sampleUse(action: string, more: Partial<AffectedUse> = {}): AffectedUse {
  return { direction: 'denied', action, calls: { atLeast: 2, atMost: 2 }, refused: 0, dependsOn: [], statements: ['OtherRegions of regions at Workloads'], ...more };
}

/** A role of an account, which is named after the place of its last part in the organization. */
export function samplePrincipal(role: string, account: string, accountId: string, uses: readonly AffectedUse[]): AffectedPrincipal {
  const unit = account.slice(0, Math.max(0, account.lastIndexOf('/')));
  return { principal: `arn:aws:iam::${accountId}:role/${role}`, accountId, account, organizationalUnit: unit === '' ? 'root' : unit, uses };
}

/** A replay of as many records as its principals and its other records say. */
export function sampleReplay(principals: readonly AffectedPrincipal[], more: Partial<ReplayResult> = {}): ReplayResult {
  const { unmapped = [] } = more;
  const sum = (direction: AffectedUse['direction'], bound: 'atLeast' | 'atMost') => principals.flatMap(({ uses }) => uses)
    .filter((use) => use.direction === direction).reduce((total, { calls }) => total + calls[bound], 0);
  const bounds = (direction: AffectedUse['direction']) => ({ atLeast: sum(direction, 'atLeast'), atMost: sum(direction, 'atMost') });
  const calls = bounds('denied').atMost + bounds('allowed').atMost;
  return {
    records: calls + unmapped.reduce((total, { records }) => total + records, 0),
    calls,
    distinct: calls,
    from: '2026-11-01T00:00:00Z',
    to: '2026-11-28T00:00:00Z',
    newlyDenied: bounds('denied'),
    newlyAllowed: bounds('allowed'),
    contradicted: 0,
    principals,
    unmapped,
    ...more,
  };
}
