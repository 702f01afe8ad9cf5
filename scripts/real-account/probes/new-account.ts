import { answer, asReading, type Finding, type Findings, otherwise, unknown } from '../finding';
import type { Probe } from '../probe';
import type { Outcome } from '../session/calls';
import type { Session } from '../session/session';

const SECOND = 1_000;
const NINETY_DAYS_MS = 90 * 24 * 3_600 * SECOND;
const TAG = { Key: 'cdk-org-probe', Value: 'account' };

type CreateOutcome = Outcome<'CreateAccount'>;

interface Race {
  readonly accountId: string;
  /** Whether the account belongs to the second request. */
  readonly secondWon: boolean;
  /** Whether the second request failed while the first was in progress. */
  readonly secondFailedFirst: boolean;
}

/** Follows both requests until one of them has an account. */
async function race(session: Session, requestIds: readonly string[]): Promise<Race> {
  let secondFailedFirst = false;
  return session.until('a new account', async () => {
    const statuses = [];
    for (const CreateAccountRequestId of requestIds) {
      statuses.push((await session.outcome('DescribeCreateAccountStatus', { CreateAccountRequestId })).output?.CreateAccountStatus);
    }
    const [first, second] = statuses.map((status) => status?.State ?? 'IN_PROGRESS');
    if (first === 'FAILED' && second !== 'SUCCEEDED' && second !== 'IN_PROGRESS') {
      throw new Error(`The account was not created: ${statuses[0]?.FailureReason}. Give an address with --account-email that no account has had.`);
    }
    secondFailedFirst ||= first === 'IN_PROGRESS' && second === 'FAILED';
    const winner = statuses.findIndex((status) => status?.State === 'SUCCEEDED');
    return winner < 0 ? undefined : { accountId: statuses[winner]!.AccountId!, secondWon: winner === 1, secondFailedFirst };
  });
}

function addressInProgress(second: CreateOutcome, { secondWon, secondFailedFirst }: Race, isInstant: boolean): Findings['addressOfARequestInProgress'] {
  if (second.code !== 'success') return asReading('addressOfARequestInProgress', second);
  if (isInstant) return unknown('the first request had ended with the answer');
  if (second.output!.CreateAccountStatus!.State === 'FAILED') return answer('failsAtOnce');
  if (secondWon) return answer('firstToEndWins');
  return secondFailedFirst ? answer('failsWhenItEnds')
    : unknown('the first request ended first: failsWhenItEnds and firstToEndWins look alike then. Try again in a later run');
}

/** Which reads show an account whose request has just succeeded. */
async function firstReads(session: Session, AccountId: string): Promise<Findings['newAccountIsSeenBy']> {
  const isDescribed = (await session.outcome('DescribeAccount', { AccountId })).code === 'success';
  const accounts = await session.all('ListAccounts', {}, ({ Accounts }) => Accounts);
  const isListed = accounts.some(({ Id }) => Id === AccountId);
  if (isDescribed) return answer(isListed ? 'allReads' : 'describeFirst');
  return isListed ? answer('listsFirst') : unknown('neither read shows it in its first second');
}

async function firstTags(session: Session, ResourceId: string): Promise<Findings['newAccountTags']> {
  const keys = () => session.until('the tags of the new account', async () => {
    const { output } = await session.outcome('ListTagsForResource', { ResourceId });
    return output?.Tags?.map(({ Key }) => Key) ?? undefined;
  });
  if ((await keys()).includes(TAG.Key)) return answer('withTheAccount');
  await session.until('the tag of the request', async () => ((await keys()).includes(TAG.Key) ? true : undefined));
  return answer('later');
}

/** The state in the first description, and the fields that it has. */
async function firstState(session: Session, AccountId: string): Promise<Findings> {
  const { State: state, Status: status } = await session.until(
    'the description of the new account', async () => (await session.outcome('DescribeAccount', { AccountId })).output?.Account);
  const fields = state === undefined ? 'statusOnly' : status === undefined ? 'stateOnly' : 'both';
  const isKnown = state === 'ACTIVE' || state === 'PENDING_ACTIVATION';
  return {
    newAccountState: isKnown ? answer(state) : state === undefined ? unknown('accounts have no State') : { other: state },
    accountStateFields: answer(fields),
  };
}

