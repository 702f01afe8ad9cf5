import { deploy, reasonOf, statuses } from '../scripted-rehearsal';
import { removeAssemblies, unit } from '../written-assembly';

afterAll(removeAssemblies);

test('a resource without an ID in its answer gets the ID of the request, and keeps it', async () => {
  const first = await deploy({ A: unit({ Version: 1 }) });
  const id = first.resources.find(({ logicalId }) => logicalId === 'A')?.physicalId;
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const second = await deploy({ A: unit({ Version: 2 }) }, { state: first.state });
  expect(second.requests).toEqual([`Update A ${id} 1>2`, 'Done A']);
});

test('the reason of a failure has the message, the place of its logs, and the stack trace of the handler', async () => {
  const result = await deploy({ A: unit({ Id: 'a', Fail: 'Create' }) });
  const [message, empty, logs, ...rest] = reasonOf(result, 'A')?.split('\n') ?? [];
  expect(message).toBe('A: Received response status [FAILED] from custom resource. Message returned: A fails as scripted');
  expect([empty, logs]).toEqual(['', expect.stringMatching(/^Logs: \/aws\/lambda\/Org-UserIsComplete-[0-9A-Z]{12}$/)]);
  expect(rest.join('\n')).toContain('/var/task/index.js');
  expect(rest.join('\n')).toMatch(/\(RequestId: [0-9a-f-]{36}\)$/);
});

test('the waiter takes virtual time and no real time', async () => {
  const before = Date.now();
  const result = await deploy({ A: unit({ Id: 'a', Polls: 29 }) });
  expect(result.virtualSeconds).toBe(290);
  expect(Date.now() - before).toBeLessThan(20_000);
  expect(statuses(result, 'A')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
});
