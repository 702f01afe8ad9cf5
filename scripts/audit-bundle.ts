/**
 * Lists the packages whose code is in the bundles of the handlers, the command line and the page, and what `npm audit` knows of them. The
 * published package has no dependencies, so that an audit of an app that uses it sees none of them: for users they are part of this
 * package. Advisories of other development dependencies are left out. Exit code 1 if one of the bundled packages has an advisory.
 *
 *   npm run bundle && npm run audit-bundle
 *   npm run audit-bundle -- audit.json      with what `npm audit --json` printed earlier, without a network
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Advisory, advisoriesOf } from './bundle/advisories';
import type { BundledPackage } from './bundle/bundled-package';

const ROOT = join(__dirname, '..');
const [, , auditFile] = process.argv;

const packages = JSON.parse(readFileSync(join(ROOT, 'assets', 'bundled-packages.json'), 'utf8')) as BundledPackage[];
for (const { name, version, license, bundles } of packages) console.log([name.padEnd(40), version.padEnd(16), license.padEnd(14), bundles.join(', ')].join(' '));

const report = audit();
if (report.vulnerabilities === undefined) {
  console.error(`npm audit gave no report (given: ${JSON.stringify(report).slice(0, 200)}). Try again with a network, or give a file.`);
  process.exitCode = 1;
} else {
  const advisories = advisoriesOf(report.vulnerabilities, packages);
  console.log(`\n${packages.length} packages in the bundles, ${advisories.length} with known vulnerabilities`);
  for (const { name, severity, titles } of advisories) console.log(`${severity.padEnd(10)} ${name}: ${titles.join('; ')}`);
  process.exitCode = advisories.length > 0 ? 1 : 0;
}

function audit(): { readonly vulnerabilities?: Readonly<Record<string, Advisory>> } {
  const text = auditFile === undefined ? spawnSync('npm', ['audit', '--json'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 }).stdout : readFileSync(auditFile, 'utf8');
  return JSON.parse(text) as ReturnType<typeof audit>;
}
