import { READING_METHOD, watchWrites } from '../../../src/handler/watched-writes';
import { isRead } from '../../../src/organizations';
import { Simulator } from '../../../src/simulator';
import { MANAGEMENT, simulatedAccountManagement, simulatedOrganizations } from '../support/simulated-organizations';

function start() {
  const simulator = new Simulator({ seed: 1, managementAccountId: MANAGEMENT });
  return { simulator, port: simulatedOrganizations(simulator) };
}

test.each(['organizations', 'accountManagement'] as const)('the names of the methods of the port %s show which of them read and which write', async (name) => {
  const { simulator } = start();
  const ports = { organizations: simulatedOrganizations(simulator), accountManagement: simulatedAccountManagement(simulator) };
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(ports[name])).filter((each) => /^[a-z]+[A-Z]/.test(each) && each !== 'constructor');
  const operations: Record<string, string> = { findParent: 'ListParents', listTags: 'ListTagsForResource', listServiceAccess: 'ListAWSServiceAccessForOrganization' };
  const asOperation = (method: string) => operations[method] ?? method[0].toUpperCase() + method.slice(1);
  expect(names).toEqual(expect.arrayContaining({
    organizations: ['createAccount', 'listRoots', 'tagResource'], accountManagement: ['getPrimaryEmail', 'listRegions', 'putAccountName'],
  }[name]));
  expect(names.filter((method) => READING_METHOD.test(method) !== isRead(asOperation(method)))).toEqual([]);
});

test('an error before a write keeps the write from being sent', async () => {
  const { simulator, port } = start();
  const { port: organizations, accepted } = watchWrites(port, async () => {
    throw new Error('The stack began to roll back.');
  });
  await expect(organizations.createOrganization('ALL')).rejects.toThrow('The stack began to roll back.');
  expect([simulator.journal, accepted()]).toEqual([[], 0]);
});

test('reads pass through, and accepted writes are counted', async () => {
  const { port } = start();
  const { port: organizations, accepted } = watchWrites(port, async () => undefined);
  await organizations.createOrganization('ALL');
  await expect(organizations.createOrganization('ALL')).rejects.toThrow();
  expect((await organizations.describeOrganization()).featureSet).toBe('ALL');
  expect(accepted()).toBe(1);
});