/** When a request fails whose address an account has. */
async function addressTaken(session: Session, third: CreateOutcome): Promise<Findings['addressOfAnAccount']> {
  const { Id: id, State: state } = third.output?.CreateAccountStatus ?? {};
  if (id === undefined) return otherwise(third);
  if (state === 'FAILED') return answer('failsAtOnce');
  const last = await session.until('the end of the request', async () => {
    const { output } = await session.outcome('DescribeCreateAccountStatus', { CreateAccountRequestId: id });
    return output?.CreateAccountStatus?.State === 'IN_PROGRESS' ? undefined : output?.CreateAccountStatus;
  });
  return last.State === 'FAILED' ? answer('failsWhenItEnds') : { other: `the request ended with ${last.State}` };
}

async function listedIds(session: Session): Promise<string[]> {
  return (await session.all('ListCreateAccountStatus', {}, ({ CreateAccountStatuses }) => CreateAccountStatuses)).map(({ Id }) => Id!);
}

type ListReading = 'oldestFirst' | 'newestFirst' | 'withoutRecentOnes' | 'ofNinetyDays';

/** @param early what the list had directly after the first of our requests */
async function listed(session: Session, early: readonly string[], [first, ...others]: readonly string[]): Promise<Finding<ListReading>> {
  await session.sleep(30 * SECOND);
  const late = await listedIds(session);
  const last = others.at(-1);
  if (last === undefined || !late.includes(first) || !late.includes(last)) return unknown('the list does not have two requests of this run');
  if (!early.includes(first)) return answer('withoutRecentOnes');
  if (late.indexOf(first) > late.indexOf(last)) return answer('newestFirst');
  const accounts = await session.all('ListAccounts', {}, ({ Accounts }) => Accounts);
  const old = accounts.filter(({ JoinedMethod, JoinedTimestamp }) => JoinedMethod === 'CREATED' && session.now() - JoinedTimestamp!.getTime() > NINETY_DAYS_MS);
  if (old.length === 0) return unknown('oldest first; no account is older than 90 days, so that older requests may be missing');
  const statuses = await session.all('ListCreateAccountStatus', {}, ({ CreateAccountStatuses }) => CreateAccountStatuses);
  return answer(old.some(({ Id }) => statuses.some(({ AccountId }) => AccountId === Id)) ? 'oldestFirst' : 'ofNinetyDays');
}

const newAccount: Probe = {
  needs: ['account'],
  questions: {
    addressOfARequestInProgress: 'How does CreateAccount with the address of a request in progress end?',
    addressOfAnAccount: 'When does a request fail whose address an account has?',
    newAccountIsSeenBy: 'Which reads show a new account first?',
    newAccountTags: 'When are the tags of a new account listed?',
    newAccountState: 'Which State has a new account at first?',
    accountStateFields: 'Which of State and Status do accounts have?',
    listedCreateAccountRequests: 'What does ListCreateAccountStatus list, and in which order?',
  },
  run: async (session, { account }): Promise<Findings> => {
    if (account!.exists) throw new Error('The account of this run exists already.');
    const create = (text: string) => session.outcome('CreateAccount', { AccountName: session.name(text), Email: account!.email, Tags: [TAG] });
    const first = await create('account');
    if (!first.output) throw new Error(`CreateAccount was refused: ${first.text}`);
    const second = await create('account-again');
    const early = await listedIds(session);
    const ids = [first, second].flatMap(({ output }) => output?.CreateAccountStatus?.Id ?? []);
    const ended = await race(session, ids);
    account!.created(ended.accountId);
    const newAccountIsSeenBy = await firstReads(session, ended.accountId);
    const state = await firstState(session, ended.accountId);
    const newAccountTags = await firstTags(session, ended.accountId);
    const third = await create('account-late');
    const addressOfAnAccount = await addressTaken(session, third);
    const requested = [...ids, ...[third.output?.CreateAccountStatus?.Id ?? []].flat()];
    return {
      ...state,
      newAccountIsSeenBy,
      newAccountTags,
      addressOfAnAccount,
      addressOfARequestInProgress: addressInProgress(second, ended, first.output.CreateAccountStatus!.State !== 'IN_PROGRESS'),
      listedCreateAccountRequests: await listed(session, early, requested),
    };
  },
};

export const NEW_ACCOUNT_PROBES: readonly Probe[] = [newAccount];
