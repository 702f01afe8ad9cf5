import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAllowed, lockedPackages } from '../../scripts/dependencies/licenses';
import { dependenciesPage } from '../../scripts/dependencies/page';

const ROOT = join(__dirname, '..', '..');
const { text, problems } = dependenciesPage();

test('each package has a reason and an allowed license, and the published package has no dependencies', () => {
  expect(problems).toEqual([]);
});

test('docs/contributing/dependencies.md is up to date: after a change, run "npx tsx scripts/dependencies.ts"', () => {
  expect(readFileSync(join(ROOT, 'docs', 'contributing', 'dependencies.md'), 'utf8')).toBe(text);
});

test.each([
  ['MIT', true], ['(MIT OR GPL-3.0-or-later)', true], ['Apache-2.0 AND MIT', true],
  ['GPL-3.0-or-later', false], ['AGPL-3.0', false], ['Apache-2.0 AND GPL-2.0', false], ['none', false],
])('the license %s is allowed: %s', (license, expected) => {
  expect(isAllowed(license)).toBe(expected);
});

test('a package without a license, and one inside of another, are among the packages of a lock file', () => {
  const packages = { '': {}, 'node_modules/a': { version: '1.0.0', license: 'MIT' }, 'node_modules/a/node_modules/@b/c': { version: '2.0.0' } };
  expect(lockedPackages({ packages })).toEqual([{ name: 'a', version: '1.0.0', license: 'MIT' }, { name: '@b/c', version: '2.0.0', license: 'none' }]);
});

test('the bill of materials names each package of the bundles, with its address and license', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(ROOT, 'assets', file), 'utf8')) as unknown;
  const packages = read('bundled-packages.json') as { name: string; version: string; license: string; bundles: string[] }[];
  const { bomFormat, components, dependencies } = read('sbom.cdx.json') as { bomFormat: string; components: object[]; dependencies: { dependsOn: string[] }[] };
  expect(bomFormat).toBe('CycloneDX');
  expect(components).toEqual(packages.map(({ name, version }) => expect.objectContaining({ name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` }) as unknown));
  expect(components).toContainEqual(expect.objectContaining({ name: 'yaml', licenses: [{ license: { id: 'ISC' } }], properties: [{ name: 'cdk-aws-organizations:bundle', value: 'yaml' }, { name: 'cdk-aws-organizations:bundle', value: 'cli' }] }));
  expect(dependencies[0].dependsOn).toHaveLength(packages.length);
});
