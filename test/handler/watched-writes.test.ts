import { MANAGEMENT, simulatedOrganizations } from './support/simulated-organizations';
import { READING_METHOD, watchWrites } from '../../src/handler/watched-writes';
import { isRead } from '../../src/organizations';
import { Simulator } from '../../src/simulator';

function start() {
  const simulator = new Simulator({ seed: 1, managementAccountId: MANAGEMENT });
  return { simulator, port: simulatedOrganizations(simulator) };
}

test('each method of the port that reads is told from those that write', async () => {
  const { port } = start();
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(port)).filter((name) => /^[a-z]+[A-Z]/.test(name) && name !== 'constructor');
  const operations: Record<string, string> = { findParent: 'ListParents', listTags: 'ListTagsForResource', listServiceAccess: 'ListAWSServiceAccessForOrganization' };
  const asOperation = (name: string) => operations[name] ?? name[0].toUpperCase() + name.slice(1);
  expect(names).toEqual(expect.arrayContaining(['createAccount', 'listRoots', 'tagResource']));
  expect(names.filter((name) => READING_METHOD.test(name) !== isRead(asOperation(name)))).toEqual([]);
});

test('what is refused before a write keeps it from being sent', async () => {
  const { simulator, port } = start();
  const { organizations, accepted } = watchWrites(port, async () => {
    throw new Error('The stack turned round.');
  });
  await expect(organizations.createOrganization('ALL')).rejects.toThrow('The stack turned round.');
  expect([simulator.journal, accepted()]).toEqual([[], 0]);
});

test('reads are let through, and writes that the service accepts are counted', async () => {
  const { port } = start();
  const { organizations, accepted } = watchWrites(port, async () => undefined);
  await organizations.createOrganization('ALL');
  await expect(organizations.createOrganization('ALL')).rejects.toThrow();
  expect((await organizations.describeOrganization()).featureSet).toBe('ALL');
  expect(accepted()).toBe(1);
});
