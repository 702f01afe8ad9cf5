import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const LIBRARY = join(__dirname, '..', '..', 'lib');
const SCRIPT = `require(process.argv[1]);
const loaded = Object.keys(require.cache).filter((file) => file.startsWith(process.argv[1]));
console.log(JSON.stringify([...new Set(loaded.map((file) => file.slice(process.argv[1].length + 1).split(/[/\\\\]/)[0]))]));`;

test('an app without assertions does not load the rooms that only assertions use', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', SCRIPT, LIBRARY], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const rooms = JSON.parse(stdout) as string[];
  expect(rooms).toEqual(expect.arrayContaining(['index.js', 'assertions', 'constructs', 'policy']));
  expect(rooms.filter((room) => ['assembly', 'model', 'trail'].includes(room))).toEqual([]);
});
