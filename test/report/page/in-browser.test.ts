import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CHROMIUM, pageOpener } from './browser';
import { account, attached, FULL_AWS_ACCESS, organization, policy, unit } from './sample-organization';
import type { Review } from '../../../src/model';
import { impossibleRehearsal, type RehearsalSummary } from '../../../src/report';
import { sampleRehearsal } from '../sample-rehearsal';

jest.setTimeout(120_000);

const HOSTILE = '<img src=x onerror="window.hostile=1"></script><script>window.hostile=1</script>';
const REGIONS = policy('regions', {
  Version: '2012-10-17',
  Statement: [{
    Sid: 'Regions', Effect: 'Deny', Action: 'ec2:*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
  }],
});
const TAGS = policy('stages', { tags: { stage: { tag_value: { '@@assign': ['prod', 'dev'] } } } }, 'TAG_POLICY');
const ORGANIZATION = organization([
  unit('Sandbox', { accounts: [account(1, { name: HOSTILE, tags: { note: HOSTILE } })] }),
  unit('Workloads', {
    attachedPolicies: [FULL_AWS_ACCESS, attached(REGIONS), attached(TAGS)],
    organizationalUnits: [unit('Prod', { accounts: [account(2), account(3)] })],
  }),
], [REGIONS, TAGS]);
const REVIEW: Review = {
  changes: [
    { kind: 'tagAdded', on: { kind: 'account', id: account(2).id, path: 'Root/Workloads/Prod/account-2' }, key: HOSTILE, after: HOSTILE },
    {
      kind: 'accountRemoved',
      account: { kind: 'account', id: account(9).id, path: 'Root/Sandbox/account-9', email: 'nine@example.com' },
      outcome: 'closed',
    },
  ],
  impact: [],
  risks: [
    { change: 0, level: 'neutral', reason: 'Nothing is lost' }, { change: 1, level: 'destroys', reason: 'A closed account is gone for good' },
  ],
  obstacles: [],
  counts: {
    changes: 2,
    byKind: { tagAdded: 1, accountRemoved: 1 },
    byRisk: { destroys: 1, loosens: 0, tightens: 0, neutral: 1 },
    accounts: 3,
    accountsAffected: 0,
  },
};

const names = (tab: Page) => tab.getByRole('treeitem').locator('.name').allTextContents();

