/**
 * Two policies, or a policy and a set of several documents, change their type, and get new IDs, in the deployment that moves the accounts
 * that have or inherit them.
 */
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { readingsOfTypeChanges } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

interface Place {
  readonly resourceControl: boolean;
  readonly parent: 'Old' | 'New';
  readonly ofAccounts?: string[];
  readonly ofOld?: string[];
}

const readings = readingsOfTypeChanges();

const CHANGED = ['First', 'Second'];
const CHANGED_DENIALS = /was without .*"action":"(s3|sqs):/;

/** Two documents as service control policies, three as resource control policies. */
const DENIES_OF_SET = [['s3:DeleteBucket', 4_400], ['s3:DeleteObject', 4_400], ['s3:PutBucketPolicy', 4_400]] as const;

const FORMS = ['another policy', 'a set'] as const;

function organization({ resourceControl, parent, ofAccounts = [], ofOld = [] }: Place, form: typeof FORMS[number]): Blueprint {
  const isSet = form === 'a set';
  const attached = (keys: readonly string[]) => (isSet
    ? { policies: keys.filter((key) => key !== 'First'), policySets: keys.filter((key) => key === 'First') } : { policies: keys });
  return {
    policySets: isSet ? { First: { denies: DENIES_OF_SET, resourceControl } } : {},
    policies: {
      ...isSet ? {} : { First: { denies: ['s3:DeleteBucket'], resourceControl } },
      Second: { denies: ['sqs:DeleteQueue'], resourceControl },
      Service: { denies: ['kms:DisableKey'] },
      Resource: { denies: ['kms:DisableKey'], resourceControl: true },
    },
    rootPolicies: ['Service'],
    units: { Old: { name: 'Old', ...attached(ofOld) }, New: { name: 'New', policies: ['Resource'] } },
    accounts: { One: { name: 'one', parent, ...attached(ofAccounts) }, Two: { name: 'two', parent, ...attached(ofAccounts) } },
  };
}

const BEFORE = { resourceControl: false, parent: 'Old' } as const;
const AFTER = { resourceControl: true, parent: 'New' } as const;

const MOVES: [string, Place, Place][] = [
  ['from the unit that the accounts leave', { ...BEFORE, ofOld: CHANGED }, { ...AFTER, ofAccounts: CHANGED }],
  ['and stay on the unit that the accounts leave', { ...BEFORE, ofOld: CHANGED }, { ...AFTER, ofOld: CHANGED, ofAccounts: CHANGED }],
  ['and stay on the accounts', { ...BEFORE, ofAccounts: CHANGED }, { ...AFTER, ofAccounts: CHANGED }],
  ['from the unit, to service control', { ...BEFORE, resourceControl: true, ofOld: CHANGED }, { ...AFTER, resourceControl: false, ofAccounts: CHANGED }],
];
const ROWS = ['newId', 'oldIdUntilCleanUp'] as const;
const CASES = MOVES.flatMap((move) => FORMS.flatMap((form) => ROWS.map((replacedRows) => [form, ...move, replacedRows] as const)));

function policiesOf(state: Parameters<typeof shapeOf>[0]) {
  const { attachments, policies } = shapeOf(state);
  return { attachments, policies };
}

test.each(byDay(CASES, 5))('%s and a policy change their type %s, and back', async (form, _, before, after, replacedRows) => {
  const cloudFormation = { replacedRows };
  const first = await deploy(build(organization(before, form)), { cloudFormation, readings });
  const second = await deploy(build(organization(after, form)), { state: first.state, cloudFormation, readings });
  expect([reasonsOf(second), second.violations]).toEqual([[], []]);
  const afresh = await deploy(build(organization(after, form)), { readings });
  expect(policiesOf(second.simulatorState)).toEqual(policiesOf(afresh.simulatorState));
  const third = await deploy(build(organization(before, form)), { state: second.state, cloudFormation, readings });
  expect([reasonsOf(third), third.violations]).toEqual([[], []]);
  expect(policiesOf(third.simulatorState)).toEqual(policiesOf(first.simulatorState));
});

test.each(ROWS)('accounts get two policies, which changed their type a deployment before, in advance of their move (%s)', async (replacedRows) => {
  const cloudFormation = { replacedRows };
  const first = await deploy(build(organization(BEFORE, 'another policy')), { cloudFormation, readings });
  const second = await deploy(build(organization({ ...AFTER, parent: 'Old' }, 'another policy')), { state: first.state, cloudFormation, readings });
  const moved = build(organization({ ...AFTER, ofAccounts: CHANGED }, 'another policy'));
  const third = await deploy(moved, { state: second.state, cloudFormation, readings });
  expect([reasonsOf(third), third.violations]).toEqual([[], []]);
  const kinds = third.writes.map((write) => /^\w+/.exec(write)![0]).filter((kind) => /^(Attach|Detach|Move)/.test(kind));
  expect(kinds.slice(0, kinds.lastIndexOf('MoveAccount')).filter((kind) => kind === 'AttachPolicy')).toHaveLength(4);
});

const ORDERS = (['inOrder', 'inReverse', 'allAtOnce'] as const).flatMap((inverseUpdates) => (
  (['updateAndDelete', 'onlyDelete'] as const).map((replacedInRollback) => ({ inverseUpdates, replacedInRollback }))));
const FAILURES = CASES.flatMap((each) => ORDERS.map((order) => [...each, order] as const));

test.each(byDay(FAILURES, 19))('%s and a policy change their type %s, in a failing deployment', async (form, _, before, after, replacedRows, order) => {
  const cloudFormation = { replacedRows, ...order };
  const first = await deploy(build(organization(before, form)), { cloudFormation, readings });
  const { accounts, ...others } = organization(after, form);
  const failing = build({ ...others, accounts: { ...accounts, ...FAILING } });
  const second = await deploy(failing, { state: byHand(first.state, takeAddress), cloudFormation, readings });
  // The edit ends the denials of the former type. So their absence before the rollback is intended.
  const unintended = second.violations.filter((violation) => !CHANGED_DENIALS.test(violation));
  expect([second.succeeded, unintended, second.stacks[0].status]).toEqual([false, [], 'UPDATE_ROLLBACK_COMPLETE']);
  expect(policiesOf(second.simulatorState)).toEqual(policiesOf(first.simulatorState));
});
