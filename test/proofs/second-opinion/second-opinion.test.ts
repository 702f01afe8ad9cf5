import { deployOnto, treeOf } from './deploy-onto';
import { hasPython, type Moto, startMoto } from './moto';
import { organizationsClient, type OrganizationsPort, SdkOrganizations } from '../../../src/organizations';
import { Simulator } from '../../../src/simulator';
import { cleanUp, synthesizeExample } from '../../end-to-end/example';
import { MANAGEMENT, simulatedOrganizations, VirtualClock } from '../../handler/support/simulated-organizations';

jest.setTimeout(240_000);

const POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'];

let moto: Moto | undefined;
afterAll(() => {
  moto?.stop();
  cleanUp();
});

async function onSimulator(assembly: string): Promise<OrganizationsPort> {
  const clock = new VirtualClock();
  const simulated = simulatedOrganizations(new Simulator({ managementAccountId: MANAGEMENT, now: () => clock.now() }));
  await deployOnto(simulated, assembly, clock);
  return simulated;
}

if (hasPython()) {
  test('the same handlers deploy the example to the same tree on moto and on the simulator', async () => {
    const assembly = synthesizeExample();
    const simulated = await onSimulator(assembly);
    moto = await startMoto();
    const theirs = new SdkOrganizations(organizationsClient({
      endpoint: moto.endpoint, region: 'us-east-1', credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' },
    }));
    await deployOnto(theirs, assembly, new VirtualClock());
    const tree = await treeOf(simulated, POLICY_TYPES);
    expect(tree.length).toBeGreaterThan(20);
    expect(await treeOf(theirs, POLICY_TYPES)).toEqual(tree);
  });
} else {
  console.log('The comparison with moto is skipped, because there is no python3 with venv.');
  test('without python3, the handlers deploy the example to its tree on the simulator alone', async () => {
    const simulated = await onSimulator(synthesizeExample());
    expect((await treeOf(simulated, POLICY_TYPES)).length).toBeGreaterThan(20);
  });
}
