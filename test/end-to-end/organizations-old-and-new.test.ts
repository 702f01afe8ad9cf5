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

test('a fresh organization that is being finalized for 45 minutes takes the example without a manual step', async () => {
  const result = await rehearse({ assemblyDirectory, lagMs: 2_000, simulator: { ...LIKE_THE_SERVICE, finalizingMs: 45 * 60_000 } });
  expect(result.succeeded).toBe(true);
  expect(result.differences).toEqual([]);
  expect(result.virtualSeconds).toBeGreaterThan(45 * 60);
});

test('an organization of ten years takes the example without a manual step, and nothing of others changes', async () => {
  const before = oldOrganization();
  const result = await rehearse({ assemblyDirectory, state: before, lagMs: 2_000, simulator: LIKE_THE_SERVICE });
  expect(result.stacks).toEqual([expect.objectContaining({ status: 'CREATE_COMPLETE' })]);
  expect(result.differences).toEqual([]);

  const after = result.simulatorState;
  const theirs = <T extends object>(things: readonly T[], key: (thing: T) => string, known: readonly T[]) => {
    const keys = new Set(known.map(key));
    return things.filter((thing) => keys.has(key(thing)));
  };
  const byId = ({ id }: { id: string }) => id;
  expect(theirs(after.accounts, byId, before.accounts)).toEqual(before.accounts);
  expect(theirs(after.organizationalUnits, byId, before.organizationalUnits)).toEqual(before.organizationalUnits);
  expect(theirs(after.policies, byId, before.policies)).toEqual(before.policies);
  const attachment = ({ policyId, targetId }: { policyId: string; targetId: string }) => `${policyId} ${targetId}`;
  expect(theirs(after.attachments, attachment, before.attachments)).toHaveLength(before.attachments.length);
});
