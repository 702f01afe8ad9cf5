import fc from 'fast-check';
import { check, CALM, note } from './check';
import { removeApps } from '../support/app';
import { build } from '../support/blueprint';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { evolution } from '../support/random-blueprint';
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
  await check(fc.asyncProperty(evolution, async ({ first, second, firstWeather, secondWeather }) => {
    const made = await deploy(build(first), inWeather(firstWeather));
    note(firstWeather, made);
    expectRight(made);
    const edit = { ...second, idPrefix: first.idPrefix };
    const edited = await deploy(build(edit), { ...inWeather(secondWeather), state: made.state });
    note(secondWeather, edited);
    expectRight(edited);
    const again = await deploy(build(edit), { ...CALM, state: edited.state, context: { 'cdk-aws-organizations:reconcile': 'again' } });
    expectRight(again);
    expect(again.writes).toEqual([]);
    const renamed = await deploy(build({ ...edit, idPrefix: 'Other' }), { ...inWeather(firstWeather), state: again.state });
    expectRight(renamed);
    expect(shapeOf(renamed.simulatorState)).toEqual(shapeOf(again.simulatorState));
  }));
});
