import { assemblyOf, removeRolloutApps } from './rollout-app';
import { readCloudAssembly } from '../../../src/assembly';
import type { RolloutStage } from '../../../src/contract';
import { deployedWaves, organizationFromAssembly, rolloutsIn } from '../../../src/model';

afterAll(removeRolloutApps);

const [CANARY, EARLY] = ['Canary', 'Early'].map((stage): Partial<RolloutStage> => ({ stage, since: '2099-05-01' }));

/** The waves of one stage in an organization that is at another one. */
function shown(live: Partial<RolloutStage>, stage: Partial<RolloutStage>, options: Parameters<typeof assemblyOf>[1] = {}) {
  const assembly = readCloudAssembly(assemblyOf(stage, options));
  const before = organizationFromAssembly(readCloudAssembly(assemblyOf(live, options)));
  return deployedWaves(rolloutsIn(assembly)[0], { code: organizationFromAssembly(assembly), assembly, live: before });
}

test.each([false, true])('a wave of which the organization has the one before only is not deployed (nested stacks: %j)', (nested) => {
  expect(shown(CANARY, EARLY, { nested })).toMatchObject({ isDeployed: false, lacking: ['Landing/Early'].map((path) => path.replace('/', nested ? '/Policies/' : '/')), withOlder: [] });
  expect(shown(EARLY, EARLY, { nested })).toMatchObject({ isDeployed: true, lacking: [], withOlder: [] });
});

test('targets that still have the older policy are named', () => {
  const assembly = readCloudAssembly(assemblyOf(EARLY, { replaces: true }));
  const code = organizationFromAssembly(assembly);
  const units = code.root.organizationalUnits;
  const [older] = units.flatMap(({ attachedPolicies }) => attachedPolicies).filter(({ name }) => /Older/.test(name));
  const both = units.map((unit) => ({ ...unit, attachedPolicies: [...unit.attachedPolicies.filter(({ id }) => id !== older.id), older] }));
  const live = { ...code, root: { ...code.root, organizationalUnits: both } };
  expect(deployedWaves(rolloutsIn(assembly)[0], { code, assembly, live })).toMatchObject({ isDeployed: true, lacking: [], withOlder: ['Landing/Canary', 'Landing/Early'] });
});
