import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

test('modules that the package loads at synthesis and in tests are published, and need only its peer dependencies', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/index.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    metafile: true,
    external: ['aws-cdk-lib', 'constructs'],
  });
  const files = Object.keys(metafile.inputs);
  expect(files.filter((file) => !file.startsWith('src/'))).toEqual([]);
  const rooms = new Set(files.map((file) => file.split('/')[1]));
  const leftOut = [...readFileSync(join(ROOT, '.npmignore'), 'utf8').matchAll(/^\/lib\/(\w+)\/$/gm)].map(([, room]) => room);
  expect(rooms).toContain('model');
  expect(leftOut).toContain('handler');
  expect(leftOut.filter((room) => rooms.has(room))).toEqual([]);
});
