import { removeApps, synthesize } from '../support/app';
import { build } from '../support/blueprint';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(120_000);
afterAll(removeApps);

describe('FullAWSAccess is detached from a new unit with an allow-list, although reads do not show its attachment yet', () => {
  test.each([['all resources', { lagMs: 4_000 }], ['attachments', { simulator: { lagMsByKind: { attachments: 6_000 } } }]])('with lag of %s', async (_kind, lag) => {
    const app = synthesize(build({
      policies: { Allowing: { allows: ['*'] }, Deny: { denies: ['s3:DeleteBucket'] } },
      units: { Home: { name: 'Home', policies: ['Deny', 'Allowing'], allowList: true } },
      accounts: { One: { name: 'one', parent: 'Home' } },
    }));
    const open: number[] = [];
    for (let seed = 1; seed <= 8; seed += 1) {
      const result = await deploy(app, { ...lag, seed });
      expect(reasonsOf(result)).toEqual([]);
      if (result.differences.length > 0) open.push(seed);
    }
    expect(open).toEqual([]);
  });
});
