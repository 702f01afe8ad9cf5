import { cleanUp, synthesizeExample } from './example';
import { oldOrganization } from './old-organization';
import { rehearse } from '../../src/rehearsal';

jest.setTimeout(240_000);

let assemblyDirectory: string;
beforeAll(() => {
  assemblyDirectory = synthesizeExample();
});
afterAll(cleanUp);

const LIKE_THE_SERVICE = { rates: true, conflicts: true };

test('the example deploys without a manual step into a new organization that AWS finalizes for 45 minutes', async () => {
  const result = await rehearse({ assemblyDirectory, lagMs: 2_000, simulator: { ...LIKE_THE_SERVICE, finalizingMs: 45 * 60_000 } });
  expect(result.succeeded).toBe(true);
  expect(result.differences).toEqual([]);
  expect(result.virtualSeconds).toBeGreaterThan(45 * 60);
});

test('the example deploys without a manual step into a large old organization, and changes no resource of other owners', async () => {
  const before = oldOrganization();
  const result = await rehearse({ assemblyDirectory, state: before, lagMs: 2_000, simulator: LIKE_THE_SERVICE });
  expect(result.stacks).toEqual([expect.objectContaining({ status: 'CREATE_COMPLETE' })]);
  expect(result.differences).toEqual([]);

  const after = result.simulatorState;
  const theirs = <T extends object>(objects: readonly T[], key: (object: T) => string, known: readonly T[]) => {
    const keys = new Set(known.map(key));
    return objects.filter((object) => keys.has(key(object)));
  };
  const byId = ({ id }: { id: string }) => id;
  expect(theirs(after.accounts, byId, before.accounts)).toEqual(before.accounts);
  expect(theirs(after.organizationalUnits, byId, before.organizationalUnits)).toEqual(before.organizationalUnits);
  expect(theirs(after.policies, byId, before.policies)).toEqual(before.policies);
  const attachment = ({ policyId, targetId }: { policyId: string; targetId: string }) => `${policyId} ${targetId}`;
  expect(theirs(after.attachments, attachment, before.attachments)).toHaveLength(before.attachments.length);
});
