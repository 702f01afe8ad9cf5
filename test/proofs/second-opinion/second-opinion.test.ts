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
  test('the example, deployed by the same handlers onto moto and onto the simulator, gives the same tree', async () => {
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
  console.log('There is no python3 with venv: the second opinion of moto is left out.');
  test('the tree of the example is read from the simulator alone, as there is no python3', async () => {
    const simulated = await onSimulator(synthesizeExample());
    expect((await treeOf(simulated, POLICY_TYPES)).length).toBeGreaterThan(20);
  });
}
