/**
 * Hints that one execution environment of the handlers keeps, most of them about accounts. They outlive an event and save calls.
 *
 * No outcome depends on a hint. An account that a hint names counts only after `DescribeAccount` has shown its address, and an account
 * that no hint names may exist all the same. An environment has the credentials of one account for its whole life, so all hints are about
 * one organization; hints that outlive it fail the check. Lambda runs several environments, each with its own hints, and stops them at any
 * time. So every decision has to be right without hints too.
 */
import type { Tag } from '../contract';
import type { Account, AccountState, CreateAccountStatus } from '../organizations';
import { CLOSE_ACCOUNT_TOKEN_MS, CREATE_ACCOUNT_TOKEN_MS, FIRST_CALL_MS, TWO_INTERVALS_MS } from './consistency';
import type { FinishedStacks } from './stack/stack-family';

/** The longest pause after refusals in a row is that of sixteen tokens. */
const MOST_DOUBLINGS = 4;

/**
 * An estimate of a token bucket that the service keeps: after a refusal, the latest time of the next token.
 *
 * It prevents calls that would certainly be refused, so a resource that waits for its turn sends none. Other environments draw from the
 * same bucket; then a call is refused, and the estimate starts again. It delays a call by the time of one token, and from the fourth
 * refusal in a row by twice as many each time.
 */
export class TokenEstimate {
  private emptyAt?: number;
  private taken = 0;
  private refusedInARow = 0;

  constructor(private readonly tokenMs: number, private readonly burst: number) {}

  /** The milliseconds until a call may be accepted; 0 if one may be accepted now. */
  msToNext(now: number): number {
    return Math.max(0, Math.ceil((1 - this.tokens(now)) * this.tokenMs));
  }

  /** To be called after each answer but a refusal for the rate: an error may have taken a token too. */
  accepted(now: number): void {
    this.refusedInARow = 0;
    this.taken += 1;
    // Tokens that exceed the capacity of the bucket are lost.
    const surplus = this.tokens(now) - this.burst;
    if (surplus > 0) this.taken += surplus;
  }

  /** @param emptyAt when the bucket held no token at the latest */
  refused(emptyAt: number): void {
    this.refusedInARow += 1;
    this.emptyAt = emptyAt + this.tokenMs * (this.backoff - 1);
    this.taken = 0;
  }

  /** The number of tokens to wait for. A refused call may take a token, so that several callers with a fixed pause never get one. */
  private get backoff(): number {
    return 2 ** Math.min(Math.max(0, this.refusedInARow - 3), MOST_DOUBLINGS);
  }

  private tokens(now: number): number {
    return this.emptyAt === undefined ? this.burst : (now - this.emptyAt) / this.tokenMs - this.taken;
  }
}

/** A request for an account, possibly for the one with an address. */
export interface RememberedRequest {
  readonly requestId: string;
  /** When the service accepted it; milliseconds since 1970. */
  readonly requestedAt: number;
  /** When this environment sent it or saw it first; milliseconds since 1970. */
  readonly notedAt: number;
  /** The tags of the request if this environment sent it for the address; absent if only the account name matches. */
  readonly sentTags?: readonly Tag[];
}

/** A `CloseAccount` that the service accepted or may have accepted. */
export interface RememberedClosure {
  readonly askedAt: number;
  readonly stateBefore: AccountState;
}

interface RememberedList {
  readonly beganAt: number;
  readonly items: readonly unknown[];
}

interface Look {
  readonly startedAt: number;
  readonly at: number;
  readonly hasSeenAll: boolean;
}

