import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CHROMIUM, pageOpener } from './browser';
import { account, organization, unit } from './sample-organization';
import type { ReplayResult } from '../../../src/trail';
import { samplePrincipal, sampleReplay, sampleUse } from '../sample-replay';
import { sampleReview } from '../sample-review';

jest.setTimeout(120_000);

const HOSTILE = '<img src=x onerror="window.hostile=1"></script><script>window.hostile=1</script>';
const [SHOP, DATA] = [account(1), account(2)];
const ORGANIZATION = organization([
  unit('Sandbox', { accounts: [account(3)] }), unit('Workloads', { accounts: [DATA], organizationalUnits: [unit('Prod', { accounts: [SHOP] })] }),
], []);
const DEPLOY = samplePrincipal(`Deploy${HOSTILE}`, `Workloads/Prod/${SHOP.name}`, SHOP.id, [
  sampleUse('ec2:RunInstances', { lastUse: '2026-11-20T10:00:00Z', resource: HOSTILE }),
  sampleUse('s3:GetObject', { calls: { atLeast: 0, atMost: 7 }, lastUse: '2026-11-02T10:00:00Z', dependsOn: ['aws:ViaAWSService'], statements: [HOSTILE, 'B of b', 'C of c', 'D of d'] }),
]);
const AUDIT = samplePrincipal('Audit', `Workloads/${DATA.name}`, DATA.id, [sampleUse('s3:ListBucket', { direction: 'allowed', refused: 1, lastUse: '2026-11-27T10:00:00Z' })]);
const REPLAY = sampleReplay([DEPLOY, AUDIT], {
  contradicted: 3,
  unmapped: [{ kind: 'not-a-call', event: `signin.amazonaws.com ${HOSTILE}`, reason: 'signing in needs no permission', records: 4 }, { kind: 'unreadable', event: 'unknown', reason: 'this is no JSON', records: 1 }],
});

