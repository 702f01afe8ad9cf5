import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(600_000);
afterAll(removeApps);

/** 450 resources of ours: 400 accounts in 20 units, 20 policies attached to a unit each, and what these need. */
const LARGE: Blueprint = {
  policies: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`Policy${index}`, { denies: [`s3:Action${index}`] }])),
  units: Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`Unit${index}`, { name: `Unit ${index}`, policies: [`Policy${index % 10}`] }])),
  accounts: Object.fromEntries(Array.from({ length: 402 }, (_, index) => [`Account${index}`, { name: `account${index}`, parent: `Unit${index % 18}` }])),
};

describe('20. 450 resources at a Lambda concurrency of 10: no failure from throttling; a deployment with `reconcile` and no drift writes nothing.', () => {
  test('450 resources at the published rates', async () => {
    let running = 0;
    let most = 0;
    const result = await deploy(build(LARGE), {
      simulator: { rates: true },
      onProgress: ({ type, status }) => {
        if (!type.startsWith('Custom::')) return;
        running += status.endsWith('_IN_PROGRESS') ? 1 : -1;
        most = Math.max(most, running);
      },
    });
    expect(reasonsOf(result)).toEqual([]);
    expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(result.resources.filter(({ type }) => type.startsWith('Custom::Organizations'))).toHaveLength(450);
    // A resource keeps two functions at work: the framework's, and the one that it calls.
    expect(2 * most).toBeLessThanOrEqual(10);
  });

  test('nothing is written when every resource takes part and nothing has drifted', async () => {
    const small: Blueprint = { ...LARGE, accounts: { One: { name: 'one', parent: 'Unit1' } } };
    const first = await deploy(build(small));
    const second = await deploy(build(small), { state: first.state, context: { 'cdk-aws-organizations:reconcile': '1' } });
    expect(second).toMatchObject({ succeeded: true, differences: [], writes: [], violations: [] });
    expect(second.calls.length).toBeGreaterThan(50);
  });
});
