import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  Account, type AccountProps, AccountRemoval, type IOrganizationsProvider, type IRoot, Organization, OrganizationsProvider,
} from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { OWNER_TAG_KEY } from '../../../src/contract';
import { organizationFromAssembly, type Review, reviewOf } from '../../../src/model';
import { rehearseChange } from '../../../src/rehearsal';
import { changeText } from '../../../src/report/changes/change-text';
import { removeApps, synthesizeApp } from '../support/app';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';

jest.setTimeout(600_000);
afterAll(removeApps);

const ORGANIZATION = { organizationId: 'o-exampleorg1', rootId: 'r-exam', managementAccountId: '111111111111' };

interface Wanted {
  /** The stack of the account `moving`. */
  readonly home: 'Former' | 'New';
  /** The order of deployment. The stacks do not depend on each other. */
  readonly order?: readonly string[];
  /** Whether `moving` is adopted. */
  readonly adopt?: boolean;
  readonly removal?: (root: IRoot) => AccountRemoval;
  /** The stack that fails, because it creates an account with an address that is taken. */
  readonly failing?: string;
  readonly regions?: Readonly<Record<string, string>>;
  /** Whether the templates have the note about the accounts of other stacks. */
  readonly isNoted?: boolean;
  readonly reconcile?: string;
  /** Whether both stacks use the provider of a third one. */
  readonly isShared?: boolean;
}

const FORMER_FIRST = ['Former', 'New'];
const NEW_FIRST = ['New', 'Former'];
const REMOVALS: [string, string, (root: IRoot) => AccountRemoval][] = [
  ['close()', 'CloseAccount', () => AccountRemoval.close()],
  ['removeFromOrganization()', 'RemoveAccountFromOrganization', () => AccountRemoval.removeFromOrganization()],
  ['moveTo()', 'MoveAccount', (root) => AccountRemoval.moveTo(root)],
];
const [[, , CLOSE]] = REMOVALS;

/** Two stacks with two accounts each, one of which moves from one stack to the other. Both import the organization. */
function app(wanted: Wanted, rootId: string): string {
  const { home, order = FORMER_FIRST, adopt, removal = CLOSE, failing, regions = {}, isNoted = true, reconcile, isShared } = wanted;
  const directory = synthesizeApp((scope) => {
    const env = { account: '111111111111', region: 'us-east-1' };
    const shared = isShared ? new OrganizationsProvider(new Stack(scope, 'Shared', { env }), 'Provider') : undefined;
    for (const name of order) {
      const stack = new Stack(scope, name, { env: { account: '111111111111', region: regions[name] ?? 'us-east-1' } });
      const { root } = Organization.fromOrganizationAttributes(stack, 'Organization', {
        ...ORGANIZATION, rootId, allowAccountClosure: true, allowAccountRemoval: true,
      });
      const add = (accountName: string, taken = false) => new Account(stack, accountName, {
        parent: root, accountName, email: `${accountName}@example.com`, removal: removal(root), adopt: accountName === 'moving' && adopt && !taken, provider: shared,
      });
      const accounts = [`stays-${name.toLowerCase()}`, ...name === home ? ['moving'] : []].map((each) => add(each));
      if (name === failing) add('taken').node.addDependency(...accounts);
    }
  }, reconcile === undefined ? {} : { 'cdk-aws-organizations:reconcile': reconcile });
  if (!isNoted) readdirSync(directory).filter((file) => file.endsWith('.template.json')).forEach((file) => withoutNote(join(directory, file)));
  return directory;
}

function withoutNote(file: string): void {
  const { Metadata: _note, ...template } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(template));
}

/** The organization, and then both stacks with the account in the former one. */
async function deployed(wanted: Partial<Wanted> = {}) {
  const organization = await deploy((stack) => void new Organization(stack, 'Organization'));
  const rootId = organization.simulatorState.root!.id;
  const base = app({ home: 'Former', ...wanted }, rootId);
  const first = await deploy(base, { state: organization.state });
  expect(reasonsOf(first)).toEqual([]);
  return { first, base, rootId };
}

