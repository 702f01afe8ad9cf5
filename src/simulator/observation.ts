import { JournalEntry } from './journal';
import { View } from './store/view';

/** An account with what lies above it. */
export interface AccountWithPath {
  readonly id: string;
  /** Ids from the root over the organizational units to the account, all included. */
  readonly path: readonly string[];
}

export interface ObservedPolicy {
  readonly type: string;
  readonly name: string;
  readonly content: string;
}

/** The organization as it is, without lag, at the moment of each question. */
export class ObservedOrganization {
  constructor(private readonly truth: View) {}

  /** All accounts, the management account and closed ones included. */
  * accountsWithPaths(): Generator<AccountWithPath> {
    for (const { record: { id } } of this.truth.scan('accounts')) yield { id, path: [...this.truth.ancestors(id).reverse(), id] };
  }

  /** Ids of the policies of all types that are attached to the root, the organizational unit or the account itself. */
  attachedPolicies(targetId: string): string[] {
    return this.truth.list('attachments', 'target', targetId).map(({ policyId }) => policyId);
  }

  policy(id: string): ObservedPolicy | undefined {
    const policy = this.truth.get('policies', id);
    return policy && { type: policy.type, name: policy.name, content: policy.content };
  }
}

/** One step of the organization: what a call or time has just changed. */
export interface Observation {
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** The call. Absent when time did it: an account that was being created or closed, a policy type that was pending. */
  readonly entry?: JournalEntry;
  /** To be asked while the observer is called; later it shows a later organization. */
  readonly organization: ObservedOrganization;
}

/** Receives each observation. The sender of the request gets any error that the observer throws. */
export type Observer = (observation: Observation) => void;
