import { Changes } from './changes';
import { CLOSED_ACCOUNT_STAYS_MS, ENDED_HANDSHAKE_STAYS_MS } from './limits';
import { Surroundings } from './surroundings';
import { World } from './world';
import { endHandshake } from '../handshakes/handshake-endings';
import { AccountRecord, CreateAccountRequestRecord, HandshakeRecord, PolicyTypeRecord } from '../store/records';
import { ENDED, IN_TRANSIT, ONLY, PENDING, Store } from '../store/store';

interface Completion {
  readonly dueAt: number;
  /** The store that the completion changes. */
  readonly store: Store;
  readonly apply: (changes: Changes) => unknown;
}

/**
 * The changes that time brings: accounts being created or closed, policy types that are pending, default policies that come late, and
 * handshakes that expire and are forgotten.
 */
function pending(surroundings: Surroundings): Completion[] {
  const { truth, store, worlds } = surroundings;
  const ofHandshakes = [
    ...truth.list('handshakes', IN_TRANSIT, PENDING).map((handshake) => expiry(surroundings, handshake)),
    ...truth.list('handshakes', IN_TRANSIT, ENDED).map(forgetting),
  ];
  return [
    ...worlds.flatMap((world) => pendingIn(world).map((completion) => ({ ...completion, store: world.store }))),
    ...ofHandshakes.map((completion) => ({ ...completion, store })),
  ];
}

type Pending = Omit<Completion, 'store'>;

function pendingIn(world: World): Pending[] {
  const { truth } = world;
  return [
    ...truth.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS').map((request) => creation(world, request)),
    ...truth.list('accounts', IN_TRANSIT, 'PENDING_CLOSURE').map((account) => closure(world, account)),
    ...truth.list('accounts', IN_TRANSIT, 'CLOSED').map((account) => departure(world, account)),
    ...truth.list('policyTypes').filter(({ status }) => status !== 'ENABLED').map(settling),
    ...world.lateDefaultPolicies.slice(0, 1).map((late) => defaultPolicies(world, late)),
  ];
}

function expiry(surroundings: Surroundings, handshake: HandshakeRecord): Pending {
  return { dueAt: handshake.expiresAt, apply: (changes) => endHandshake(surroundings, changes, handshake, 'EXPIRED') };
}

function forgetting({ id, endedAt = Infinity }: HandshakeRecord): Pending {
  return { dueAt: endedAt + ENDED_HANDSHAKE_STAYS_MS, apply: (changes) => changes.delete('handshakes', id) };
}

function creation(world: World, request: CreateAccountRequestRecord): Pending {
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
  if (request.govCloudAccountId !== undefined) {
    changes.put('knownAccounts', {
      id: request.govCloudAccountId, email: request.email, name: request.accountName, partition: 'aws-us-gov', pairedAccountId: request.accountId,
    });
  }
  world.attachDefaultPolicies(changes, request.accountId, request.completesAt);
  return ended;
}

function closure({ surroundings }: World, account: AccountRecord): Pending {
  return {
    dueAt: account.closedAt ?? 0,
    apply: (changes) => {
      changes.put('accounts', { ...account, state: 'CLOSED' });
      surroundings.truth.list('knownAccounts').filter(({ pairedAccountId }) => pairedAccountId === account.id)
        .forEach(({ id }) => closePaired(surroundings, id, changes));
    },
  };
}

/** The GovCloud account is closed with the commercial one. Outside of organizations it is gone at once. */
function closePaired(surroundings: Surroundings, id: string, changes: Changes): void {
  const world = surroundings.worldOf(id);
  const account = world?.truth.get('accounts', id);
  if (world && account) {
    new Changes(world.store, changes.at).put('accounts', { ...account, state: 'CLOSED', closedAt: changes.at });
    return;
  }
  changes.delete('knownAccounts', id);
  surroundings.forget(id);
}

/** A closed account disappears in the end; its address stays taken. */
function departure(world: World, account: AccountRecord): Pending {
  return {
    dueAt: (account.closedAt ?? Infinity) + CLOSED_ACCOUNT_STAYS_MS,
    apply: (changes) => {
      world.addressesTakenElsewhere.add(account.email.toLowerCase());
      changes.removeAccount(account.id);
      changes.delete('knownAccounts', account.id);
      world.surroundings.forget(account.id);
    },
  };
}

function defaultPolicies(world: World, late: World['lateDefaultPolicies'][number]): Pending {
  return {
    dueAt: late.dueAt,
    apply: (changes) => {
      world.lateDefaultPolicies.shift();
      for (const attachment of world.missingDefaultAttachments(late)) changes.put('attachments', attachment);
    },
  };
}

function settling({ type, status, settlesAt = 0 }: PolicyTypeRecord): Pending {
  return {
    dueAt: settlesAt,
    apply: (changes) => status === 'PENDING_ENABLE' ? changes.enablePolicyType(type) : changes.disablePolicyType(type),
  };
}

/**
 * Completes everything that is due, in order, each at its own time, and calls `applied` for each. Returns the time of the next
 * completion.
 */
export function complete(surroundings: Surroundings, now: number, applied: (at: number) => void): number {
  const due = (completions: Completion[]) => completions.reduce<Completion | undefined>(
    (first, next) => first && first.dueAt <= next.dueAt ? first : next, undefined);
  for (let next = due(pending(surroundings)); next; next = due(pending(surroundings))) {
    if (next.dueAt > now) return next.dueAt;
    next.apply(new Changes(next.store, next.dueAt));
    applied(next.dueAt);
  }
  return Infinity;
}
