import fc from 'fast-check';
import { check, CALM, note } from './check';
import { removeApps } from '../support/app';
import { build } from '../support/blueprint';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { daysLater, foreignOrganization, touchedByOthers } from '../support/foreign';
import { askedBy, editOf, evolution } from '../support/random-blueprint';
import { shapeOf } from '../support/shape';
import { inWeather } from '../support/weather';

jest.setTimeout(3_600_000);
afterEach(removeApps);

/** A policy that still protects accounts which left the code cannot be deleted: the clean-up says so, and the deployment is done. */
function expectRight(result: Deployed): void {
  if (!result.succeeded) throw new Error(reasonsOf(result).join('\n'));
  expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
}

test('a random organization, and a random edit of it, end as the code says, whatever the service does; and then nothing is left to write', async () => {
  await check(fc.asyncProperty(evolution, fc.nat(), async ({ first, second, firstWeather, secondWeather, start, readings }, place) => {
    const made = await deploy(build(first), { ...inWeather(firstWeather), readings, state: start === 'fresh' ? undefined : await foreignOrganization() });
    note(firstWeather, made);
    expectRight(made);
    const edit = editOf(first, second);
    const state = touchedByOthers(daysLater(made.state), place);
    const edited = await deploy(build(edit), { ...inWeather(secondWeather), readings, state, ...askedBy(first, edit) });
    note(secondWeather, edited);
    expectRight(edited);
    const context = { 'cdk-aws-organizations:reconcile': 'again' };
    const again = await deploy(build(edit), { ...CALM, readings, state: daysLater(edited.state), context, leaving: [] });
    expectRight(again);
    expect(again.writes).toEqual([]);
    const renamed = await deploy(build({ ...edit, idPrefix: 'Other' }), { ...inWeather(firstWeather), readings, state: again.state, leaving: [] });
    expectRight(renamed);
    expect(shapeOf(renamed.simulatorState)).toEqual(shapeOf(again.simulatorState));
  }), 0.6);
});
