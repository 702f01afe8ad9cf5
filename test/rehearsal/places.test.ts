import { look } from './read-stack';
import { removeAssemblies, unit } from './written-assembly';
import type { RehearsalResult } from '../../src/rehearsal';

afterAll(removeAssemblies);

const MANAGEMENT = '111111111111';
const at = (region: string, account = MANAGEMENT) => ({ environment: `${account}/${region}` });
const statuses = ({ state }: RehearsalResult) => Object.values(state.stacks).map(({ name, region, status }) => `${name} ${region} ${status}`);

describe('the same stack name in two Regions', () => {
  const both = async () => {
    const first = await look({ A: unit({ Id: 'a-us' }) }, {}, at('us-east-1'));
    return look({ A: unit({ Id: 'a-eu' }) }, { state: first.state }, at('eu-west-1'));
  };

  test('identifies two stacks, each of which runs its own functions and sees only itself', async () => {
    const second = await both();
    expect(statuses(second)).toEqual(['Org us-east-1 CREATE_COMPLETE', 'Org eu-west-1 CREATE_COMPLETE']);
    const { sights: [sight], state } = second;
    const id = Object.keys(state.stacks).find((each) => each.includes(':eu-west-1:'));
    expect(sight).toMatchObject({ request: 'Create A', region: 'eu-west-1', account: MANAGEMENT, visible: [id] });
    expect(second.stacks).toEqual([{ name: 'Org', region: 'eu-west-1', status: 'CREATE_COMPLETE' }]);
  });

  test('gives the result resources of both stacks, with their Regions', async () => {
    const { resources } = await both();
    expect(resources.filter(({ logicalId }) => logicalId === 'A').map(({ stack, region, physicalId }) => [stack, region, physicalId])).toEqual([
      ['Org', 'us-east-1', 'a-us'], ['Org', 'eu-west-1', 'a-eu'],
    ]);
  });

  test('lets an update change the stack in the Region of the code', async () => {
    const { state } = await both();
    const { sights, state: after } = await look({ A: unit({ Id: 'a-us', Version: 2 }) }, { state }, at('us-east-1'));
    expect(sights.map(({ request, region }) => `${request} ${region}`)).toEqual(['Update A us-east-1']);
    expect(Object.values(after.stacks).map(({ resources }) => resources.A.properties.Version)).toEqual(['2', undefined]);
  });

  test('lets a deletion delete the stack in the Region of the code', async () => {
    const { state } = await both();
    const deleted = await look({ A: unit({ Id: 'a-us' }) }, { state, deletion: true }, at('us-east-1'));
    expect(deleted.sights.map(({ request, region }) => `${request} ${region}`)).toEqual(['Delete A us-east-1']);
    expect(statuses(deleted)).toEqual(['Org eu-west-1 CREATE_COMPLETE']);
  });
});

test('a stack of another account runs its functions with the credentials of that account, and sees its own stacks', async () => {
  const first = await look({ A: unit({ Id: 'a' }) }, {}, at('us-east-1'));
  const { sights: [sight] } = await look({ A: unit({ Id: 'b' }) }, { state: first.state }, at('us-east-1', '222222222222'));
  expect(sight.account).toBe('222222222222');
  expect(sight.visible).toEqual([expect.stringContaining(':222222222222:')]);
  expect(first.sights[0].account).toBe(MANAGEMENT);
});
