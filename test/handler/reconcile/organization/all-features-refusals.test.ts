import { Deployment } from '../../support/deployment';
import { answerAllFeatures, member } from '../../support/members';
import { outrun, refuse, secondsToFailure } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsOrganization';
const BILLING = { FeatureSet: 'CONSOLIDATED_BILLING' };
const ALL = { FeatureSet: 'ALL' };
const ANA = '222222222222';
const DAY_MS = 86_400_000;

/** An organization with consolidated billing and these invited accounts, whose all features a person has requested. */
async function requested(members: string[]) {
  const deployment = new Deployment();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, BILLING);
  members.forEach((each) => member(deployment, each));
  await deployment.clock.sleep(DAY_MS);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const request = async () => (await deployment.organizations.enableAllFeatures()).id;
  return { deployment, id, request, enable: () => deployment.update(TYPE, id, BILLING, ALL) };
}

const processes = ({ simulator }: Deployment) => (simulator.state().handshakes ?? [])
  .filter(({ action }) => action === 'ENABLE_ALL_FEATURES').map(({ state }) => state);

test('features that the service reports as enabled but never shows fail after five minutes', async () => {
  const { deployment, enable } = await requested([ANA]);
  refuse(deployment, 'EnableAllFeatures', 'HandshakeConstraintViolation', 'ORGANIZATION_ALREADY_HAS_ALL_FEATURES');
  const seconds = await secondsToFailure(deployment, enable(), /all features of the organization o-\w+ are visible/);
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test('a request that the service reports as existing but never lists fails after five minutes', async () => {
  const { deployment, enable } = await requested([ANA]);
  refuse(deployment, 'EnableAllFeatures', 'HandshakeConstraintViolation', 'ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION');
  const seconds = await secondsToFailure(deployment, enable(), 'the request to enable all features is visible');
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test.each([
  ['HandshakeConstraintViolation', 'HANDSHAKE_RATE_LIMIT_EXCEEDED'], ['UnsupportedAPIEndpoint', undefined],
])('a request that is refused for another reason fails with that reason (%s)', async (code, reason) => {
  const { deployment, enable } = await requested([ANA]);
  refuse(deployment, 'EnableAllFeatures', code, reason);
  await expect(enable()).rejects.toThrow(reason ?? code);
  expect(processes(deployment)).toEqual([]);
});

test('a request that the service does not complete yet although all have agreed leaves the deployment pending after a minute', async () => {
  const { deployment, request, enable } = await requested([ANA]);
  await request();
  answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
  refuse(deployment, 'AcceptHandshake', 'InvalidHandshakeTransition');
  const begin = deployment.clock.now();
  const { Data } = await enable();
  expect(Data).toMatchObject({ AllFeaturesStatus: 'PENDING', AllFeaturesMissingApprovals: 'some accounts (until 2026-04-02)' });
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(60_000);
  expect(deployment.clock.now() - begin).toBeLessThan(120_000);
});

test('a request that someone else completes a moment before is complete', async () => {
  const { deployment, request, enable } = await requested([ANA]);
  const handshake = await request();
  answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
  outrun(deployment, 'AcceptHandshake', () => deployment.organizations.acceptHandshake(handshake));
  expect((await enable()).Data).toMatchObject({ FeatureSet: 'ALL', AllFeaturesStatus: 'ENABLED' });
});

test('a refusal to complete for another reason fails', async () => {
  const { deployment, request, enable } = await requested([ANA]);
  await request();
  answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
  refuse(deployment, 'AcceptHandshake', 'UnsupportedAPIEndpoint');
  await expect(enable()).rejects.toThrow('UnsupportedAPIEndpoint');
});

test('a request that someone else cancels a moment before is canceled', async () => {
  const { deployment, id, request, enable } = await requested([ANA]);
  const handshake = await request();
  await enable();
  outrun(deployment, 'CancelHandshake', () => deployment.organizations.cancelHandshake(handshake));
  expect((await deployment.update(TYPE, id, ALL, BILLING)).Data).toMatchObject({ AllFeaturesStatus: 'DISABLED' });
  expect(processes(deployment)).toEqual(['CANCELED']);
});

test('a refusal to cancel for another reason fails', async () => {
  const { deployment, id, request, enable } = await requested([ANA]);
  await request();
  await enable();
  refuse(deployment, 'CancelHandshake', 'UnsupportedAPIEndpoint');
  await expect(deployment.update(TYPE, id, ALL, BILLING)).rejects.toThrow('UnsupportedAPIEndpoint');
});

test('a message names twenty accounts that have not agreed, and the number of the others', async () => {
  const { deployment, request, enable } = await requested([]);
  const ids = Array.from({ length: 22 }, (_, index) => String(300_000_000_000 + index));
  ids.forEach((each) => member(deployment, each));
  await request();
  const missing = (await enable()).Data!.AllFeaturesMissingApprovals;
  expect(missing).toMatch(/^(3000000000\d\d, ){19}3000000000\d\d and 2 more \(until 2026-04-02\)$/);
});
