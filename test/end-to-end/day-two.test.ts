import { type AccountRow, BrownfieldStack, type Inventory, type PolicyRow, type UnitRow } from '../../examples/typescript/brownfield/lib/brownfield-stack';
import { INVENTORY } from '../../examples/typescript/brownfield/lib/existing';
import { EXAMPLE, LARGE, organizationByHand, type Tree } from '../../scripts/brownfield/by-hand';
import { inventoryOf } from '../../scripts/brownfield/inventory';
import { readCloudAssembly } from '../../src/assembly';
import { type Change, diff, type Organization, organizationFromAssembly, type Review, reviewOf, reviewOfDrift } from '../../src/model';
import { organizationOfState, rehearse, rehearseChange, type RehearsalResult } from '../../src/rehearsal';
import { deployedBy } from '../../src/rehearsal/state/deployed';
import { changeText, textReview } from '../../src/report';
import { removeApps, synthesizeApp } from '../proofs/support/app';
import { byDay } from '../proofs/support/proof-runs';

jest.setTimeout(600_000);
afterAll(removeApps);

const PROCUREMENT_INSIGHTS = 'procurement-insights.marketplace.amazonaws.com';

/** The people with a sandbox in the example. */
const SAMPLE = ['alice', 'bob', 'carol'];

/** An organization that was built by hand, and its adoption. */
interface Adopted {
  readonly inventory: Inventory;
  readonly assembly: string;
  readonly result: RehearsalResult;
}

/** One task of an administrator. */
interface Task {
  readonly name: string;
  readonly edit: (inventory: Inventory) => Inventory;
  /** The headline and the changes of the review. */
  readonly review: readonly string[];
  readonly writes: readonly string[];
  /**
   * The changes of the live organization.
   * @default - those of the review
   */
  readonly effect?: readonly string[];
}

function synthesize(inventory: Inventory): string {
  return synthesizeApp((app) => new BrownfieldStack(app, 'Brownfield', inventory));
}

async function adopt(tree: Tree): Promise<Adopted> {
  const state = organizationByHand(tree);
  const inventory = inventoryOf(state);
  const assembly = synthesize(inventory);
  return { inventory, assembly, result: await rehearse({ assemblyDirectory: assembly, state }) };
}

function codeIn(assemblyDirectory: string, { state }: RehearsalResult): Organization {
  const assembly = readCloudAssembly(assemblyDirectory);
  return organizationFromAssembly(assembly, deployedBy(assembly, state.stacks));
}

/** The operations that wrote, without owner tags and notes. What is tagged is in the changes of the organization. */
const writesOf = ({ calls }: RehearsalResult) => calls
  .filter(({ writing, error, operation }) => writing && error === null && operation !== 'TagResource').map(({ operation }) => operation);

function reviewed({ edit }: Task, { inventory, assembly }: Adopted): Review {
  const [base, head] = [assembly, synthesize(edit(inventory))].map((each) => organizationFromAssembly(readCloudAssembly(each)));
  return reviewOf(base, head);
}

/** The headline and the changes of a review for the terminal, without what they mean. */
function linesOf(review: Review): string[] {
  return textReview(review).split('\n\n').slice(0, 2).join('\n').split('\n').filter((line) => line !== '' && !line.startsWith(' '));
}

const sentencesOf = (changes: readonly Change[]) => changes.map((change) => changeText(change).headline);

/** The effect of the deployment of a task, and the drift afterwards. */
async function deployed({ edit }: Task, { inventory, assembly, result: before }: Adopted) {
  const head = synthesize(edit(inventory));
  const result = await rehearse({ assemblyDirectory: head, formerAssemblyDirectory: assembly, state: before.state });
  const codes = [codeIn(assembly, before), codeIn(head, result)];
  const [live, now] = [before, result].map(({ simulatorState }) => organizationOfState(simulatorState, ...codes)!);
  return {
    failures: result.resources.flatMap(({ reason }) => reason ?? []),
    writes: writesOf(result),
    // A comparison of two live organizations does not say who created a resource.
    effect: sentencesOf(diff(live, now)).map((sentence) => sentence.replace('has appeared', 'is created')),
    drift: sentencesOf(reviewOfDrift(codes[1], now).changes),
  };
}

const withUnit = (inventory: Inventory, name: string, edit: Partial<UnitRow>): Inventory => (
  { ...inventory, units: inventory.units.map((unit) => (unit.name === name ? { ...unit, ...edit } : unit)) });
const withAccount = (inventory: Inventory, name: string, edit: Partial<AccountRow>): Inventory => (
  { ...inventory, accounts: inventory.accounts.map((account) => (account.name === name ? { ...account, ...edit } : account)) });
