import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisoriesOf } from '../../scripts/bundle/advisories';
import type { BundledPackage } from '../../scripts/bundle/bundled-package';

const ASSETS = join(__dirname, '..', '..', 'assets');
const packages = JSON.parse(readFileSync(join(ASSETS, 'bundled-packages.json'), 'utf8')) as BundledPackage[];

test('the list of bundled packages names the clients of the handlers, with versions and licences', () => {
  const handler = packages.filter(({ bundles }) => bundles.includes('handler')).map(({ name }) => name);
  expect(handler).toEqual(expect.arrayContaining(['@aws-sdk/client-organizations', '@aws-sdk/client-cloudformation', '@smithy/core']));
  expect(packages.find(({ name }) => name === 'commander')?.bundles).toEqual(['cli']);
  for (const { name, version, license } of packages) expect([name, version, license]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+/), expect.stringMatching(/^(Apache-2\.0|MIT|ISC|0BSD|BSD-3-Clause|BSD-2-Clause)$/)]);
});

test('only advisories of bundled packages themselves count', () => {
  const entry = (name: string, via: readonly (string | { title: string })[]) => [name, { name, severity: 'high', via, nodes: [`node_modules/${name}`] }] as const;
  const vulnerabilities = Object.fromEntries([
    entry('commander', [{ title: 'Prototype pollution' }]), entry('jest', [{ title: 'Of a tool' }]), entry('@smithy/core', ['commander']),
  ]);
  expect(advisoriesOf(vulnerabilities, packages)).toEqual([{ name: 'commander', severity: 'high', titles: ['Prototype pollution'] }]);
});
