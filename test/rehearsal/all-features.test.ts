import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { FeatureSet, Organization } from '../../src';
import type { Organization as OrganizationValue } from '../../src/model';
import { rehearse, stateOfOrganization } from '../../src/rehearsal';
import { live } from '../model/organizations';

jest.setTimeout(300_000);

const outdir = mkdtempSync(join(tmpdir(), 'all-features-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const MANAGEMENT = '111111111111';
const MANAGER = live.account('manager', 1, { id: MANAGEMENT });
const [ANA, BEN] = [live.account('ana', 2), live.account('ben', 3)];

beforeAll(() => {
  const app = new App({ outdir });
  new Organization(new Stack(app, 'Org', { env: { account: MANAGEMENT, region: 'us-east-1' } }), 'Organization', { featureSet: FeatureSet.ALL });
  app.synth();
});

/** Deploys onto a snapshot of an organization with consolidated billing and the given request for all features. */
async function deployOnto(request: OrganizationValue['allFeaturesRequest']) {
  const billing = live.organization({ root: { accounts: [ANA, BEN, MANAGER] }, more: { managementAccountId: MANAGEMENT, featureSet: 'CONSOLIDATED_BILLING' } });
  const state = stateOfOrganization({ ...billing, ...(request ? { allFeaturesRequest: request } : {}) });
  const { succeeded, organization, calls } = await rehearse({ assemblyDirectory: outdir, state });
  return { succeeded, organization: organization!, writes: calls.filter(({ writing }) => writing).map(({ operation }) => operation) };
}

test('onto a snapshot with an open request, the rehearsal sends no second one and names the accounts without approval', async () => {
  const request = { missing: [ANA.id, BEN.id], expiresOn: '2027-02-24' };
  const { succeeded, organization, writes } = await deployOnto(request);
  expect(succeeded).toBe(true);
  expect(writes).not.toContain('EnableAllFeatures');
  expect(organization).toMatchObject({ featureSet: 'CONSOLIDATED_BILLING', allFeaturesRequest: request });
});

test('onto a snapshot with a request that all accounts have approved, the rehearsal completes the change', async () => {
  const { succeeded, organization, writes } = await deployOnto({ missing: [], expiresOn: '2027-02-24' });
  expect(succeeded).toBe(true);
  expect(writes).toContain('AcceptHandshake');
  expect(writes).not.toContain('EnableAllFeatures');
  expect(organization.featureSet).toBe('ALL');
  expect(organization).not.toHaveProperty('allFeaturesRequest');
});

test('onto a snapshot without a request, the rehearsal sends one', async () => {
  expect((await deployOnto(undefined)).writes).toContain('EnableAllFeatures');
});
