import { type RehearsalState, rehearse, rehearseDelete } from '../../../src/rehearsal';
import { provider, removeAssemblies, type Resources, unit, writeAssembly } from '../written-assembly';

afterAll(removeAssemblies);

const assembly = (resources: Resources, more?: Record<string, unknown>) => writeAssembly('sdk', {
  Org: { resources: { ...provider(), ...resources }, more },
});
const namesOf = (state: RehearsalState) => state.simulator?.organizationalUnits.map(({ name }) => name).sort();

describe('a bundle with the real SDK clients', () => {
  test('creates, updates and deletes resources in the simulated organization, and skips unchanged ones', async () => {
    const first = await rehearse({ assemblyDirectory: assembly({ A: unit({ ParentId: 'r-ab12', Name: 'one' }), B: unit({ ParentId: 'r-ab12', Name: 'two' }, { DependsOn: 'A' }) }) });
    expect(first.resources.filter(({ reason }) => reason)).toEqual([]);
    expect(first.succeeded).toBe(true);
    expect(namesOf(first.state)).toEqual(['one', 'two']);
    expect(first.calls.filter(({ writing }) => writing).map(({ operation, logicalId }) => [operation, logicalId])).toEqual([
      ['CreateOrganizationalUnit', 'A'], ['CreateOrganizationalUnit', 'B'],
    ]);

    const state = JSON.parse(JSON.stringify(first.state)) as RehearsalState;
    const changed = assembly({ A: unit({ ParentId: 'r-ab12', Name: 'one' }), B: unit({ ParentId: 'r-ab12', Name: 'zwei' }, { DependsOn: 'A' }) });
    const second = await rehearse({ assemblyDirectory: changed, state });
    expect(namesOf(second.state)).toEqual(['one', 'zwei']);
    expect(second.calls.map(({ operation }) => operation)).toEqual(['UpdateOrganizationalUnit']);

    const third = await rehearseDelete({ assemblyDirectory: changed, state: second.state });
    expect(third.stacks).toEqual([{ name: 'Org', region: 'us-east-1', status: 'DELETE_COMPLETE', reason: undefined }]);
    expect(namesOf(third.state)).toEqual([]);
    expect(third.state.stacks).toEqual({});
  });

  test('writes nothing when the same assembly is rehearsed again', async () => {
    const assemblyDirectory = assembly({ A: unit({ ParentId: 'r-ab12', Name: 'one' }) });
    const { state } = await rehearse({ assemblyDirectory });
    const again = await rehearse({ assemblyDirectory, state });
    expect(again.succeeded).toBe(true);
    expect(again.calls).toEqual([]);
    expect(again.stacks[0].reason).toBe('No updates are to be performed.');
  });

  test('reads its stack through the real CloudFormation client, page by page, in every state', async () => {
    const resources = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`Role${index}`, { Type: 'AWS::IAM::Role' }]));
    const look = (version: string) => assembly(
      { ...resources, Look: unit({ ParentId: 'r-ab12', Name: 'look', Look: version }, { DependsOn: Object.keys(resources) }) },
      { Metadata: { Version: version }, Outputs: { Seen: { Value: { 'Fn::Join': [' ', ['Rows', 'Status', 'Look'].map((name) => ({ 'Fn::GetAtt': ['Look', name] }))] } } } },
    );
    const first = await rehearse({ assemblyDirectory: look('v1') });
    const [stack] = Object.values(first.state.stacks);
    expect(stack.outputs.Seen.value).toBe('125 CREATE_IN_PROGRESS v1');
    const second = await rehearse({ assemblyDirectory: look('v2'), state: first.state });
    expect(Object.values(second.state.stacks)[0].outputs.Seen.value).toBe('125 UPDATE_IN_PROGRESS v2');
  });

  test('gives the same result for the same seed, and different times for a different seed', async () => {
    const assemblyDirectory = assembly({ A: unit({ ParentId: 'r-ab12', Name: 'one' }), B: unit({ ParentId: 'r-ab12', Name: 'two' }) });
    const one = await rehearse({ assemblyDirectory, seed: 7 });
    const same = await rehearse({ assemblyDirectory, seed: 7 });
    const other = await rehearse({ assemblyDirectory, seed: 8 });
    expect(same).toEqual(one);
    expect(other.virtualSeconds).not.toBe(one.virtualSeconds);
  });
});