if (CHROMIUM === undefined) {
  test('the script of the page is there for a browser', () => {
    expect(readFileSync(join(__dirname, '../../../assets/page/index.js'), 'utf8')).toContain('tree');
  });
} else {
  const openPage = pageOpener(CHROMIUM);
  const open = (review?: Review, rehearsal?: RehearsalSummary) => openPage({ title: HOSTILE, origin: 'A test', organization: ORGANIZATION, review, rehearsal });

  test('shows the organization, and asks the network for nothing', async () => {
    const { tab, asked } = await open();
    expect(await names(tab)).toEqual(['Root', 'Sandbox', HOSTILE, 'Workloads', 'Prod', 'account-2', 'account-3']);
    expect(asked).toHaveLength(1);
  });

  test('names with markup are shown as they are and run nothing', async () => {
    const { tab } = await open(REVIEW);
    await tab.getByRole('treeitem').nth(2).click();
    expect(await tab.getByRole('heading', { level: 2 }).textContent()).toBe(HOSTILE);
    expect(await tab.evaluate('window.hostile')).toBeUndefined();
    expect(await tab.locator('img').count()).toBe(0);
  });

  test('the page shows the rehearsal: verdict, failures, warnings, and each writing call behind a fold', async () => {
    const { tab } = await open(REVIEW, sampleRehearsal((text) => text + HOSTILE));
    const rehearsal = tab.getByRole('region', { name: 'Rehearsal' });
    expect(await rehearsal.innerText()).toMatch(/^The rehearsal fails after 4 min 20 s of virtual time, with 20 reading calls and 2 writing calls\./);
    expect(await rehearsal.getByRole('listitem').allTextContents()).toEqual([`Account store cannot be closed today${HOSTILE}`, `One account is outside the code${HOSTILE}`]);
    expect(await rehearsal.getByRole('row').count()).toBe(0);
    await rehearsal.getByText('The 2 writing calls of the rehearsal, in their order').focus();
    await tab.keyboard.press('Enter');
    await rehearsal.getByRole('row').nth(2).waitFor();
    const cells = await Promise.all((await rehearsal.getByRole('row').all()).slice(1).map((row) => row.getByRole('cell').allTextContents()));
    expect(cells).toEqual([
      ['3 s', 'MoveAccount', `shop${HOSTILE}`, ''], ['1 min 10 s', 'CloseAccount', `store${HOSTILE}`, `ConstraintViolationException${HOSTILE}`],
    ]);
    expect(await tab.locator('header').innerText()).toContain('; the rehearsal fails');
  });

  test('exemptions from guardrails are listed with reason and approver, and markup in them stays text', async () => {
    const note = { policy: 'Org/Stay', guardrail: 'deny-leaving-organization', exempt: 'Org/Shop', until: '2031-03-01', approver: HOSTILE, end: 'BY_HAND' } as const;
    const { tab } = await open({
      ...REVIEW, exemptions: [{ ...note, reason: 'Sale', state: 'ended' }, { ...note, exempt: HOSTILE, reason: HOSTILE, state: 'active', change: 'new' }],
    });
    await tab.getByRole('heading', { name: '2 exemptions from guardrails, 1 of which has ended' }).waitFor();
    const items = (await tab.getByRole('listitem').allTextContents()).filter((text) => text.includes('deny-leaving-organization'));
    expect(items).toEqual([
      `ended on 2031-03-01: Org/Shop from deny-leaving-organization in Org/Stay: "Sale", approved by "${HOSTILE}"`,
      `new, until 2031-03-01: ${HOSTILE} from deny-leaving-organization in Org/Stay: "${HOSTILE}", approved by "${HOSTILE}"`,
    ]);
    expect(await tab.evaluate('window.hostile')).toBeUndefined();
  });

  test('policy rollouts are listed with their stages, and markup in them stays text', async () => {
    const waves = [{ name: 'canary', targets: ['Org/Canary'], soakDays: 7 }, { name: 'all', targets: ['Org/Workloads'], soakDays: 7 }];
    const { tab } = await open({
      ...REVIEW, rollouts: [{ rollout: 'Org/Rollout', policy: HOSTILE, policyType: 'SERVICE_CONTROL_POLICY', stage: 'canary', formerStage: null, since: '2031-03-01', soakUntil: '2031-03-08', state: 'soaking', waves }],
    });
    await tab.getByRole('heading', { name: '1 policy rollout' }).waitFor();
    const items = (await tab.getByRole('listitem').allTextContents()).filter((text) => text.includes('PolicyRollout'));
    expect(items).toEqual([`PolicyRollout Org/Rollout of ${HOSTILE}: stage none → canary (1 of 2 waves), soaking since 2031-03-01, until 2031-03-08`]);
    expect(await tab.evaluate('window.hostile')).toBeUndefined();
  });

  test('a rehearsal that could not be made says why', async () => {
    const { tab } = await open({ ...REVIEW, changes: [], risks: [] }, impossibleRehearsal('The base cannot be deployed'));
    expect(await tab.getByRole('region', { name: 'Rehearsal' }).innerText()).toMatch(/^The rehearsal is not possible\s+The base cannot be deployed$/);
    expect(await tab.getByRole('tabpanel').innerText()).toContain('Nothing changes.');
  });

  test('the focus stays on a chosen tab, goes with a followed link, and arrows walk the tabs', async () => {
    const { tab } = await open(REVIEW);
    const focused = () => tab.evaluate('document.activeElement.textContent') as Promise<string>;
    await tab.getByRole('tab', { name: 'Selected' }).focus();
    await tab.keyboard.press('Enter');
    expect(await focused()).toBe('Selected');
    await tab.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('Overview');
    await tab.keyboard.press('ArrowLeft');
    expect([await focused(), await tab.getByRole('tab', { selected: true }).textContent()]).toEqual(['Changes', 'Changes']);
    await tab.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('Selected');
    await tab.keyboard.press('Home');
    await tab.getByRole('tabpanel').getByRole('button', { name: 'account-2' }).focus();
    await tab.keyboard.press('Enter');
    expect(await focused()).toBe('account-2');
  });

  test('searching leaves what was found and what leads to it', async () => {
    const { tab } = await open();
    await tab.keyboard.press('/');
    await tab.keyboard.type('account-3');
    expect(await names(tab)).toEqual(['Root', 'Workloads', 'Prod', 'account-3']);
    expect(await tab.locator('.found').textContent()).toBe('1 account');
    await tab.keyboard.press('Escape');
    expect(await names(tab)).toHaveLength(7);
  });

  test('the keyboard walks, folds and opens', async () => {
    const { tab } = await open();
    await tab.getByRole('treeitem').nth(3).click();
    await tab.getByRole('tree').focus();
    await tab.keyboard.press('ArrowLeft');
    expect(await names(tab)).toEqual(['Root', 'Sandbox', HOSTILE, 'Workloads']);
    await tab.keyboard.press('ArrowRight');
    await tab.keyboard.press('End');
    expect(await tab.getByRole('heading', { level: 2 }).textContent()).toBe('account-3');
  });

  test('says whether a request is allowed, and why', async () => {
    const { tab } = await open();
    await tab.getByRole('treeitem').nth(5).click();
    await tab.fill('#ask-action', 'ec2:RunInstances');
    await tab.keyboard.press('Enter');
    expect(await tab.locator('.verdict').textContent()).toBe('Depends on aws:RequestedRegion');
    await tab.fill('#ask-region', 'us-west-1');
    await tab.keyboard.press('Enter');
    expect(await tab.locator('.verdict').textContent()).toBe('Denied');
    expect(await tab.getByText('Regions of the service control policy regions at Workloads denies it').count()).toBe(1);
    await tab.fill('#ask-action', 'ec2');
    await tab.keyboard.press('Enter');
    expect(await tab.locator('.verdict').textContent()).toContain('must be one action: "ec2"');
  });

  test('lists what is left of each service', async () => {
    const { tab } = await open();
    await tab.getByRole('treeitem').nth(5).click();
    await tab.getByText('Of every known action').click();
    await tab.fill('#permissions-region', 'us-west-1');
    await tab.keyboard.press('Tab');
    await tab.getByText('all denied').waitFor();
    expect(await tab.getByText('services are restricted').textContent()).toMatch(/ allowed, \d+ denied, 0 depending on more of the request\. 1 of \d+ services/);
  });

  test('shows the effective management policy with the origin of each value', async () => {
    const { tab } = await open();
    await tab.getByRole('treeitem').nth(5).click();
    await tab.getByText('Tag policy', { exact: true }).click();
    const origin = tab.getByText('@@assign of stages at Workloads');
    await origin.first().waitFor();
    expect(await origin.count()).toBe(2);
  });

  test('begins with the changes, the dangerous ones first, and shows what is gone in the tree', async () => {
    const { tab } = await open(REVIEW);
    expect(await tab.locator('h3').allTextContents()).toEqual(['Destroys (1)', 'Harmless (1)']);
    expect(await names(tab)).toContain('account-9');
    await tab.getByLabel('changed').check();
    expect(await names(tab)).toEqual(['Root', 'Sandbox', 'account-9', 'Workloads', 'Prod', 'account-2']);
  });

  test('changes of roles and functions have a section of their own before the others, with what was and what is', async () => {
    const resource = { kind: 'resource', stack: 'Org', logicalId: HOSTILE, type: 'AWS::Lambda::Function' } as const;
    const settings = [{ path: ['Handler'], before: '"index.a"', after: '"index.b"' }];
    const { tab } = await open({
      ...REVIEW,
      changes: [...REVIEW.changes, { kind: 'privilegedSettingsChanged', resource, settings }],
      risks: [...REVIEW.risks, { change: 2, level: 'loosens', reason: 'Its code runs with the rights of its role' }],
    });
    expect(await tab.locator('h3').allTextContents()).toEqual(
      ['Roles, policies and functions that can act for the organization (1)', 'Destroys (1)', 'Harmless (1)']);
    const section = tab.getByRole('region', { name: 'Roles, policies and functions' });
    expect(await section.locator('li').innerText()).toContain(`Lambda function ${HOSTILE} of stack Org: setting Handler changed`);
    expect(await section.locator('pre').allTextContents()).toEqual(['- Handler: "index.a"\n+ Handler: "index.b"\n']);
  });
}