function reviewed(base: string, head: string): Review {
  const [before, after] = [base, head].map((directory) => organizationFromAssembly(readCloudAssembly(directory)));
  return reviewOf(before, after);
}

const outcomesOf = ({ changes }: Review) => changes.flatMap((change) => (change.kind === 'handedOver' ? [`${change.formerFirst}, ${change.newFirst}`] : []));
/** Readings differ in how soon a closed account is shown as closed. */
const statesOf = ({ simulatorState }: Deployed) => simulatorState.accounts.filter(({ name }) => name !== 'Management')
  .map(({ name, state }) => `${name} ${state === 'CLOSED' ? 'PENDING_CLOSURE' : state}`).sort();
/** The owner without the note of the former parent. */
const ownerOf = ({ simulatorState }: Deployed) => (
  simulatorState.accounts.find(({ name }) => name === 'moving')?.tags[OWNER_TAG_KEY].split('/').slice(0, 2).join('/'));
const lossesOf = ({ writes }: Deployed) => writes.filter((write) => /^(Close|Remove|Move)/.test(write));

const ALL_ACTIVE = ['moving ACTIVE', 'stays-former ACTIVE', 'stays-new ACTIVE'];

describe.each([['former', FORMER_FIRST], ['new', NEW_FIRST]])('an account that moves to another stack of the app, where the %s stack is deployed first', (_, order) => {
  test.each(byDay(REMOVALS, 2))('is neither closed, removed nor moved with %s, is taken over, and the next deployment writes nothing', async (_name, _call, removal) => {
    const { first, base, rootId } = await deployed({ order, removal });
    const head = app({ home: 'New', order, removal, adopt: true }, rootId);
    const second = await deploy(head, { state: first.state });
    expect(reasonsOf(second)).toEqual([]);
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(lossesOf(second)).toEqual([]);
    expect(statesOf(second)).toEqual(ALL_ACTIVE);
    expect(ownerOf(second)).toBe('New@us-east-1/adopted');
    const third = await deploy(app({ home: 'New', order, removal, adopt: true, reconcile: '1' }, rootId), { state: second.state });
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [], writes: [] });

    const review = reviewed(base, head);
    expect(outcomesOf(review)).toEqual(['takenOver, takenOver']);
    expect(review).toMatchObject({ risks: [{ level: 'neutral' }], obstacles: [] });
  });

  test('stays with its former stack without adopt, and is taken over by the next deployment with adopt', async () => {
    const { first, base, rootId } = await deployed({ order });
    const head = app({ home: 'New', order }, rootId);
    const second = await deploy(head, { state: first.state });
    expect(second.succeeded).toBe(false);
    expect(reasonsOf(second).join()).toMatch(/belongs to the stack Former@us-east-1.*Set adopt: true/);
    expect([statesOf(second), ownerOf(second), second.writes]).toEqual([ALL_ACTIVE, 'Former@us-east-1', []]);
    const review = reviewed(base, head);
    expect(outcomesOf(review)).toEqual(['refused, refused']);
    expect(review.obstacles.map(({ kind }) => kind)).toEqual(['movesToAnotherStack']);
    const third = await deploy(app({ home: 'New', order, adopt: true }, rootId), { state: second.state });
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect([statesOf(third), ownerOf(third)]).toEqual([ALL_ACTIVE, 'New@us-east-1/adopted']);
  });

  test('survives a failure of the stack that is deployed second, its rollback, and a third deployment', async () => {
    const { first, rootId } = await deployed({ order });
    const failed = await deploy(app({ home: 'New', order, adopt: true, failing: order[1] }, rootId), { state: byHand(first.state, takeAddress) });
    expect(failed.succeeded).toBe(false);
    expect([statesOf(failed), lossesOf(failed)]).toEqual([ALL_ACTIVE, []]);
    // A rollback of the new stack gives the account back.
    expect(ownerOf(failed)).toBe(order === FORMER_FIRST ? 'Former@us-east-1' : 'New@us-east-1/adopted');
    const third = await deploy(app({ home: 'New', order, adopt: true }, rootId), { state: failed.state });
    expect(reasonsOf(third)).toEqual([]);
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect([statesOf(third), ownerOf(third), lossesOf(third)]).toEqual([ALL_ACTIVE, 'New@us-east-1/adopted', []]);
  });

  test('moves back to its first stack without a loss', async () => {
    const { first, rootId } = await deployed({ order });
    const second = await deploy(app({ home: 'New', order, adopt: true }, rootId), { state: first.state });
    const third = await deploy(app({ home: 'Former', order, adopt: true }, rootId), { state: second.state });
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect([statesOf(third), ownerOf(third), lossesOf(third)]).toEqual([ALL_ACTIVE, 'Former@us-east-1/adopted', []]);
    const without = await deploy(app({ home: 'Former', order, failing: 'none' }, rootId), { state: third.state });
    expect([without.succeeded, statesOf(without)]).toEqual([true, ALL_ACTIVE]);
  });

  test('moves to another Region without a loss', async () => {
    const regions = { New: 'eu-west-1' };
    const { first, base, rootId } = await deployed({ order, regions });
    const head = app({ home: 'New', order, adopt: true, regions }, rootId);
    const second = await deploy(head, { state: first.state });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect([statesOf(second), ownerOf(second), lossesOf(second)]).toEqual([ALL_ACTIVE, 'New@eu-west-1/adopted', []]);
    expect(outcomesOf(reviewed(base, head))).toEqual(['takenOver, takenOver']);
  });
});