export class EnvironmentHints {
  /** Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations", throttling limits. */
  readonly creations = new TokenEstimate(CREATE_ACCOUNT_TOKEN_MS, 3);
  readonly closings = new TokenEstimate(CLOSE_ACCOUNT_TOKEN_MS, 1);
  /** The root of the organization, which may be another organization by now. */
  rootId?: string;
  /** The deployment whose adoptions this environment has found to exist (`adoptions-of-stack.ts`). */
  adoptionsFoundOf?: string;
  /** Whether a deployment continues one that failed without a rollback (`stack/disabled-rollback.ts`). */
  continuedFailure?: { readonly deployment: string; readonly continues: boolean };
  /** When this environment last handled an event of a deployment in progress; milliseconds since 1970. */
  deploymentSeenAt = Number.NEGATIVE_INFINITY;
  private readonly idsByAddress = new Map<string, string>();
  private readonly addressesById = new Map<string, string>();
  private readonly requests = new Map<string, RememberedRequest>();
  private readonly requestsByName = new Map<string, RememberedRequest>();
  private readonly addressesOfRequests = new Map<string, string>();
  private readonly looks = new Map<string, Look>();
  private readonly closures = new Map<string, RememberedClosure>();
  private readonly lists = new Map<string, RememberedList>();
  private listedAt = Number.NEGATIVE_INFINITY;
  private finished: { readonly deployment: string; readonly stacks: FinishedStacks } = { deployment: '', stacks: new Map() };

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

  /** When the last complete list of all accounts began; milliseconds since 1970. */
  get allAccountsListedAt(): number {
    return this.listedAt;
  }

  noteAllAccountsListed(beganAt: number): void {
    this.listedAt = Math.max(this.listedAt, beganAt);
  }

  /** The request that this environment sent for the address, or else the last request with the name that it saw in progress. */
  requestOf(address: string, accountName: string): RememberedRequest | undefined {
    const named = this.requestsByName.get(accountName);
    return this.requests.get(key(address)) ?? (named && this.isRequestOfAnother(named.requestId, address) ? undefined : named);
  }

  /** Whether this environment sent the request for another address. */
  isRequestOfAnother(requestId: string, address: string): boolean {
    const sentFor = this.addressesOfRequests.get(requestId);
    return sentFor !== undefined && sentFor !== key(address);
  }

  noteSentRequest(address: string, request: Required<RememberedRequest>): void {
    this.requests.set(key(address), request);
    this.addressesOfRequests.set(request.requestId, key(address));
  }

  noteRequestInProgress({ id, accountName, requestedAt }: CreateAccountStatus, now: number): void {
    if (this.requestsByName.get(accountName)?.requestId === id) return;
    this.requestsByName.set(accountName, { requestId: id, requestedAt, notedAt: now });
  }

  forgetRequest(address: string, accountName: string): void {
    this.requests.delete(key(address));
    this.requestsByName.delete(accountName);
  }

  /** Whether this environment has handled a creation before. */
  get hasLooked(): boolean {
    return this.looks.size > 0;
  }

  /**
   * Records a check of a creation for its account.
   * @returns whether this environment has handled every call of the event so far, so that it remembers each request of the event
   */
  noteLook(address: string, startedAt: number, now: number): boolean {
    const last = this.looks.get(key(address));
    const hasSeenAll = now - startedAt < FIRST_CALL_MS
      || (last !== undefined && last.startedAt === startedAt && last.hasSeenAll && now - last.at < TWO_INTERVALS_MS);
    this.looks.set(key(address), { startedAt, at: now, hasSeenAll });
    return hasSeenAll;
  }

  /** Records that a search has found no request of the event: from now on this environment remembers all. */
  noteSearch(address: string, startedAt: number, now: number): void {
    this.looks.set(key(address), { startedAt, at: now, hasSeenAll: true });
  }

  /**
   * The items of a list of this name that began at or after `since` (milliseconds since 1970): one that this environment remembers, or else
   * a new one.
   */
  async listedSince<Item>(since: number, name: string, now: number, read: () => Promise<readonly Item[]>): Promise<readonly Item[]> {
    const remembered = this.lists.get(name);
    if (remembered && remembered.beganAt >= since) return remembered.items as readonly Item[];
    const items = await read();
    this.lists.set(name, { beganAt: now, items });
    return items;
  }

  /** Lets the next event read all lists again, as a request without an answer may have been accepted. */
  forgetLists(): void {
    this.lists.clear();
  }

  /** The nested stacks that a deployment has finished, which it does not change before it cleans up or fails. */
  finishedStacks(deployment: string): FinishedStacks {
    if (this.finished.deployment !== deployment) this.finished = { deployment, stacks: new Map() };
    return this.finished.stacks;
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
