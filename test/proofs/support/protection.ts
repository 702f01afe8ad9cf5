import type { Observation, Observer, SimulatorState } from '../../../src/simulator';

/** The denying statements of each account, one for each action. */
type Denies = Map<string, Set<string>>;

/**
 * Observes every change of an organization. Afterwards it reports the denials that held before and after, but were missing for an account
 * in between. Denials of other owners count too.
 */
export class ProtectionWatch {
  private readonly before: Denies;
  private readonly lost = new Map<string, string>();

  constructor(start: SimulatorState | undefined) {
    this.before = start ? deniesOfState(start) : new Map();
  }

  /** Notes lost denials of the accounts that exist at the start. A new account has lost nothing. */
  readonly observe: Observer = ({ entry, at, organization }: Observation) => {
    const texts = new Map<string, readonly string[]>();
    const statements = (policyId: string) => {
      const known = texts.get(policyId) ?? deniedBy(organization.policy(policyId));
      texts.set(policyId, known);
      return known;
    };
    for (const { id, path } of organization.accountsWithPaths()) {
      const before = this.before.get(id);
      if (!before) continue;
      const now = new Set(path.flatMap((target) => organization.attachedPolicies(target).flatMap(statements)));
      for (const statement of before) {
        const key = `${id} ${statement}`;
        if (!now.has(statement) && !this.lost.has(key)) {
          this.lost.set(key, `${entry?.operation ?? 'time'} ${JSON.stringify(entry?.request ?? {})} at ${new Date(at).toISOString()}`);
        }
      }
    }
  };

  /** The gaps, each with the account, the missing denial, and the call that opened it. */
  gaps(end: SimulatorState): string[] {
    const after = deniesOfState(end);
    return [...this.lost].flatMap(([key, cause]) => {
      const [id, statement] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
      return after.get(id)?.has(statement) ? [`The account ${id} was without ${statement} after ${cause}`] : [];
    });
  }
}

export function deniesOfState({ accounts, organizationalUnits, attachments, policies }: SimulatorState): Denies {
  const parents = new Map([...organizationalUnits, ...accounts].map(({ id, parentId }) => [id, parentId]));
  const denied = new Map(policies.map((policy) => [policy.id, deniedBy(policy)]));
  return new Map(accounts.map(({ id }) => {
    const statements = new Set<string>();
    for (let target: string | undefined = id; target !== undefined; target = parents.get(target)) {
      const here = attachments.filter(({ targetId }) => targetId === target);
      here.forEach(({ policyId }) => denied.get(policyId)?.forEach((statement) => statements.add(statement)));
    }
    return [id, statements];
  }));
}

/** The denying statements of a policy. Each action is a separate entry, so that statements may be split and merged. */
function deniedBy(policy: { readonly type: string; readonly content: string } | undefined): string[] {
  if (!policy || !['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'].includes(policy.type)) return [];
  const { Statement } = JSON.parse(policy.content) as { Statement?: unknown };
  return list(Statement).flatMap((each) => {
    const { Effect, Sid: _sid, Action, ...rest } = each as Record<string, unknown>;
    return Effect === 'Deny' ? list(Action).map((action) => JSON.stringify({ type: policy.type, action, ...rest })) : [];
  });
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