const unitId = ({ units }: Inventory, wanted: string) => units.find(({ name }) => name === wanted)!.id;
const withPolicy = (inventory: Inventory, name: string, edit: Partial<PolicyRow>): Inventory => (
  { ...inventory, policies: inventory.policies.map((policy) => (policy.name === name ? { ...policy, ...edit } : policy)) });

/** The tasks for an organization with so many accounts in Sandbox and in Test. */
function tasks({ sandboxes, tests }: { readonly sandboxes: number; readonly tests: number }): Task[] {
  return [
    {
      name: 'an adopted unit is renamed',
      edit: (inventory) => withUnit(inventory, 'Policy Staging', { name: 'Policy Canaries' }),
      review: ['1 organizational unit is renamed', 'harmless  Organizational unit Policy Staging is renamed to Policy Canaries'],
      writes: ['UpdateOrganizationalUnit'],
    },
    {
      name: 'an adopted account is renamed',
      edit: (inventory) => withAccount(inventory, 'backup', { name: 'backup-vault' }),
      review: ['1 account is renamed', 'harmless  Account backup is renamed to backup-vault'],
      writes: ['PutAccountName'],
    },
    {
      name: 'a new account is a row in the same list',
      edit: (inventory) => ({
        ...inventory,
        accounts: [{ id: 'payments-dev', name: 'payments-dev', email: 'aws+payments-dev@example.com', unit: unitId(inventory, 'Dev') }, ...inventory.accounts],
      }),
      review: ['1 account is new', 'harmless  Account payments-dev (aws+payments-dev@example.com) is created in Workloads/Dev'],
      writes: ['CreateAccount', 'MoveAccount'],
    },
    {
      name: 'the text of an adopted policy is edited',
      edit: (inventory) => withPolicy(inventory, 'keep-keys', {
        content: { Version: '2012-10-17', Statement: [{ Sid: 'KeepKeys', Effect: 'Deny', Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey'], Resource: '*' }] },
      }),
      review: [
        '1 policy changes', `${sandboxes} accounts can do less than before`,
        'tightens  Service control policy keep-keys: statement KeepKeys changed (Action now also kms:DisableKey)',
      ],
      writes: ['UpdatePolicy'],
    },
    {
      name: 'policies that an adopted unit had are detached',
      edit: (inventory) => withUnit(inventory, 'Sandbox', { policies: [] }),
      review: [
        '2 policy attachments are removed', `${sandboxes} accounts can do more than before`,
        'loosens   Service control policy keep-keys is detached from organizational unit Sandbox',
        'loosens   Service control policy sandbox-limits is detached from organizational unit Sandbox',
      ],
      writes: ['DetachPolicy', 'DetachPolicy', 'UntagResource'],
    },
    {
      name: 'an adopted account moves',
      edit: (inventory) => withAccount(inventory, 'build', { unit: unitId(inventory, 'Platform') }),
      // Policies that the code does not list may be attached to the unit that it leaves.
      review: ['1 account moves', 'loosens   Account build moves from Deployments to Infrastructure/Platform'],
      writes: ['MoveAccount'],
    },
    {
      name: 'the row of an adopted account is removed',
      edit: (inventory) => ({ ...inventory, accounts: inventory.accounts.filter(({ name }) => name !== 'dns') }),
      review: ['1 account is removed from the app', 'harmless  Account dns is removed from the app and stays where it is'],
      writes: [],
      effect: [],
    },
    {
      name: 'another account becomes the administrator of a service',
      edit: (inventory) => withAccount(
        withAccount(inventory, 'audit', { administers: ['config.amazonaws.com'] }), 'log-archive', { administers: [PROCUREMENT_INSIGHTS] },
      ),
      review: [
        '1 delegated administrator is deregistered, 1 delegated administrator is registered',
        `destroys  Account audit is no longer delegated administrator of ${PROCUREMENT_INSIGHTS}`,
        `loosens   Account log-archive becomes delegated administrator of ${PROCUREMENT_INSIGHTS}`,
      ],
      writes: ['RegisterDelegatedAdministrator', 'UntagResource', 'DeregisterDelegatedAdministrator'],
    },
    {
      name: 'an adopted unit gets a list of Regions',
      edit: (inventory) => withUnit(inventory, 'Test', { regions: ['eu-central-1', 'us-east-1'] }),
      review: [
        '1 policy is new, 1 policy attachment is added', `${tests} accounts can do less than before`,
        expect.stringMatching(/^tightens {2}Service control policy regions-ou-m0iz-\w+ is attached to organizational unit Workloads\/Test$/) as unknown as string,
        expect.stringMatching(/^harmless {2}Service control policy regions-ou-m0iz-\w+ is created$/) as unknown as string,
      ],
      writes: ['CreatePolicy', 'AttachPolicy'],
    },
    {
      name: 'tags that the code listed are removed',
      edit: ({ accounts, ...inventory }) => ({ ...inventory, accounts: accounts.map(({ tags: _tags, ...account }) => account) }),
      review: [
        `${sandboxes} tags are removed`,
        ...(sandboxes > SAMPLE.length ? [`harmless  ${sandboxes} tags are removed from ${sandboxes} accounts: cost-center`] : SAMPLE.map((person) => (
          `harmless  Tag cost-center of account Sandbox/sandbox-${person}, which was cc-sandbox-${person}, is removed`))),
      ],
      writes: Array.from({ length: sandboxes }, () => 'UntagResource'),
    },
  ];
}

test('the rows of the example are those of the organization that was built by hand', () => {
  expect(INVENTORY).toEqual(inventoryOf(organizationByHand(EXAMPLE)));
});

/** The logical IDs of the units, accounts and policies in the code, by name. */
function logicalIdsOf(inventory: Inventory): string[] {
  const { Resources } = readCloudAssembly(synthesize(inventory)).stacks[0].template;
  return Object.entries(Resources).filter(([, { Type }]) => /Organizations(OrganizationalUnit|Account|Policy)$/.test(Type)).map(([id]) => id).sort();
}

const SMALL: Inventory = {
  services: [],
  rootPolicies: [],
  policies: [],
  units: ['prod', 'test'].map((name, index) => ({ id: `ou-ab12-${index}2345678`, adopt: true, name })),
  accounts: ['prod', 'test'].map((name, index) => (
    { id: `${index + 1}23456789012`, adopt: true, name, email: `aws+${name}@example.com`, unit: `ou-ab12-${index}2345678` })),
};

test('a new name, another place in the list and a row before it leave the logical ID of a row', () => {
  const before = logicalIdsOf(SMALL);
  expect(new Set(before).size).toBe(4);
  const renamed = <R extends UnitRow | AccountRow>(row: R): R => ({ ...row, name: `${row.name}-new` });
  const [units, accounts] = [SMALL.units.map(renamed).reverse(), SMALL.accounts.map(renamed).reverse()];
  expect(logicalIdsOf({ ...SMALL, units, accounts })).toEqual(before);
  const added = { id: 'payments', name: 'payments', email: 'aws+payments@example.com', unit: SMALL.units[0].id };
  expect(logicalIdsOf({ ...SMALL, accounts: [added, ...SMALL.accounts] })).toEqual(expect.arrayContaining(before));
});

test('an account and a unit of one name, and even of one ID, are two resources', () => {
  const [unit] = SMALL.units;
  const same = { id: unit.id, name: unit.name, email: 'aws+same@example.com', unit: unit.id };
  expect(new Set(logicalIdsOf({ ...SMALL, accounts: [...SMALL.accounts, same] })).size).toBe(5);
});

describe.each([
  ['the example with 40 accounts', EXAMPLE, { sandboxes: 3, tests: 10 }],
  ['an organization of 150 accounts', LARGE, { sandboxes: 23, tests: 40 }],
] as const)('%s', (_, tree, numbers) => {
  let adopted: Adopted;
  beforeAll(async () => { adopted = await adopt(tree); });

  test('is adopted by tags alone, and there is no drift afterwards', () => {
    const { result, assembly } = adopted;
    expect(result.resources.flatMap(({ reason }) => reason ?? [])).toEqual([]);
    expect(writesOf(result)).toEqual([]);
    const code = codeIn(assembly, result);
    expect(reviewOfDrift(code, organizationOfState(result.simulatorState, code)!).changes).toEqual([]);
  });

  const all = tasks(numbers);
  test.each(all)('the review of a task says: $name', (task) => {
    expect(linesOf(reviewed(task, adopted))).toEqual(task.review);
  });

  const check = async (task: Task) => {
    const effect = task.effect ?? sentencesOf(reviewed(task, adopted).changes);
    expect(await deployed(task, adopted)).toEqual({ failures: [], writes: task.writes, effect, drift: [] });
  };
  test.each(byDay(all, 2))('the deployment of a task does what its review says, and leaves no drift: $name', check);
});

test.each(byDay(tasks({ sandboxes: 3, tests: 10 }), 24))(
  'the rehearsal of a pull request, which knows only both codes, makes the calls of the deployment: $name', async ({ edit, writes }) => {
    const inventory = inventoryOf(organizationByHand(EXAMPLE));
    const [baseDirectory, headDirectory] = [inventory, edit(inventory)].map(synthesize);
    const { result, unforeseen, differing } = await rehearseChange({ baseDirectory, headDirectory });
    expect(result.resources.flatMap(({ reason }) => reason ?? [])).toEqual([]);
    expect(writesOf(result)).toEqual(writes);
    expect([unforeseen, differing]).toEqual([[], []]);
  },
);
