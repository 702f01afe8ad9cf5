import { type Hang, type HandlerCall, rehearse } from '../../../src/rehearsal';
import { provider, removeAssemblies, unit, writeAssembly } from '../written-assembly';

afterAll(removeAssemblies);

interface Call {
  readonly milliseconds: number;
  readonly end: string;
  readonly message?: string;
}

/** Creates one resource whose handler makes two calls, of which the first one hangs. */
async function run(properties: Record<string, unknown>, hang: Hang | undefined) {
  const calls: Call[] = [];
  const seen: HandlerCall[] = [];
  const result = await rehearse({
    confinement: 'none',
    assemblyDirectory: writeAssembly('timeouts', { Org: { resources: { ...provider(), A: unit(properties) } } }),
    onLog: (_name, line) => {
      if (line.startsWith('{')) calls.push(JSON.parse(line) as Call);
    },
    hangsAt: (call) => {
      seen.push(call);
      return seen.length === 1 ? hang : undefined;
    },
  });
  return { ...result, handlerCalls: calls, seen };
}

const NOT_IN_USE = { end: 'AWSOrganizationsNotInUseException' };
const settings = (values: Record<string, unknown>) => ({ Settings: JSON.stringify(values) });

describe('a connection that never answers', () => {
  test.each<[Hang, number]>([['connection', 1], ['request', 1], ['answer', 2]])(
    'and is lost at the %s ends after the request timeout of the SDK, in virtual time', async (hang, arrived) => {
      const start = Date.now();
      const { handlerCalls, calls, seen } = await run(settings({ requestTimeout: 20_000, throwOnRequestTimeout: true }), hang);
      expect(handlerCalls).toEqual([
        { milliseconds: 20_000, end: 'TimeoutError', message: expect.stringContaining('exceeded the configured 20000 ms requestTimeout') },
        expect.objectContaining(NOT_IN_USE),
      ]);
      expect(calls.map(({ operation }) => operation)).toEqual(Array.from({ length: arrived }, () => 'DescribeOrganization'));
      expect(seen.map(({ operation, toOrganizations }) => [operation, toOrganizations])).toEqual([
        ['DescribeOrganization', true], ['DescribeOrganization', true],
      ]);
      expect(Date.now() - start).toBeLessThan(20_000);
    });

  test.each([1_500, 4_000])('ends after a connection timeout of %i ms if no connection is opened', async (connectionTimeout) => {
    const { handlerCalls: [first, second] } = await run(settings({ connectionTimeout }), 'connection');
    expect(first).toEqual({
      milliseconds: connectionTimeout, end: 'TimeoutError', message: expect.stringContaining('did not establish a connection'),
    });
    expect(second).toMatchObject(NOT_IN_USE);
  });

  test('does not end after the connection timeout if a connection was opened', async () => {
    const { handlerCalls: [first] } = await run(settings({ connectionTimeout: 1_500, requestTimeout: 5_000, throwOnRequestTimeout: true }), 'answer');
    expect(first).toMatchObject({ milliseconds: 5_000, message: expect.stringContaining('requestTimeout') });
  });

  test.each([5_000, 30_000])('ends after a socket timeout of %i ms', async (socketTimeout) => {
    const { handlerCalls: [first, second] } = await run(settings({ socketTimeout }), 'answer');
    expect(first).toMatchObject({ end: 'TimeoutError', message: expect.stringContaining('of inactivity') });
    // A socket timeout of six seconds or more starts three seconds late in the SDK.
    expect(first.milliseconds - socketTimeout).toBe(socketTimeout < 6_000 ? 0 : 3_000);
    expect(second).toMatchObject(NOT_IN_USE);
  });

  test('ends after the timeout of a Node.js request', async () => {
    const { handlerCalls } = await run({ Idle: '7000' }, 'request');
    expect(handlerCalls).toEqual([{ milliseconds: 7_000, end: 'Error', message: 'idle' }]);
  });

  test('lasts until Lambda ends the function if no timeout throws', async () => {
    const { handlerCalls, resources, virtualSeconds } = await run(settings({ requestTimeout: 20_000 }), 'answer');
    expect(handlerCalls).toEqual([]);
    expect(resources.find(({ logicalId }) => logicalId === 'A')?.reason).toContain('Task timed out after 60.00 seconds');
    expect(virtualSeconds).toBe(60);
  });
});

test('timeouts have no effect on calls that are answered', async () => {
  const all = settings({ connectionTimeout: 1_000, requestTimeout: 2_000, socketTimeout: 2_000, throwOnRequestTimeout: true });
  const { handlerCalls, succeeded, calls } = await run(all, undefined);
  expect([succeeded, calls.length]).toEqual([true, 2]);
  expect(handlerCalls).toEqual([expect.objectContaining(NOT_IN_USE), expect.objectContaining(NOT_IN_USE)]);
});
