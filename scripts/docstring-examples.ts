/**
 * Checks the types of every example of a docstring and of the code of README.md, as one program: jsii-rosetta takes a minute to compile
 * them one by one. Public classes must have an example. Needs the compiled package (`.jsii` and `lib`).
 *
 *   npx tsx scripts/docstring-examples.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { completeSource, renderApiLocation, type TypeScriptSnippet } from 'jsii-rosetta';

const ROOT = join(__dirname, '..');
const TSC = join(ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');
/** jsii-rosetta exports what it does with the examples, and not how it finds them. */
const ASSEMBLIES = join(ROOT, 'node_modules', 'jsii-rosetta', 'lib', 'jsii', 'assemblies.js');

interface Assemblies {
  loadAssemblies(folders: readonly string[], validated: boolean): readonly object[];
  allTypeScriptSnippets(assemblies: readonly object[]): Promise<TypeScriptSnippet[]>;
}

interface ApiType {
  readonly kind: string;
  readonly name: string;
  readonly docs?: { readonly example?: string };
}

/** A file for each example, which names the place of the example. */
function writeExamples(folder: string, examples: readonly TypeScriptSnippet[]): void {
  examples.forEach((example, index) => {
    const place = renderApiLocation(example.location.api).replaceAll(/[^\w.]+/g, '-');
    writeFileSync(join(folder, `${index + 1}-${place}.ts`), `${completeSource(example)}\nexport {};\n`);
  });
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      target: 'es2022',
      module: 'node16',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      paths: { 'cdk-aws-organizations': [join(ROOT, 'lib', 'index.d.ts')] },
    },
    include: ['*.ts'],
  }));
}

function classesWithoutExample(): string[] {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, ApiType>> };
  return Object.values(types).filter(({ kind, docs }) => kind === 'class' && docs?.example === undefined).map(({ name }) => name);
}

async function main(): Promise<void> {
  const { loadAssemblies, allTypeScriptSnippets } = createRequire(__filename)(ASSEMBLIES) as Assemblies;
  const examples = await allTypeScriptSnippets(loadAssemblies([ROOT], false));
  // Below the project, for its node_modules.
  mkdirSync(join(ROOT, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'tmp', 'docstring-examples-'));
  try {
    writeExamples(folder, examples);
    const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    const without = classesWithoutExample();
    if (status !== 0) console.error(`${stdout.replaceAll(`${relative(ROOT, folder)}/`, '')}An example has an error: see above. Its file is named after its place.`);
    if (without.length > 0) console.error(`Public classes without an example: ${without.join(', ')}. Add @example to their docstrings.`);
    if (status !== 0 || without.length > 0) process.exitCode = 1;
    else console.log(`${examples.length} examples compile`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
