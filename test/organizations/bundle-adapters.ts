/** Bundles the SDK adapters as the bundle of the handlers does, and writes them to the standard output. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { HANDLER_OPTIONS } from '../../scripts/bundle/handler-options';

const ROOT = join(__dirname, '..', '..');
const ADAPTERS = "export * from './src/organizations'; export { SdkStack } from './src/organizations/stacks/sdk-adapter';";

void build({
  ...HANDLER_OPTIONS,
  absWorkingDir: ROOT,
  stdin: { contents: ADAPTERS, resolveDir: ROOT, loader: 'ts' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  write: false,
}).then(({ outputFiles: [{ text }] }) => process.stdout.write(text));