if (CHROMIUM === undefined) {
  test('the script of the page is there for a browser', () => {
    expect(readFileSync(join(__dirname, '../../../assets/page/index.js'), 'utf8')).toContain('Replay of recorded calls');
  });
} else {
  const openPage = pageOpener(CHROMIUM);
  const open = (replay?: ReplayResult, hash = '#replay', options = {}) => (
    openPage({ title: 'A change', origin: 'a test', organization: ORGANIZATION, review: sampleReview([]), replay }, hash, options));
  const items = (tab: Page) => tab.getByRole('region', { name: 'Affected principals' }).locator('ul.changes > li');
  const status = (tab: Page) => tab.getByRole('region', { name: 'Affected principals' }).getByRole('status').textContent();

  test('a page without a replay has no tab of it, and its link names nothing', async () => {
    const { tab } = await open(undefined);
    expect(await tab.getByRole('tab').allTextContents()).toEqual(['Changes', 'Overview', 'Selected']);
    expect(await tab.getByRole('tabpanel').innerText()).toContain('The link names nothing in this organization (given: #replay).');
  });

  test('the changes name the replay, and lead to who is affected, with bounds, keys, statements and last use', async () => {
    const { tab, asked } = await open(REPLAY, '');
    const sentence = 'of 11 recorded calls (2026-11-01 to 2026-11-28), 2 to 9 calls that passed would be denied, and 2 calls would newly be allowed.';
    expect(await tab.getByRole('tabpanel').innerText()).toContain(`The replay: ${sentence}`);
    await tab.getByRole('link', { name: 'Show the replay' }).click();
    expect(await tab.getByRole('tab', { selected: true }).textContent()).toBe('Replay');
    expect(await tab.getByRole('tabpanel').innerText()).toContain('3 calls passed although the policies before the change deny them');
    expect(await items(tab).allInnerTexts()).toEqual([
      [`role/Deploy${HOSTILE} in Workloads/Prod/${SHOP.name} (${SHOP.id})`,
        'newly denied ec2:RunInstances: 2 calls, the last 2026-11-20T10:00:00Z', `by OtherRegions of regions at Workloads, such as ${HOSTILE}`,
        'newly denied s3:GetObject: 0 to 7 calls, the last 2026-11-02T10:00:00Z', `by ${HOSTILE}, B of b, C of c and 1 more; it depends on aws:ViaAWSService`, 'Statements (4)'].join('\n'),
      [`role/Audit in Workloads/${DATA.name} (${DATA.id})`,
        'newly allowed s3:ListBucket: 2 calls, 1 of them refused when recorded, the last 2026-11-27T10:00:00Z', 'before by OtherRegions of regions at Workloads'].join('\n'),
    ]);
    await tab.getByText('Statements (4)').click();
    await items(tab).first().getByRole('listitem').nth(3).waitFor();
    expect(await items(tab).first().getByRole('listitem').allTextContents()).toEqual([HOSTILE, 'B of b', 'C of c', 'D of d']);
    expect(asked).toHaveLength(1);
    expect(await tab.evaluate('window.hostile')).toBeUndefined();
    expect(await tab.locator('img').count()).toBe(0);
  });

  test('records that are not judged stand in a table with their reasons', async () => {
    const { tab } = await open(REPLAY);
    expect(await tab.getByRole('heading', { name: 'Records that are not judged (5)' }).count()).toBe(1);
    const rows = await tab.getByRole('table').getByRole('row').all();
    expect(await Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allTextContents()))).toEqual([
      [`signin.amazonaws.com ${HOSTILE}`, '4', 'signing in needs no permission'], ['unknown', '1', 'this is no JSON'],
    ]);
  });

  test('each control has a label, and filters by what it names', async () => {
    const { tab } = await open(REPLAY);
    expect(await status(tab)).toBe('2 of 2 principals, with 3 affected actions');
    expect(await tab.getByLabel('Organizational unit').getByRole('option').allTextContents()).toEqual(['all units', 'Workloads', 'Workloads/Prod']);
    const shown = async () => [await status(tab), await items(tab).count()];
    await tab.getByLabel('Organizational unit').selectOption('Workloads/Prod');
    expect(await shown()).toEqual(['1 of 2 principals, with 2 affected actions', 1]);
    await tab.getByLabel('Last used since').fill('2026-11-20');
    expect(await shown()).toEqual(['1 of 2 principals, with 1 affected action', 1]);
    await tab.getByLabel('Role or user').fill('audit');
    expect(await shown()).toEqual(['No recorded call fits this filter.', 0]);
    await tab.getByLabel('Organizational unit').selectOption('all units');
    expect(await shown()).toEqual(['1 of 2 principals, with 1 affected action', 1]);
    await tab.getByLabel('Role or user').fill('');
    await tab.getByLabel('Last used since').fill('');
    await tab.getByLabel('Action').fill('s3:');
    expect(await shown()).toEqual(['2 of 2 principals, with 2 affected actions', 2]);
    await tab.getByLabel('Effect').selectOption('newly allowed');
    expect(await shown()).toEqual(['1 of 2 principals, with 1 affected action', 1]);
    await tab.getByLabel('Effect').selectOption('any effect');
    await tab.getByRole('tabpanel').getByLabel('Search').fill('aws:via');
    expect(await shown()).toEqual(['1 of 2 principals, with 1 affected action', 1]);
  });

  test('the filter stays while a reader looks at an account', async () => {
    const { tab } = await open(REPLAY);
    await tab.getByLabel('Action').fill('listBucket');
    await items(tab).getByRole('link', { name: `Workloads/${DATA.name}` }).click();
    await tab.getByRole('heading', { level: 2, name: DATA.name }).waitFor();
    await tab.goBack();
    await tab.getByRole('heading', { level: 2, name: 'Replay of recorded calls' }).waitFor();
    expect([await tab.getByLabel('Action').inputValue(), await status(tab)]).toEqual(['listBucket', '1 of 2 principals, with 1 affected action']);
  });

  test('thousands of principals are shown in parts, and a filter finds all of them', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => samplePrincipal(`Role${index}`, `Workloads/Prod/${SHOP.name}`, SHOP.id,
      [sampleUse('ec2:RunInstances', { lastUse: '2026-11-20T10:00:00Z' }), sampleUse('s3:GetObject')]));
    const { tab } = await open(sampleReplay(many));
    expect([await status(tab), await items(tab).count()]).toEqual(['5,000 of 5,000 principals, with 10,000 affected actions', 50]);
    await tab.getByText('4,950 more principals').click();
    await items(tab).nth(99).waitFor();
    await tab.getByLabel('Role or user').fill('role499');
    expect(await status(tab)).toBe('11 of 5,000 principals, with 22 affected actions');
    expect(await items(tab).count()).toBe(11);
  });

  test('on a phone no part of the replay is wider than the screen', async () => {
    const { tab } = await open(REPLAY, '#replay', { viewport: { width: 360, height: 740 } });
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(360);
    for (const control of await tab.locator('.filters label > :last-child').all()) {
      const { x, width } = (await control.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(360);
    }
  });
}
