import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM, pageOpener } from './browser';
import { account, organization } from './sample-organization';
import type { LastAccessedResult } from '../../../src/model';
import { sampleReview } from '../sample-review';

jest.setTimeout(120_000);

const HOSTILE = '<img src=x onerror="window.hostile=1">';
const ORGANIZATION = organization([], []);
const RESULT: LastAccessedResult = {
  reportedAt: '2026-11-30T06:00:00.000Z',
  accounts: [{
    accountId: account(1).id,
    account: `Root/${HOSTILE}`,
    used: [{ service: 's3', denied: 14, conditional: 2, actions: ['s3:Delete*'], morePatterns: 0, lastUse: '2026-11-28T05:00:00.000Z', region: 'eu-west-1' }],
    unused: ['kms', 'rds'],
    notReported: [],
  }],
  unreported: [{ accountId: account(2).id, account: 'Root/old', reason: `the account is suspended ${HOSTILE}` }],
};

if (CHROMIUM === undefined) {
  test('the script of the page has the title', () => {
    expect(readFileSync(join(__dirname, '../../../assets/page/index.js'), 'utf8')).toContain('Last use of newly denied services');
  });
} else {
  const openPage = pageOpener(CHROMIUM);

  test('the changes end with the last use of newly denied services, by account', async () => {
    const { tab } = await openPage({ title: 'A change', origin: 'a test', organization: ORGANIZATION, review: sampleReview([]), lastAccessed: RESULT }, '', {});
    expect(await tab.getByRole('heading', { name: 'Last use of newly denied services (reports of 2026-11-30)' }).count()).toBe(1);
    const rows = await tab.getByRole('tabpanel').getByRole('table').getByRole('row').all();
    expect(await Promise.all(rows.map((row) => row.getByRole('cell').allTextContents()))).toEqual([
      [],
      [`Root/${HOSTILE} (${account(1).id})`, 's3', '2026-11-28T05:00:00.000Z in eu-west-1', '14', '2'],
      [],
      [`Root/${HOSTILE} (${account(1).id})`, 'not used in the tracking period: kms, rds'],
    ]);
    expect(await tab.getByRole('listitem').allTextContents()).toEqual([`Root/old (${account(2).id}): the account is suspended ${HOSTILE}`]);
    expect(await tab.evaluate('window.hostile')).toBeUndefined();
  });
}
