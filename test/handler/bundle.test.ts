import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

/** As the package is built: minified, from the modules of the SDK, for Lambda's Node. */
function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, 'src/handler/index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    write: false,
    alias: { '@aws-sdk/credential-provider-node': join(ROOT, 'scripts/no-credential-chain.ts') },
  });
  return outputFiles[0].text;
}

test('the bundle holds everything, exports the two functions and is small', () => {
  const text = bundle();
  const loaded: { exports: Record<string, unknown> } = { exports: {} };
  new Function('module', 'exports', 'require', text)(loaded, loaded.exports, require);
  expect(Object.keys(loaded.exports).sort()).toEqual(['isComplete', 'onEvent']);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(350_000);
});
