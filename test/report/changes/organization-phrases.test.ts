import { drift } from '../../../src/model';
import { organizationFromService } from '../../../src/model/live/from-service';
import { changeText } from '../../../src/report';
import { repairOf } from '../../../src/report/wording/drift-repair';
import { Deployment } from '../../handler/support/deployment';
import { answerAllFeatures, member } from '../../handler/support/members';

const TYPE = 'Custom::OrganizationsOrganization';
const [ANA, BEN] = ['222222222222', '333333333333'];

/** The live organization after a deployment that requested all features. */
async function requested() {
  const deployment = new Deployment();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, { FeatureSet: 'CONSOLIDATED_BILLING' });
  [ANA, BEN].forEach((each) => member(deployment, each));
  await deployment.update(TYPE, id, { FeatureSet: 'CONSOLIDATED_BILLING' }, { FeatureSet: 'ALL' });
  return deployment;
}

async function driftOf(deployment: Deployment) {
  const live = await organizationFromService(deployment.organizations);
  const root = { ...live.root, accounts: [], code: { owner: 'landing-zone@us-east-1', address: 'landing-zone.Organization', adopt: false, retained: true, exports: [] } };
  const { allFeaturesRequest: _request, ...rest } = live;
  const code = { ...rest, featureSet: 'ALL', root, code: { owners: ['landing-zone@us-east-1'], guardedActions: [], withoutFullAwsAccess: [] } };
  return drift(code, live).filter(({ kind }) => kind === 'featureSetChanged');
}

test('drift lists the accounts that have not agreed, and the day when the request expires', async () => {
  const deployment = await requested();
  answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
  const changes = await driftOf(deployment);
  expect(changes).toEqual([{
    kind: 'featureSetChanged', before: 'ALL', after: 'CONSOLIDATED_BILLING', request: { missing: [BEN], expiresOn: '2026-04-01' },
  }]);
  expect(changeText(changes[0], true)).toMatchObject({
    headline: expect.stringContaining(
      'All features are in the code, and the organization has those of consolidated billing; accounts that have not agreed: 333333333333; '
    + 'the request expires on 2026-04-01'),
  });
  expect(JSON.stringify(repairOf({ drift: true, changes }))).toContain('completes the change once all invited accounts have agreed');
});

test('drift says that the next deployment completes the change when all have agreed', async () => {
  const deployment = await requested();
  [ANA, BEN].forEach((each) => answerAllFeatures(deployment.simulator, each, 'AcceptHandshake'));
  const [change] = await driftOf(deployment);
  expect(changeText(change, true)).toMatchObject({ headline: expect.stringContaining('all accounts have agreed: the next deployment completes the change') });
});

test('an organization with consolidated billing can be read, with an open request and without one', async () => {
  const deployment = await requested();
  const live = await organizationFromService(deployment.organizations);
  expect(live.allFeaturesRequest).toEqual({ missing: [ANA, BEN], expiresOn: '2026-04-01' });
  await deployment.clock.sleep(91 * 86_400_000);
  expect(await organizationFromService(deployment.organizations)).not.toHaveProperty('allFeaturesRequest');
});