test('an account that is removed from the app, beside one that moves, is still closed', async () => {
  const { first, rootId } = await deployed();
  const second = await deploy(app({ home: 'New', adopt: true }, rootId), { state: first.state });
  const withoutNew = synthesizeApp((scope) => {
    const stack = new Stack(scope, 'New', { env: { account: '111111111111', region: 'us-east-1' } });
    const { root } = Organization.fromOrganizationAttributes(stack, 'Organization', { ...ORGANIZATION, rootId, allowAccountClosure: true });
    new Account(stack, 'moving', { parent: root, accountName: 'moving', email: 'moving@example.com', adopt: true });
  });
  const third = await deploy(withoutNew, { state: second.state, asked: ['CloseAccount'] });
  expect(statesOf(third).filter((each) => !each.endsWith(' ACTIVE'))).toEqual(['stays-new PENDING_CLOSURE']);
});

describe('an account that moves to a stack that the template of its former one does not note', () => {
  test.each(byDay(REMOVALS, 2, 1))('with %s is lost if the former stack is deployed first, as the review says', async (_name, call, removal) => {
    const { first, base, rootId } = await deployed({ removal, isNoted: false });
    const head = app({ home: 'New', adopt: true, removal, isNoted: false }, rootId);
    const second = await deploy(head, { state: first.state, asked: [call] });
    // The account is in the root already, so that a move there is no call.
    expect(second.calls.some(({ operation }) => operation === call)).toBe(call !== 'MoveAccount');
    expect(statesOf(second)[0]).toBe(call === 'CloseAccount' ? 'moving PENDING_CLOSURE' : 'moving ACTIVE');
    const review = reviewed(base, head);
    const outcome = { CloseAccount: 'closed', RemoveAccountFromOrganization: 'removedFromOrganization', MoveAccount: 'moved' }[call];
    expect(outcomesOf(review)).toEqual([`${outcome}, takenOver`]);
    expect(review.risks.map(({ level }) => level)).toEqual([call === 'MoveAccount' ? 'loosens' : 'destroys']);
    expect(review.obstacles.map(({ kind }) => kind)).toEqual(['movesToAnotherStack']);
  });

  test('is taken over without a loss if the new stack is deployed first, as the review says', async () => {
    const { first, base, rootId } = await deployed({ order: NEW_FIRST, isNoted: false });
    const head = app({ home: 'New', order: NEW_FIRST, adopt: true, isNoted: false }, rootId);
    const second = await deploy(head, { state: first.state });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect([statesOf(second), lossesOf(second)]).toEqual([ALL_ACTIVE, []]);
    const [change] = reviewed(base, head).changes;
    expect(changeText(change).headline).toBe('Account moving moves from the stack Former@us-east-1 to the stack New@us-east-1. If Former@us-east-1 is deployed first, '
      + 'Former@us-east-1 closes it, and New@us-east-1 fails. If New@us-east-1 is deployed first, it takes it over');
  });
});

