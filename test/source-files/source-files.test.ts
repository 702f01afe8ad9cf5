import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cycles, nameOf, sourceFiles, valueImports } from './value-imports';
import { byDay } from '../proofs/support/proof-runs';

const FILES = sourceFiles();

test('every source file can be loaded first', () => {
  const child = join(__dirname, 'load-each-alone.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--require', 'tsx/cjs', child], {
    input: JSON.stringify(byDay(FILES, 4)), encoding: 'utf8', maxBuffer: 16_000_000, env: { ...process.env, TSX_DISABLE_CACHE: '1', NODE_NO_WARNINGS: '1' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const failures = Object.entries(JSON.parse(stdout) as Record<string, string>).map(([file, message]) => `${nameOf(file)}: ${message}`);
  expect(failures).toEqual([]);
});

test('no source file imports values in a cycle', () => {
  const graph = valueImports(FILES);
  expect(graph.size).toBeGreaterThan(FILES.length / 2);
  expect(cycles(graph)).toEqual([]);
});

test('a cycle is found once, and a file that only leads to it is not part of it', () => {
  const graph = new Map([['a', ['b']], ['b', ['c']], ['c', ['b', 'd']], ['d', []], ['e', ['e']]]);
  expect(cycles(graph)).toEqual(['b -> c -> b', 'e -> e']);
});
