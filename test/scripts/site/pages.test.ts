import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAllowed, lockedPackages } from '../../../scripts/dependencies/licenses';
import { generatedPages, topsOfReviews } from '../../../scripts/site/generated-pages';
import { sidebars } from '../../../scripts/site/navigation';
import { sitePages } from '../../../scripts/site/pages';

const ROOT = join(__dirname, '..', '..', '..');
const { pages: ofRepository, pictures, deadLinks } = sitePages(ROOT, topsOfReviews());
const pages = [...ofRepository, ...generatedPages(ROOT, { output: '  0:00.6  CREATE_COMPLETE  A\n', size: 2000 })];
const pageAt = (path: string) => pages.find((page) => page.path === path)!;

test('each link between pages leads to a page, and each anchor to a heading', () => {
  expect(deadLinks).toEqual([]);
});

test('each page of the docs is in the site, at a place of its own', () => {
  const sources = new Set(pages.map(({ source }) => source));
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  expect(docs.filter((name) => !sources.has(join('docs', name)))).toEqual([]);
  const paths = pages.map(({ path }) => path.toLowerCase());
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
});

test('each page is in a sidebar, and a sidebar has pages of the site only', () => {
  const links = new Set(Object.values(sidebars(pages)).flatMap((groups) => groups.flatMap(({ items }) => items.map(({ link }) => link))));
  const addresses = pages.map(({ path }) => `/${path.replace(/(?:index)?\.md$/, '')}`);
  expect(addresses.filter((address) => !links.has(address))).toEqual([]);
  expect([...links].filter((link) => !addresses.includes(link))).toEqual([]);
});

test('the first sidebar begins with the README and getting started, and has no place for pages that nobody ordered', () => {
  const first = sidebars(pages)['/'];
  expect(first[0].items.slice(0, 2).map(({ link }) => link)).toEqual(['/', '/guide/getting-started']);
  expect(first.find(({ text }) => text === 'More')?.items ?? []).toEqual([]);
});

test('the first page has no badges of other hosts, and keeps its commands', () => {
  const { text } = pageAt('index.md');
  expect(text).not.toContain('img.shields.io');
  expect(text).toContain('$ npm run demo');
});

test('a link to a file that is no page leads to the repository', () => {
  expect(pageAt('check.md').text).toContain('(https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/check.schema.json)');
});

test('a link to the folder of the rules leads to their page', () => {
  expect(pageAt('index.md').text).toContain('[rules](rules/index.md)');
});

test('the page of rules lists each rule with its severity', () => {
  expect(pageAt('rules/index.md').text).toContain('| [lock-out](lock-out.md) | error | The service control policies of a target deny');
});

test('sample reviews have a title and a link to their page', () => {
  expect(pageAt('review/harmless/review.md').text).toMatch(/^# Rename a unit and tag an account\n\n<a href="\.\.\/\.\.\/live\/review-harmless\.html"/);
});

test('pictures that pages show are among the pictures of the site', () => {
  expect([...pictures]).toContain('docs/review/dangerous/screenshot.png');
  expect([...pictures].filter((picture) => !existsSync(join(ROOT, picture)))).toEqual([]);
});

test('each package of the tool has a license that asks for nothing but its text', () => {
  const locked = lockedPackages(JSON.parse(readFileSync(join(ROOT, 'site', 'package-lock.json'), 'utf8')));
  expect(locked.length).toBeGreaterThan(100);
  expect(locked.filter(({ license }) => !isAllowed(license))).toEqual([]);
});

test('nothing of the site is in the package, and its tool is pinned', () => {
  expect(readFileSync(join(ROOT, '.npmignore'), 'utf8').split('\n')).toContain('/site/');
  const { private: isPrivate, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'site', 'package.json'), 'utf8'));
  expect(isPrivate).toBe(true);
  expect(Object.values<string>(devDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
