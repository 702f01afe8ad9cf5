import type { Account } from '@aws-sdk/client-organizations';
import { isOfProbe } from './marks';
import type { Session } from './session';

const GONE = ['AccountAlreadyClosedException', 'AccountNotFoundException'];

/** The account that the probes of a run share. It is closed at the end. */
export class RunAccount {
  private id: string | undefined;
  private isClosing = false;

  /** @param email the address for it, unused so far */
  constructor(private readonly session: Session, readonly email: string) {}

  get exists(): boolean {
    return this.id !== undefined;
  }

  /** Its ID. Creates it first, or takes the one that an interrupted run has left. */
  async get(): Promise<string> {
    const id = this.id ?? (await openAccounts(this.session))[0]?.Id ?? await this.create();
    this.id = id;
    await this.session.until('the new account as ACTIVE', async () => {
      const { output } = await this.session.outcome('DescribeAccount', { AccountId: id });
      return stateOf(output?.Account) === 'ACTIVE' ? true : undefined;
    });
    return id;
  }

  /** Tells of an account that a probe has created itself. */
  created(id: string): void {
    this.id = id;
  }

  /** Tells that a probe has begun to close it. */
  closing(): void {
    this.isClosing = true;
  }

  async close(): Promise<void> {
    if (this.id !== undefined && !this.isClosing) await closeAccount(this.session, this.id);
  }

  private async create(): Promise<string> {
    const { CreateAccountStatus: status } = await this.session.call('CreateAccount', { AccountName: this.session.name('account'), Email: this.email });
    return this.session.until('the new account', async () => {
      const { output } = await this.session.outcome('DescribeCreateAccountStatus', { CreateAccountRequestId: status!.Id });
      const { State: state, AccountId: id, FailureReason: reason } = output?.CreateAccountStatus ?? {};
      if (state === 'FAILED') throw new Error(`The account was not created: ${reason}. Give an address with --account-email that no account has had.`);
      return id;
    });
  }
}

/** The state of an account, by either of its two fields. */
export function stateOf(account: Account | undefined): string | undefined {
  return account?.State ?? account?.Status;
}

/** Accounts of former runs that are not closed. */
export async function openAccounts(session: Session): Promise<readonly Account[]> {
  const accounts = await session.all('ListAccounts', {}, ({ Accounts }) => Accounts);
  return accounts.filter((account) => isOfProbe(account.Name) && ['ACTIVE', 'PENDING_ACTIVATION'].includes(stateOf(account) ?? ''));
}

/** Moves an account to the root, so that its OU can be deleted, and closes it. */
export async function closeAccount(session: Session, AccountId: string): Promise<void> {
  await moveToRoot(session, AccountId);
  await session.call('CloseAccount', { AccountId }, { done: GONE, passing: ['ConflictException'] });
}

export async function moveToRoot(session: Session, AccountId: string): Promise<void> {
  const root = await session.root();
  const [parent] = await session.all('ListParents', { ChildId: AccountId }, ({ Parents }) => Parents);
  if (parent.Id !== root) await session.call('MoveAccount', { AccountId, SourceParentId: parent.Id, DestinationParentId: root });
}
