import { describeReadings, outcomeOf } from './describe-readings';
import { ACCOUNT_READINGS } from '../../../src/simulator/readings/account-readings';
import { Harness } from '../harness';

const SECOND = 1_000;
const GUARDDUTY = 'guardduty.amazonaws.com';
const create = (name: string, email = `${name}@example.com`) => ({ AccountName: name, Email: email });
const ids = (entries: readonly { readonly Id: string }[]) => entries.map(({ Id }) => Id);

/** Creates the account and stops in the millisecond in which it exists. */
function justCreated(harness: Harness, request: object): string {
  harness.call('CreateAccount', request);
  harness.now = harness.simulator.state().createAccountRequests.at(-1)!.completesAt;
  return harness.simulator.state().accounts.at(-1)!.id;
}

describeReadings(ACCOUNT_READINGS, {
  closingAnAccountBeingClosed: {
    observe: (harness) => {
      harness.organization();
      const AccountId = harness.account('one');
      harness.call('CloseAccount', { AccountId });
      return outcomeOf(harness, 'CloseAccount', { AccountId });
    },
    expected: {
      ConflictException: 'ConflictException', AccountAlreadyClosedException: 'AccountAlreadyClosedException', success: 'success',
    },
  },
  stateAfterClosing: {
    options: { accountClosureMs: 60 * SECOND },
    observe: (harness) => {
      const shown = (looks: number, operation: string, read: () => string) => new Set(Array.from({ length: looks }, () => {
        harness.now += 0.1 * SECOND;
        return `${operation} ${read()}`;
      }));
      harness.organization();
      const [AccountId, other] = [harness.account('one'), harness.account('two')];
      harness.call('CloseAccount', { AccountId });
      const states = (looks: number) => [
        ...shown(looks, 'describe', () => harness.call('DescribeAccount', { AccountId }).Account.State),
        ...shown(looks, 'list', () => harness.call('ListAccounts').Accounts.find(({ Id }: { Id: string }) => Id === AccountId).State),
      ].sort();
      const atFirst = states(100);
      harness.now += 60 * SECOND;
      const [atOnceClosed, later] = [harness.simulator.state().accounts[1].state, states(100)];
      harness.now += 11 * 60 * SECOND;
      return { atFirst, atOnceClosed, later, inTheEnd: states(100), other: harness.call('DescribeAccount', { AccountId: other }).Account.State };
    },
    expected: {
      steady: {
        atFirst: ['describe PENDING_CLOSURE', 'list PENDING_CLOSURE'],
        atOnceClosed: 'CLOSED',
        later: ['describe CLOSED', 'list CLOSED'],
        inTheEnd: ['describe CLOSED', 'list CLOSED'],
        other: 'ACTIVE',
      },
      activeOrPending: {
        atFirst: ['describe ACTIVE', 'describe PENDING_CLOSURE', 'list ACTIVE', 'list PENDING_CLOSURE'],
        atOnceClosed: 'CLOSED',
        later: ['describe ACTIVE', 'describe PENDING_CLOSURE', 'list ACTIVE', 'list PENDING_CLOSURE'],
        inTheEnd: ['describe CLOSED', 'list CLOSED'],
        other: 'ACTIVE',
      },
      anyOfThree: {
        atFirst: ['describe ACTIVE', 'describe PENDING_CLOSURE', 'list ACTIVE', 'list PENDING_CLOSURE'],
        atOnceClosed: 'CLOSED',
        later: ['describe ACTIVE', 'describe CLOSED', 'describe PENDING_CLOSURE', 'list ACTIVE', 'list CLOSED', 'list PENDING_CLOSURE'],
        inTheEnd: ['describe CLOSED', 'list CLOSED'],
        other: 'ACTIVE',
      },
      staysActive: {
        atFirst: ['describe ACTIVE', 'list ACTIVE'],
        atOnceClosed: 'CLOSED',
        later: ['describe ACTIVE', 'list ACTIVE'],
        inTheEnd: ['describe CLOSED', 'list CLOSED'],
        other: 'ACTIVE',
      },
    },
  },
  closingADelegatedAdministrator: {
    observe: (harness) => {
      harness.organization();
      const AccountId = harness.account('one');
      harness.call('EnableAWSServiceAccess', { ServicePrincipal: GUARDDUTY });
      harness.call('RegisterDelegatedAdministrator', { AccountId, ServicePrincipal: GUARDDUTY });
      const registered = outcomeOf(harness, 'CloseAccount', { AccountId });
      return [registered, harness.simulator.state().accounts.at(-1)!.state];
    },
    expected: {
      closes: ['success', 'PENDING_CLOSURE'],
      refused: ['ConstraintViolationException CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', 'ACTIVE'],
    },
  },
  addressOfARequestInProgress: {
    observe: (harness) => {
      harness.organization();
      harness.call('CreateAccount', create('one', 'same@example.com'));
      const second = outcomeOf(harness, 'CreateAccount', create('two', 'SAME@example.com'));
      const atOnce = harness.simulator.state().createAccountRequests.map(({ state }) => state);
      harness.now += 60 * SECOND;
      const state = harness.simulator.state();
      const [first] = [...state.createAccountRequests].sort((a, b) => a.completesAt - b.completesAt);
      const made = state.accounts.slice(1).map(({ name }) => name);
      const reasons = state.createAccountRequests.map(({ failureReason }) => failureReason ?? 'none');
      return { second, atOnce, reasons: reasons.sort(), made: made.length === 1 && made[0] === first.accountName ? 'the first to end' : made };
    },
    // With this seed the second request ends first.
    expected: {
      failsWhenItEnds: { second: 'success', atOnce: ['IN_PROGRESS', 'IN_PROGRESS'], reasons: ['EMAIL_ALREADY_EXISTS', 'none'], made: ['one'] },
      failsAtOnce: { second: 'success', atOnce: ['IN_PROGRESS', 'FAILED'], reasons: ['EMAIL_ALREADY_EXISTS', 'none'], made: ['one'] },
      firstToEndWins: { second: 'success', atOnce: ['IN_PROGRESS', 'IN_PROGRESS'], reasons: ['EMAIL_ALREADY_EXISTS', 'none'], made: 'the first to end' },
      DuplicateAccountException: { second: 'DuplicateAccountException', atOnce: ['IN_PROGRESS'], reasons: ['none'], made: 'the first to end' },
      ConcurrentModificationException: { second: 'ConcurrentModificationException', atOnce: ['IN_PROGRESS'], reasons: ['none'], made: 'the first to end' },
    },
  },
  addressOfAnAccount: {
    observe: (harness) => {
      harness.organization();
      harness.account('one');
      const { CreateAccountStatus: { State, FailureReason } } = harness.call('CreateAccount', create('two', 'one@example.com'));
      harness.now += 60 * SECOND;
      return [State, FailureReason, harness.simulator.state().createAccountRequests.at(-1)!.failureReason];
    },
    expected: {
      failsWhenItEnds: ['IN_PROGRESS', undefined, 'EMAIL_ALREADY_EXISTS'],
      failsAtOnce: ['FAILED', 'EMAIL_ALREADY_EXISTS', 'EMAIL_ALREADY_EXISTS'],
    },
  },
  newAccountIsSeenBy: {
    observe: (harness) => {
      const root = harness.organization();
      const AccountId = justCreated(harness, create('one'));
      const seen = () => [
        outcomeOf(harness, 'DescribeAccount', { AccountId }),
        ids(harness.call('ListAccounts').Accounts).includes(AccountId),
        ids(harness.call('ListAccountsForParent', { ParentId: root }).Accounts).includes(AccountId),
        ids(harness.call('ListChildren', { ParentId: root, ChildType: 'ACCOUNT' }).Children).includes(AccountId),
      ];
      harness.now += 8 * SECOND - 1;
      const before = seen();
      harness.now += 1;
      return [before, seen()];
    },
    expected: {
      allReads: [['success', true, true, true], ['success', true, true, true]],
      describeFirst: [['success', false, false, false], ['success', true, true, true]],
      listsFirst: [['AccountNotFoundException', true, true, true], ['success', true, true, true]],
    },
  },
  newAccountTags: {
    observe: (harness) => {
      harness.organization();
      const ResourceId = justCreated(harness, { ...create('one'), Tags: [{ Key: 'team', Value: 'red' }] });
      harness.call('TagResource', { ResourceId, Tags: [{ Key: 'tier', Value: '1' }] });
      const keys = () => harness.call('ListTagsForResource', { ResourceId }).Tags.map(({ Key }: { Key: string }) => Key);
      harness.now += 20 * SECOND - 1;
      const before = keys();
      harness.now += 1;
      return [before, keys()];
    },
    expected: { withTheAccount: [['team', 'tier'], ['team', 'tier']], later: [['tier'], ['team', 'tier']] },
  },
  newAccountState: {
    observe: (harness) => {
      harness.organization();
      harness.call('EnableAWSServiceAccess', { ServicePrincipal: GUARDDUTY });
      const AccountId = justCreated(harness, create('one'));
      const state = () => harness.call('DescribeAccount', { AccountId }).Account.State;
      harness.now += 20 * SECOND - 1;
      const before = [state(), outcomeOf(harness, 'RegisterDelegatedAdministrator', { AccountId, ServicePrincipal: GUARDDUTY })];
      harness.now += 1;
      return [...before, state()];
    },
    expected: {
      ACTIVE: ['ACTIVE', 'success', 'ACTIVE'],
      PENDING_ACTIVATION: [
        'PENDING_ACTIVATION', 'ConstraintViolationException CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR', 'ACTIVE',
      ],
    },
  },
  accountStateFields: {
    observe: (harness) => {
      harness.organization();
      const AccountId = harness.account('one');
      harness.call('CloseAccount', { AccountId });
      harness.now += 120 * SECOND;
      const { State, Status } = harness.call('DescribeAccount', { AccountId }).Account;
      return { State, Status };
    },
    expected: {
      both: { State: 'CLOSED', Status: 'SUSPENDED' }, stateOnly: { State: 'CLOSED' }, statusOnly: { Status: 'SUSPENDED' },
    },
  },
  listedCreateAccountRequests: {
    observe: (harness) => {
      harness.organization();
      harness.account('old');
      harness.now += 90 * 24 * 3_600 * SECOND;
      harness.account('young');
      harness.call('CreateAccount', create('new'));
      const names = () => harness.all('ListCreateAccountStatus', 'CreateAccountStatuses', { MaxResults: 1 }).map(({ AccountName }) => AccountName);
      harness.now += 8 * SECOND - 1;
      const before = names();
      harness.now += 1;
      return [before, names()];
    },
    expected: {
      oldestFirst: [['old', 'young', 'new'], ['old', 'young', 'new']],
      newestFirst: [['new', 'young', 'old'], ['new', 'young', 'old']],
      withoutRecentOnes: [['old', 'young'], ['old', 'young', 'new']],
      ofNinetyDays: [['young', 'new'], ['young', 'new']],
    },
  },
  tooManyAccountCreations: {
    observe: (harness) => {
      harness.organization();
      ['a1', 'a2', 'a3', 'a4', 'a5'].forEach((name) => harness.call('CreateAccount', create(name)));
      return outcomeOf(harness, 'CreateAccount', create('a6'));
    },
    expected: {
      ConstraintViolationException: 'ConstraintViolationException ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED',
      TooManyRequestsException: 'TooManyRequestsException',
    },
  },
  movingToWhereTheAccountIs: {
    observe: (harness) => {
      const root = harness.organization();
      const unit = harness.unit(root, 'A');
      const move = { AccountId: harness.account('one'), SourceParentId: root, DestinationParentId: unit };
      harness.call('MoveAccount', move);
      return [outcomeOf(harness, 'MoveAccount', move), outcomeOf(harness, 'MoveAccount', { ...move, SourceParentId: unit })];
    },
    expected: {
      DuplicateAccountException: ['DuplicateAccountException', 'DuplicateAccountException'],
      SourceParentNotFoundException: ['SourceParentNotFoundException', 'DuplicateAccountException'],
      success: ['success', 'success'],
    },
  },
});
