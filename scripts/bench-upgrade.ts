/**
 * Rehearses upgrades of this library on a stack of about 450 resources, at the service's published rates: to a version with other code
 * only, and to one with another template, so that every resource takes part. Neither may write. `npx tsx scripts/bench-upgrade.ts`.
 */
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, synthesize, WORK } from './bench/apps';
import { rehearse, type RehearsalResult } from '../src/rehearsal';

const ACCOUNTS = 425;
const WORLD = { lagMs: 2_000, simulator: { rates: true, conflicts: true }, confinement: 'none' } as const;

interface Stack { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> }

/** The assembly as a newer version of this library would write it. */
function newer(name: string, assembly: string, everyResource: boolean): string {
  const folder = join(WORK, name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(assembly, folder, { recursive: true });
  const bundle = readdirSync(folder).find((file) => /^asset\.[^.]+$/.test(file) && readdirSync(join(folder, file)).join() === 'index.js')!;
  const key = bundle.slice('asset.'.length);
  const other = createHash('sha256').update(key).digest('hex');
  renameSync(join(folder, bundle), join(folder, `asset.${other}`));
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll(key, other);
    writeFileSync(join(folder, file), everyResource && file.endsWith('.template.json') ? withAnotherProperty(text) : text);
  }
  return folder;
}

function withAnotherProperty(text: string): string {
  const template = JSON.parse(text) as Stack;
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type.startsWith('Custom::Organizations')) Properties.Reconcile = '1';
  }
  return JSON.stringify(template);
}

async function main(): Promise<void> {
  const assemblyDirectory = join(WORK, 'upgrade');
  const { template } = synthesize(buildApp('organization-app'), { accounts: ACCOUNTS, output: assemblyDirectory });
  const first = await rehearse({ assemblyDirectory, confinement: 'none' });
  const managed = Object.values(template.Resources ?? {}).filter(({ Type }) => Type.startsWith('Custom::Organizations')).length;
  console.log(`${managed} resources of this library, deployed: ${first.stacks[0].status}`);
  for (const [what, everyResource] of [['other code', false], ['other code and template', true]] as const) {
    const result = await rehearse({
      ...WORLD, assemblyDirectory: newer('upgraded', assemblyDirectory, everyResource), formerAssemblyDirectory: assemblyDirectory, state: first.state,
    });
    report(what, result);
  }
}

function report(what: string, { succeeded, calls, virtualSeconds }: RehearsalResult): void {
  const writes = calls.filter(({ writing }) => writing).length;
  console.log(`${what}: ${succeeded ? 'succeeds' : 'fails'} in ${(virtualSeconds / 60).toFixed(1)} virtual minutes, ${calls.length} calls, ${writes} of them write`);
  if (!succeeded || writes > 0) process.exitCode = 1;
}

void main();
