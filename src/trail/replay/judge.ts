import { callDifference, type CallDifference } from './judged-request';
import { type Organization, OrganizationAccess, type PlacedAccount } from '../../model';
import { accountOfArn, type Reason, type Verdict } from '../../policy';
import type { CallRequest } from '../call-of-record';
import type { Caller } from '../record/caller';
import { remembered } from '../remembered';

/** The reasons for the effect of a change on calls. */
export interface Reasons {
  /** The unknown keys, resources and policies; sorted. */
  readonly dependsOn: readonly string[];
  readonly statements: readonly string[];
}

/** The effect of a change on calls that the policies cannot tell apart. */
export interface JudgedCall {
  readonly account: PlacedAccount;
  readonly difference: CallDifference;
  /** Whether the policies before the change deny the call. */
  readonly deniedBefore: boolean;
  /** The same object for equal reasons. */
  readonly reasons: Reasons;
}

/** An organization with its accounts by ID. */
class Side {
  private readonly access: OrganizationAccess;
  private readonly byId: ReadonlyMap<string, PlacedAccount>;

  constructor(organization: Organization) {
    this.access = new OrganizationAccess(organization);
    this.byId = new Map(this.access.accounts.map((placed) => [placed.account.id, placed]));
  }

  account(ids: readonly string[]): PlacedAccount | undefined {
    for (const id of ids) if (this.byId.has(id)) return this.byId.get(id);
    return undefined;
  }

  verdicts(placed: PlacedAccount, { principal, accountId }: Caller, requests: readonly CallRequest[]): Verdict[] {
    return requests.map(({ action, resource, context }) => this.access.verdict(this.partyOf(placed, resource, accountId), {
      action,
      ...(resource === undefined ? {} : { resource }),
      ...(principal === undefined ? {} : { principal }),
      context: principal !== undefined || accountId === undefined ? context : { ...context, 'aws:PrincipalAccount': accountId },
    }));
  }

  /** A caller from outside asks for resources of the account that has them. */
  private partyOf(placed: PlacedAccount, resource: string | undefined, accountId: string | undefined): PlacedAccount {
    if (placed.account.id === accountId || resource === undefined) return placed;
    return this.byId.get(accountOfArn(resource) ?? '') ?? placed;
  }
}

/** Asks two states of an organization about calls. */
export class Judge {
  private readonly base: Side;
  private readonly head: Side;
  private readonly reasonsOf = remembered((json) => JSON.parse(json) as Reasons);

  constructor(base: Organization, head: Organization) {
    this.base = new Side(base);
    this.head = new Side(head);
  }

  /**
   * @param accountIds the accounts that a call can be about, the caller's first
   * @returns undefined if neither state has one of them, or only one of the states
   * @throws Error if a request cannot be asked
   */
  judge(caller: Caller, accountIds: readonly string[], requests: readonly CallRequest[]): JudgedCall | undefined {
    const [before, after] = [this.base.account(accountIds), this.head.account(accountIds)];
    if (before === undefined || after === undefined || before.account.id !== after.account.id) return undefined;
    const base = this.base.verdicts(before, caller, requests);
    const head = this.head.verdicts(after, caller, requests);
    const difference = callDifference(base, head);
    const deciding = difference.requests.flatMap((place) => [
      ...(difference.denied === undefined ? [] : [head[place]]), ...(difference.allowed === undefined ? [] : [base[place]]),
    ]);
    const isOpen = difference.denied === 'possible' || difference.allowed === 'possible';
    return {
      account: after,
      difference,
      deniedBefore: base.some(({ decision }) => decision === 'denied'),
      reasons: this.reasonsOf(JSON.stringify({
        dependsOn: isOpen ? sorted([...base, ...head].flatMap(({ missingInformation }) => missingInformation)) : [],
        statements: sorted(deciding.flatMap(({ matchedStatements }) => matchedStatements.flatMap(statementName))),
      } satisfies Reasons)),
    };
  }
}

function statementName(reason: Reason): string[] {
  if (reason.kind === 'deny') return [`${reason.statement} of ${reason.policy}${at(reason.level)}`];
  return reason.kind === 'no-allow' ? [`nothing allows it${at(reason.level)}`] : [];
}

function at(level: string | undefined): string {
  return level === undefined ? '' : ` at ${level}`;
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
