import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFunctionCode } from '../../src/rehearsal/lambda/read-code';

const folder = mkdtempSync(join(tmpdir(), 'function-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('each run of a module has its own variables and its own global names', () => {
  writeFileSync(join(folder, 'index.js'), 'let calls = 0; exports.next = () => `${process.env.NAME} ${calls += 1}`;');
  const run = (name: string) => readFunctionCode(folder).load('index.next', { require, process: { env: { NAME: name } } }).next as () => string;
  const [one, other] = [run('one'), run('other')];
  expect([one(), one(), other()]).toEqual(['one 1', 'one 2', 'other 1']);
});

test('a changed text of the same file is different code', () => {
  const write = (value: number) => writeFileSync(join(folder, 'index.js'), `exports.value = () => ${value};`);
  const value = () => (readFunctionCode(folder).load('index.value', { require }).value as () => number)();
  write(1);
  expect(value()).toBe(1);
  write(2);
  expect(value()).toBe(2);
});
