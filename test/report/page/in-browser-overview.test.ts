import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CHROMIUM, pageOpener } from './browser';
import { account, attached, FULL_AWS_ACCESS, organization, policy, unit } from './sample-organization';
import type { DelegatedAdministrator, Review } from '../../../src/model';
import { byDay } from '../../proofs/support/proof-runs';

jest.setTimeout(120_000);

const HOSTILE = '<img src=x onerror="window.hostile=1">';
const MISTAKEN = policy('keep-trails', {
  Version: '2012-10-17', Statement: [{ Sid: 'Trails', Effect: 'Deny', Action: 'cloudtrail:StopLoging', Resource: '*' }],
});
const TAGS = policy('stages', { tags: { stage: { tag_value: { '@@assign': ['prod', 'dev'] } } } }, 'TAG_POLICY');
const UNUSED = policy(HOSTILE, { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] });
const AUDIT = account(10, { name: 'audit', attachedPolicies: [FULL_AWS_ACCESS, attached(MISTAKEN)] });
const administers = (servicePrincipal: string): DelegatedAdministrator => (
  { accountId: AUDIT.id, accountName: AUDIT.name, servicePrincipal });
const ORGANIZATION = organization([
  unit('Security', { accounts: [AUDIT] }),
  unit('Workloads', {
    attachedPolicies: [FULL_AWS_ACCESS, attached(MISTAKEN), attached(TAGS)],
    organizationalUnits: [unit('Prod', { accounts: [account(2), account(3, { state: 'SUSPENDED' }), account(4, { attachedPolicies: [attached(MISTAKEN)] })] })],
  }),
], [MISTAKEN, TAGS, UNUSED], {
  managementAccountId: AUDIT.id,
  resourcePolicy: {
    id: 'rp-example1',
    content: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: AUDIT.id }, Action: 'organizations:DetachPolicy', Resource: '*' }] }),
    tags: {},
  },
  trustedServices: ['config.amazonaws.com', 'guardduty.amazonaws.com'],
  delegatedAdministrators: [administers('access-analyzer.amazonaws.com'), administers('guardduty.amazonaws.com')],
});
const NOTHING: Review = {
  changes: [],
  impact: [],
  risks: [],
  obstacles: [],
  counts: { changes: 0, byKind: {}, byRisk: { destroys: 0, loosens: 0, tightens: 0, neutral: 0 }, accounts: 4, accountsAffected: 0 },
};
const DATA = { title: 'Organization', origin: 'a test', organization: ORGANIZATION };

const heading = (tab: Page) => tab.getByRole('heading', { level: 2 }).textContent();
const hash = (tab: Page) => tab.evaluate('decodeURIComponent(location.hash)') as Promise<string>;
const isAt = (tab: Page, wanted: string) => tab.waitForURL((url) => decodeURIComponent(url.hash) === wanted);

/** Waits for a heading of level 2, as the page follows an address after the browser does. */
const shows = (tab: Page, name: string) => tab.getByRole('heading', { level: 2, name, exact: true }).waitFor();

/** The cells of the table below a heading, rows of column titles left out. */
async function tableBelow(tab: Page, title: string): Promise<string[][]> {
  const table = tab.getByRole('heading', { name: title }).locator('xpath=following-sibling::div[1]//table');
  const rows = await table.getByRole('row').all();
  return Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allTextContents()));
}

