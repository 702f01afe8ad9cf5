import { hostileAssembly, rehearseAssembly, runHostile } from './hostile-code';
import type { RehearsalOptions } from '../../../src/rehearsal';
import { Confinement } from '../../../src/rehearsal/confinement/confinement';
import { CONFINEMENT_LIMITS, type ConfinementLimits } from '../../../src/rehearsal/confinement/limits';
import { parseMessages } from '../../../src/rehearsal/confinement/protocol';
import { FunctionCode } from '../../../src/rehearsal/lambda/code';
import type { InstanceWorld } from '../../../src/rehearsal/lambda/function-instance';
import { VirtualTime } from '../../../src/rehearsal/time/virtual-time';
import { removeAssemblies } from '../written-assembly';

afterAll(removeAssemblies);

function limited(limits: Partial<ConfinementLimits>): Partial<RehearsalOptions> {
  return { confinementLimits: { ...CONFINEMENT_LIMITS, ...limits } };
}

describe('a foreign bundle is stopped with an error that gives the reason if it', () => {
  test.each<[string, string, Partial<ConfinementLimits>, RegExp]>([
    ['runs forever', 'for (;;);', { turnSeconds: 1 }, /ran for 1 s without a wait\. Given: .*asset\.code\. This code is not the bundle of this version/],
    ['waits forever while no time passes', 'for (;;) await pause(0);', { totalSeconds: 2 }, /ran for \d+ s/],
    ['fills its heap',
      'const all = []; for (;;) all.push(new Array(1e5).fill({}));', { heapMegabytes: 64 }, /aborted, as happens when it needs more than 64 MB of heap/],
    ['sends more than the limit of one turn', 'console.log("x".repeat(3e6));', { turnBytes: 1024 * 1024 }, /sent more than 1 MB/],
    ['sends more than the total limit', 'for (;;) { console.log("x".repeat(3e5)); await pause(1); }', { totalBytes: 1024 * 1024 }, /sent more than 1 MB/],
    ['sets more timers than the limit', 'for (let i = 0; i < 200; i++) setTimeout(() => 0, 1e6);', { waiting: 100 }, /more than 100 timers and requests at one time/],
    ['ends its process', 'real.abort ? real.reallyExit(3) : 0;', {}, /ended its process \(exit code 3\)/],
  ])('%s', async (_name, body, limits, message) => {
    await expect(rehearseAssembly(hostileAssembly(body), limited(limits))).rejects.toThrow(message);
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('uses too much memory outside of the heap', async () => {
    const body = 'const all = []; for (;;) { all.push(Buffer.alloc(2e7, 1)); await pause(1); }';
    await expect(rehearseAssembly(hostileAssembly(body), limited({ memoryMegabytes: 300 }))).rejects.toThrow('used more than 300 MB of memory');
  });
});

/** Calls a confined process with a different program, as hostile code that controls the pipe would run it. */
async function askProgram(answer: string): Promise<unknown> {
  const program = `
    const { readSync, writeSync } = require('fs');
    const line = () => readSync(0, Buffer.alloc(65536));
    writeSync(1, '{"ready":true}\\n');
    line();
    ${answer}
    line();
  `;
  const time = new VirtualTime(0);
  const confinement = new Confinement(time, 1, { ...CONFINEMENT_LIMITS, turnSeconds: 5 }, program);
  const world: InstanceWorld = {
    clock: { now: () => time.now(), setTimer: (milliseconds, callback) => time.setTimer(milliseconds, callback) },
    transport: { setTimeout: () => ({}), send: () => ({ abandon: () => undefined }) },
    random: Math.random,
    environmentVariables: {},
    log: () => undefined,
  };
  const instance = confinement.runtime(new FunctionCode('the bundle', new Map())).start('index.handler', world);
  return time.run(async () => instance.invoke({}, { values: {}, deadline: 1 })).finally(() => confinement.end());
}

describe('a process that breaks the protocol is stopped if it', () => {
  const write = (text: string) => `writeSync(1, ${JSON.stringify(text)});`;
  const result = '{"payload":"{}","functionError":false}';
  test.each([
    ['writes escape sequences of a terminal', write('\u001b[2J\n'), 'answered something else than the protocol says. Given: the bundle.'],
    ['writes text that is not JSON', write('hello\n'), 'answered something else'],
    ['names an operation of the prototype', write('[{"op":"__proto__","environment":0}]\n'), 'answered something else'],
    ['writes two lines', write('[]\n[]\n'), 'wrote to the pipe of the rehearsal'],
    ['sends a message of an environment that does not exist', write('[{"op":"log","environment":99,"line":"x"}]\n'), 'environment that does not exist'],
    ['answers an event that was not sent', write(`[{"op":"done","environment":0,"invocation":7,"result":${result}}]\n`), 'event that was not sent'],
    ['answers an event twice', write(`[${Array(2).fill(`{"op":"done","environment":0,"invocation":0,"result":${result}}`).join()}]\n`), 'event that was not sent'],
    ['sets a timer twice', write(`[${Array(2).fill('{"op":"timer","environment":0,"id":1,"milliseconds":5}').join()}]\n`), 'set a timer twice'],
    ['ends its answer too early', `${write('[]')} process.exit(0);`, 'ended its process (exit code 0)'],
    ['closes the pipe', 'require("fs").closeSync(1); for (;;);', 'ran for 5 s without a wait'],
  ])('%s', async (_name, answer, message) => {
    await expect(askProgram(answer)).rejects.toThrow(message);
  });

  test('a process that follows the protocol is not stopped', async () => {
    expect(await askProgram(write(`[{"op":"done","environment":0,"invocation":0,"result":${result}}]\n`))).toEqual({ payload: '{}', functionError: false });
  });
});

test('a message that does not follow the protocol exactly is rejected', () => {
  const done = (result: unknown) => JSON.stringify([{ op: 'done', environment: 0, invocation: 0, result }]);
  const send = (request: unknown) => JSON.stringify([{ op: 'send', environment: 0, id: 0, request }]);
  const malformed = [
    '', '{', '{}', 'null', '[null]', '[{}]', '[{"op":"constructor","environment":0}]', '[{"op":"log","environment":-1,"line":""}]',
    '[{"op":"log","environment":0.5,"line":""}]', '[{"op":"log","environment":0,"line":1}]', '[{"op":"timer","environment":0,"id":0,"milliseconds":null}]',
    '[{"op":"timer","environment":0,"id":"0","milliseconds":1}]', '[{"op":"timer","environment":0,"id":0,"milliseconds":1e999}]',
    done({ payload: 'no JSON', functionError: false }), done({ payload: '{}', functionError: 'no' }), done({ payload: '{}', functionError: true, unheard: true }),
    send({ method: 'POST', host: 'a', path: '/', headers: { a: 1 }, body: '' }), send({ method: 'POST', host: 'a', path: '/', headers: {} }), send([]),
  ];
  expect(malformed.filter((line) => parseMessages(line) !== undefined)).toEqual([]);
  expect(parseMessages(done({ payload: '{}', functionError: false }))).toHaveLength(1);
  expect(parseMessages(send({ method: 'POST', host: 'a', path: '/', headers: { a: 'b' }, body: '' }))).toHaveLength(1);
});

describe('a foreign bundle that behaves', () => {
  const body = `
    const start = Date.now();
    await pause(90000);
    const cancelled = setTimeout(() => console.log('"cancelled"'), 10);
    clearTimeout(cancelled);
    await pause(20);
    return [Date.now() - start, Math.random(), require('crypto').randomUUID(), process.env.STAGE];
  `;

  test('has virtual time, its own variables, and the same random values as in this process', async () => {
    const confined = await runHostile(body.replace('90000', '30000'));
    expect(confined).toEqual([30_020, expect.any(Number), expect.any(String), 'test']);
    expect(await runHostile(body.replace('90000', '30000'), { confinement: 'none' })).toEqual(confined);
  });

  test('times out and reports its error as in this process', async () => {
    for (const [program, reason] of [[body, /Task timed out after 60\.00 seconds/], ['throw new Error("no \\u001b[31m luck");', /no .* luck/]] as const) {
      const assembly = hostileAssembly(program);
      const [confined, inProcess] = [await rehearseAssembly(assembly), await rehearseAssembly(assembly, { confinement: 'none' })];
      expect(confined.result.succeeded).toBe(false);
      expect(confined.result.resources.map(({ reason: given }) => given).join()).toMatch(reason);
      expect(confined.result.calls).toEqual(inProcess.result.calls);
      expect(confined.result.virtualSeconds).toBe(inProcess.result.virtualSeconds);
    }
  });
});
