import { Changes } from './changes';
import { CLOSED_ACCOUNT_STAYS_MS } from './limits';
import { AccountRecord, CreateAccountRequestRecord, PolicyTypeRecord } from './store/records';
import { IN_TRANSIT, ONLY } from './store/store';
import { World } from './world';

interface Completion {
  readonly dueAt: number;
  readonly apply: (changes: Changes) => unknown;
}

/** What will happen by itself: accounts being created or closed, policy types that are pending, default policies that come late. */
function pending(world: World): Completion[] {
  const { truth } = world;
  return [
    ...truth.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS').map((request) => creation(world, request)),
    ...truth.list('accounts', IN_TRANSIT, 'PENDING_CLOSURE').map(closure),
    ...truth.list('accounts', IN_TRANSIT, 'CLOSED').map((account) => departure(world, account)),
    ...truth.list('policyTypes').filter(({ status }) => status !== 'ENABLED').map(settling),
    ...world.lateDefaultPolicies.slice(0, 1).map((late) => defaultPolicies(world, late)),
  ];
}

function creation(world: World, request: CreateAccountRequestRecord): Completion {
  return { dueAt: request.completesAt, apply: (changes) => endAccountCreation(world, changes, request) };
}

/** Creates the account, or lets the request fail. Returns the request as it is then. */
export function endAccountCreation(world: World, changes: Changes, request: CreateAccountRequestRecord): CreateAccountRequestRecord {
  const root = world.truth.get('root', ONLY);
  // Where two requests for one address may be in progress, the first to end gets it.
  const isTaken = world.truth.has('accounts', 'email', request.email.toLowerCase());
  const failureReason = request.failureReason ?? (isTaken ? 'EMAIL_ALREADY_EXISTS' : undefined);
  const fails = failureReason !== undefined || !root;
  const ended: CreateAccountRequestRecord = {
    ...request, state: fails ? 'FAILED' : 'SUCCEEDED', ...(failureReason !== undefined && { failureReason }),
  };
  changes.put('createAccountRequests', ended);
  if (fails) return ended;
  changes.put('accounts', {
    id: request.accountId,
    name: request.accountName,
    email: request.email,
    parentId: root.id,
    state: 'ACTIVE',
    joinedMethod: 'CREATED',
    joinedAt: request.completesAt,
    tags: request.tags,
    roleName: request.roleName,
    iamUserAccessToBilling: request.iamUserAccessToBilling,
  });
  world.attachDefaultPolicies(changes, request.accountId, request.completesAt);
  return ended;
}

function closure(account: AccountRecord): Completion {
  return { dueAt: account.closedAt ?? 0, apply: (changes) => changes.put('accounts', { ...account, state: 'CLOSED' }) };
}

/** A closed account disappears in the end; its address stays taken. */
function departure(world: World, account: AccountRecord): Completion {
  return {
    dueAt: (account.closedAt ?? Infinity) + CLOSED_ACCOUNT_STAYS_MS,
    apply: (changes) => {
      world.addressesTakenElsewhere.add(account.email.toLowerCase());
      changes.removeAccount(account.id);
    },
  };
}

function defaultPolicies(world: World, late: World['lateDefaultPolicies'][number]): Completion {
  return {
    dueAt: late.dueAt,
    apply: (changes) => {
      world.lateDefaultPolicies.shift();
      for (const attachment of world.missingDefaultAttachments(late)) changes.put('attachments', attachment);
    },
  };
}

function settling({ type, status, settlesAt = 0 }: PolicyTypeRecord): Completion {
  return {
    dueAt: settlesAt,
    apply: (changes) => status === 'PENDING_ENABLE' ? changes.enablePolicyType(type) : changes.disablePolicyType(type),
  };
}

/**
 * Makes up for the time that has passed: each completion at its own time, in their order; `applied` is told of each. Returns when the
 * next one is due.
 */
export function complete(world: World, now: number, applied: (at: number) => void): number {
  const due = (completions: Completion[]) => completions.reduce<Completion | undefined>(
    (first, next) => first && first.dueAt <= next.dueAt ? first : next, undefined);
  for (let next = due(pending(world)); next; next = due(pending(world))) {
    if (next.dueAt > now) return next.dueAt;
    next.apply(new Changes(world.store, next.dueAt));
    applied(next.dueAt);
  }
  return Infinity;
}