if (CHROMIUM === undefined) {
  test('the script of the page is there for a browser', () => {
    expect(readFileSync(join(__dirname, '../../../assets/page/index.js'), 'utf8')).toContain('Overview');
  });
} else {
  const open = pageOpener(CHROMIUM);

  test('the report opens with numbers, findings, policies, services and administrators', async () => {
    const { tab, asked } = await open(DATA);
    expect(await heading(tab)).toBe('Overview');
    expect(await tab.getByRole('list', { name: 'Numbers' }).getByRole('listitem').allTextContents()).toEqual([
      '4 accounts1 not active', '3 organizational units', '3 policies', '2 trusted services', '1 delegated administrator', '1 finding0 errors, 1 warning',
    ]);
    expect(await tab.locator('ul.changes li').innerText()).toMatch(
      /^keep-trails: Statement\[0\]\.Action names an action that cloudtrail does not have: "cloudtrail:StopLoging"\..* warning\nRule unknown-action$/);
    expect(await tableBelow(tab, 'Policies (3)')).toEqual([
      [HOSTILE, 'service control policy', 'nowhere', '0'], ['keep-trails', 'service control policy', '3 targets', '4'], ['stages', 'tag policy', 'Workloads', '3'],
    ]);
    expect(await tableBelow(tab, 'Allow-lists (1)')).toEqual([['Root/Workloads/Prod/account-4', 'nothing']]);
    expect(await tableBelow(tab, 'Trusted services (2)')).toEqual([
      ['access-analyzer.amazonaws.com without trusted access', 'audit'], ['config.amazonaws.com', 'none'], ['guardduty.amazonaws.com', 'audit'],
    ]);
    expect(await tableBelow(tab, 'Delegated administrators (1)')).toEqual([['audit', 'access-analyzer.amazonaws.com, guardduty.amazonaws.com']]);
    expect(await tableBelow(tab, 'Delegations of the resource policy (1)')).toEqual([
      [`account Root/Security/audit (${AUDIT.id})`, 'may detach policies of all types on every target'],
    ]);
    expect(asked).toHaveLength(1);
    expect(await tab.evaluate('window.hostile')).toBeUndefined();
  });

  test('a page of a change opens with the changes and has the overview beside them', async () => {
    const { tab } = await open({ ...DATA, review: NOTHING });
    expect(await tab.getByRole('tab').allTextContents()).toEqual(['Changes', 'Overview', 'Selected']);
    expect(await tab.getByRole('tab', { selected: true }).textContent()).toBe('Changes');
    await tab.getByRole('tab', { name: 'Overview' }).click();
    expect([await heading(tab), await hash(tab)]).toEqual(['Overview', '#overview']);
  });

  test('the search finds trusted services and their administrators', async () => {
    const { tab } = await open(DATA);
    const hits = tab.getByRole('list', { name: 'Services and policies found' }).getByRole('listitem');
    const names = () => tab.getByRole('treeitem').locator('.name').allTextContents();
    await tab.keyboard.press('/');
    await tab.keyboard.type('guardduty');
    expect(await hits.allTextContents()).toEqual(['guardduty.amazonaws.com trusted service']);
    expect(await names()).toEqual(['Root', 'Security', 'audit']);
    expect(await tab.locator('.found').textContent()).toBe('1 account');
    await tab.keyboard.press('Escape');
    expect(await hits.count()).toBe(0);
    await tab.getByRole('searchbox').fill('delegated administrator');
    expect(await names()).toEqual(['Root', 'Security', 'audit']);
    await tab.getByRole('searchbox').fill('analyzer');
    expect(await hits.allTextContents()).toEqual(['access-analyzer.amazonaws.com service']);
    await hits.getByRole('link').click();
    await shows(tab, 'access-analyzer.amazonaws.com');
    expect(await hash(tab)).toBe('#service=access-analyzer.amazonaws.com');
    expect(await tab.getByRole('tabpanel').innerText()).toContain('The service has no trusted access to the organization.');
  });

  test.each(byDay([
    ['#account=100000000010', 'audit'], ['#account=AWS%2Baccount-10@example.com', 'audit'], ['#account=account-2', 'account-2'], ['#account=Workloads/Prod/account-3', 'account-3'],
    ['#unit=ou-ab12-prod', 'Prod'], ['#root', 'Root'], ['#policy=p-stages', 'stages'], ['#policy=p-FullAWSAccess', 'FullAWSAccess'],
    [`#policy=${encodeURIComponent(UNUSED.id)}`, HOSTILE], ['#service=config.amazonaws.com', 'config.amazonaws.com'], ['#overview', 'Overview'],
  ], 4))('the link %s opens its selection', async (link, expected) => {
    const { tab } = await open({ ...DATA, review: NOTHING }, link);
    expect(await heading(tab)).toBe(expected);
    if (!link.startsWith('#policy') && !link.startsWith('#service') && link !== '#overview') {
      expect(await tab.getByRole('treeitem', { selected: true }).locator('.name').textContent()).toBe(expected);
    }
  });

  test.each(byDay(['#account=999999999999', '#unit=100000000010', '#policy=p-none', '#service=s3.amazonaws.com', '#account=%E0', '#account=', '#other'], 4))(
    'the link %s names nothing, which the page says', async (link) => {
      const { tab } = await open(DATA, link);
      expect(await tab.getByRole('tabpanel').innerText()).toBe(
        `The link names nothing in this organization (given: ${link}). Search for it, or choose something in the tree.`);
    });

  test('the address follows the selection, so that it can be copied, and Back returns', async () => {
    const { tab } = await open(DATA);
    await tab.getByRole('treeitem').locator('.name', { hasText: 'account-2' }).click();
    await isAt(tab, `#account=${account(2).id}`);
    await tab.getByRole('tab', { name: 'Overview' }).click();
    await tab.getByRole('link', { name: 'keep-trails' }).first().focus();
    await tab.keyboard.press('Enter');
    await shows(tab, 'keep-trails');
    expect(await hash(tab)).toBe('#policy=p-keep-trails');
    expect(await tab.evaluate('document.activeElement.textContent')).toBe('keep-trails');
    expect(await tab.getByRole('link', { name: 'Link to this selection' }).getAttribute('href')).toBe('#policy=p-keep-trails');
    await tab.getByRole('link', { name: 'Root/Workloads', exact: true }).click();
    await shows(tab, 'Workloads');
    expect(await hash(tab)).toBe('#unit=ou-ab12-workloads');
    await tab.goBack();
    await shows(tab, 'keep-trails');
    expect(await hash(tab)).toBe('#policy=p-keep-trails');
    await tab.goBack();
    await shows(tab, 'Overview');
  });

  test('a held arrow key does not fill the history', async () => {
    const { tab } = await open(DATA);
    const entries = () => tab.evaluate('history.length') as Promise<number>;
    const before = await entries();
    await tab.getByRole('tree').focus();
    for (let step = 0; step < 10; step++) await tab.keyboard.press('ArrowDown');
    await isAt(tab, `#account=${account(4).id}`);
    expect(await entries()).toBe(before);
  });

  test('on a phone nothing is wider than the screen', async () => {
    for (const link of ['', '#account=audit', '#policy=p-keep-trails', '#service=guardduty.amazonaws.com']) {
      const { tab } = await open(DATA, link, { viewport: { width: 360, height: 740 } });
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(360);
      expect(await tab.getByRole('heading', { level: 2 }).isVisible()).toBe(true);
    }
  });
}
