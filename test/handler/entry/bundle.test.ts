import { readFileSync } from 'node:fs';
import { join } from 'node:path';

test('the bundle is self-contained, exports the two functions and is small', () => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'assets', 'handler', 'index.js'), 'utf8');
  const loaded: { exports: Record<string, unknown> } = { exports: {} };
  new Function('module', 'exports', 'require', text)(loaded, loaded.exports, require);
  expect(Object.keys(loaded.exports).sort()).toEqual(['isComplete', 'onEvent']);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(375_000);
});
