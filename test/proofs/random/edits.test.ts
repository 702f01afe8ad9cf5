import fc from 'fast-check';
import { check, CALM, note } from './check';
import { FORMER_SETTINGS_TAG_PREFIX } from '../../../src/contract';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { withDisturbances } from '../support/disturbances';
import { type Edit, wrongEnds } from '../support/end-of-edit';
import { daysLater, stateAt, touchedByOthers } from '../support/foreign';
import { answered, openInvitation } from '../support/guest';
import { askedBy, editOf, evolution } from '../support/random-blueprint';
import type { Readings } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(3_600_000);
afterEach(removeApps);

/** Expects a deployment that ends as its code says. Its clean-up may keep a policy that protects accounts removed from the app. */
function expectRight(result: Deployed, edit: Omit<Edit, 'after'>): void {
  if (!result.succeeded) throw new Error(reasonsOf(result).join('\n'));
  const { succeeded, differences, violations, simulatorState: after } = result;
  expect({ succeeded, differences, violations, wrongEnds: wrongEnds({ ...edit, after }) })
    .toEqual({ succeeded: true, differences: [], violations: [], wrongEnds: [] });
}

/** Context with which unchanged resources take part in a deployment too. It places accounts that have joined in the meantime. */
const reconcile = (value: string) => ({ 'cdk-aws-organizations:reconcile': value });

test('a random organization and a random edit of it end as the code says under random disturbances, and the next deployment writes nothing', async () => {
  await check(fc.asyncProperty(evolution, fc.nat(), async (drawn, place) => {
    const { first, second, firstDisturbances, secondDisturbances, start, readings, answer } = drawn;
    const made = await deploy(build(first), { ...withDisturbances(firstDisturbances), readings, state: await stateAt(start) });
    note(firstDisturbances, made);
    expectRight(made, { second: first });
    const edit = editOf(first, second);
    const state = touchedByOthers(answered(daysLater(made.state), answer), place);
    const context = first.accounts?.Guest && edit.accounts?.Guest ? reconcile('edit') : undefined;
    const options = { ...withDisturbances(secondDisturbances), readings, state, context, ...askedBy(first, edit) };
    const edited = await deploy(build(edit), options);
    note(secondDisturbances, edited);
    expectRight(edited, { first, second: edit, before: state.simulator });
    const accepted = await accept(edit, edited, readings);
    const again = await deploy(build(edit), { ...CALM, readings, state: daysLater(accepted.state), context: reconcile('again'), leaving: [] });
    expectRight(again, { first: edit, second: edit, before: accepted.state.simulator });
    expect(again.writes.filter((write) => !forgetsFormerSettings(write))).toEqual([]);
    const renamed = await deploy(build({ ...edit, idPrefix: 'Other' }), { ...withDisturbances(firstDisturbances), readings, state: again.state, leaving: [] });
    expectRight(renamed, { first: edit, second: edit, before: again.state.simulator });
    expect(shapeOf(renamed.simulatorState)).toEqual(shapeOf(again.simulatorState));
  }), 0.6);
});

/** Whether a write deletes the note of former contacts and Regions, as the next deployment of the account does. */
function forgetsFormerSettings(write: string): boolean {
  return write.startsWith('UntagResource') && write.includes(`"TagKeys":["${FORMER_SETTINGS_TAG_PREFIX}`);
}

/** Accepts an open invitation, and deploys so that the account is placed. */
async function accept(edit: Blueprint, edited: Deployed, readings: Readings): Promise<Deployed> {
  if (openInvitation(edited.state) === undefined) return edited;
  const state = answered(edited.state, 'AcceptHandshake');
  const placed = await deploy(build(edit), { ...CALM, readings, state, context: reconcile('accepted'), leaving: [] });
  expectRight(placed, { first: edit, second: edit, before: state.simulator });
  return placed;
}
