import { MANAGEMENT, removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

jest.setTimeout(300_000);
afterAll(removeApps);

const PLAN: Blueprint = { units: { Prod: { name: 'Prod' } }, accounts: { One: { name: 'one', parent: 'Prod' } } };

test('A stack in a member account is refused at once, with the management account in the message, and changes nothing.', async () => {
  const first = await deploy(build(PLAN));
  const member = first.simulatorState.accounts.find(({ name }) => name === 'one')!;
  const second = await deploy(build(PLAN), { state: first.simulatorState, environment: { account: member.id } });
  expect(second.succeeded).toBe(false);
  expect(reasonsOf(second).join('\n')).toContain(MANAGEMENT);
  expect(second.virtualSeconds).toBeLessThan(60);
  expect(second.writes).toEqual([]);
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
});