describe('an account that no template notes, and two stacks that share a provider', () => {
  test('is not closed while the new stack has not come to it, because its creation failed without a rollback', async () => {
    const wanted = { order: NEW_FIRST, isNoted: false, isShared: true };
    const { first, rootId } = await deployed(wanted);
    const failedFirst = byHand(first.state, (simulator) => {
      Object.assign(simulator.accounts.find(({ name }: { name: string }) => name === 'moving'), { name: 'renamed by hand' });
    });
    const head = app({ home: 'New', adopt: true, ...wanted }, rootId);
    const failed = await deploy(head, { state: failedFirst, disableRollback: true });
    expect(failed.succeeded).toBe(false);
    const second = await deploy(head, { state: failed.state, stacks: ['Former'] });
    expect(lossesOf(second)).toEqual([]);
    expect(second.simulatorState.accounts.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
  });
});

describe('the review of a move says that the former stack closes the account', () => {
  type Place = (stack: Stack) => Omit<AccountProps, 'parent' | 'accountName' | 'email'>;
  const stackIn = (scope: Construct, name: string) => new Stack(scope, name, { env: { account: '111111111111', region: 'us-east-1' } });

  /** Two stacks with two accounts, one of which has moved. Each stack has its own scope. */
  function movedBetween(scopes: (app: Construct) => [Construct, Construct], more: Place = () => ({})) {
    return ['Former', 'New'].map((home) => synthesizeApp((scope) => {
      const [former, latter] = scopes(scope);
      const stacks = { Former: stackIn(former, 'Former'), New: stackIn(latter, 'New') };
      for (const [name, stack] of Object.entries(stacks)) {
        const { root } = Organization.fromOrganizationAttributes(stack, 'Organization', { ...ORGANIZATION, allowAccountClosure: true });
        const add = (id: string, email: string, adopt?: boolean) => (
          new Account(stack, id, { parent: root, accountName: id, email, removal: AccountRemoval.close(), adopt, ...more(stack) }));
        add(`stays-${name}`, `stays-${name}@example.com`);
        if (name === home) add('moving', 'moving@example.com', home === 'New');
      }
    }));
  }

  test('if it moves to another stage, whose accounts are not noted', () => {
    const [base, head] = movedBetween((scope) => [new Stage(scope, 'One'), new Stage(scope, 'Two')]);
    expect(outcomesOf(reviewed(base, head))).toEqual(['closed, takenOver']);
  });

  test('if another app deployed the provider, which may be too old to read the note', () => {
    const [base, head] = movedBetween((scope) => [scope, scope], (stack) => ({
      provider: stack.node.tryFindChild('Shared') as IOrganizationsProvider
        ?? OrganizationsProvider.fromServiceToken(stack, 'Shared', 'arn:aws:lambda:us-east-1:111111111111:function:shared'),
    }));
    expect(outcomesOf(reviewed(base, head))).toEqual(['closed, takenOver']);
  });

  test('if it is not so, the review says that it is taken over', () => {
    const [base, head] = movedBetween((scope) => [scope, scope]);
    expect(outcomesOf(reviewed(base, head))).toEqual(['takenOver, takenOver']);
  });
});

test.each([['former', FORMER_FIRST], ['new', NEW_FIRST]])('a rehearsal of a move finds what the review foresees if the %s stack is deployed first', async (_, order) => {
  const { first, base, rootId } = await deployed({ order });
  const headDirectory = app({ home: 'New', order, adopt: true }, rootId);
  const rehearsed = await rehearseChange({ baseDirectory: base, headDirectory, organization: first.simulatorState });
  expect(rehearsed.result.succeeded).toBe(true);
  expect(rehearsed.foreseen.map(({ kind }) => kind)).toEqual(['handedOver']);
  expect([rehearsed.differing, rehearsed.unforeseen]).toEqual([[], []]);
});
