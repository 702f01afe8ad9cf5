/**
 * What one execution environment of the handlers remembers of accounts from one event to the next: hints that save calls.
 *
 * A hint decides nothing. An account that a hint names counts only after `DescribeAccount` has shown its address, and an account that no
 * hint names may exist all the same. An environment has the credentials of one account for all its life, so that all hints are about one
 * organization; hints that outlive it fail the check. Lambda has several environments, each with hints of its own, and stops them at any
 * time: every decision has to be right without hints too.
 */
import type { AccountState, Account } from '../../organizations';
import type { Tag } from '../../contract';

/** A request for an account that may be the one for an address. */
export interface RememberedRequest {
  readonly requestId: string;
  /** When this environment sent it or saw it first; milliseconds since 1970. */
  readonly notedAt: number;
  /** The tags of the request if this environment sent it for the address; absent if only the account name agrees. */
  readonly sentTags?: readonly Tag[];
}

/** A `CloseAccount` that the service accepted, or may have. */
export interface RememberedClosure {
  readonly askedAt: number;
  readonly stateBefore: AccountState;
}

export class AccountHints {
  private readonly idsByAddress = new Map<string, string>();
  private readonly addressesById = new Map<string, string>();
  private readonly requests = new Map<string, RememberedRequest>();
  private readonly addressesOfRequests = new Map<string, string>();
  private readonly closures = new Map<string, RememberedClosure>();
  private listedAt = Number.NEGATIVE_INFINITY;

  /** The account that had this address when it was seen last. */
  accountOf(address: string): string | undefined {
    return this.idsByAddress.get(key(address));
  }

  /** Whether the account had another address when it was seen last. */
  hasAnotherAddress(accountId: string, address: string): boolean {
    const seen = this.addressesById.get(accountId);
    return seen !== undefined && seen !== key(address);
  }

  noteAccount({ id, email }: Pick<Account, 'id' | 'email'>): void {
    this.forgetAccount(id);
    this.idsByAddress.set(key(email), id);
    this.addressesById.set(id, key(email));
  }

  forgetAccount(id: string): void {
    const address = this.addressesById.get(id);
    if (address !== undefined && this.idsByAddress.get(address) === id) this.idsByAddress.delete(address);
    this.addressesById.delete(id);
  }

  /** When the last list of all accounts that was read to its end began; milliseconds since 1970. */
  get allAccountsListedAt(): number {
    return this.listedAt;
  }

  noteAllAccountsListed(beganAt: number): void {
    this.listedAt = Math.max(this.listedAt, beganAt);
  }

  requestOf(address: string): RememberedRequest | undefined {
    return this.requests.get(key(address));
  }

  /** Whether this environment sent the request for another address. */
  isRequestOfAnother(requestId: string, address: string): boolean {
    const sentFor = this.addressesOfRequests.get(requestId);
    return sentFor !== undefined && sentFor !== key(address);
  }

  noteRequest(address: string, request: RememberedRequest): void {
    this.requests.set(key(address), request);
    if (request.sentTags) this.addressesOfRequests.set(request.requestId, key(address));
  }

  forgetRequest(address: string): void {
    this.requests.delete(key(address));
  }

  closureOf(accountId: string): RememberedClosure | undefined {
    return this.closures.get(accountId);
  }

  noteClosure(accountId: string, closure: RememberedClosure): void {
    this.closures.set(accountId, closure);
  }
}

/** The service compares addresses without regard to case. */
function key(address: string): string {
  return address.toLowerCase();
}
