import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS, problemsOf } from '../../../scripts/check-site/judge';
import { fileOf } from '../../../scripts/check-site/server';
import type { Visit } from '../../../scripts/check-site/visit';

const FINE: Visit = {
  url: 'http://localhost/base/a.html',
  errors: [],
  links: ['http://localhost/base/b.html#part', 'https://example.com/x#y', 'http://localhost/base/a.html#'],
  ids: [],
  brokenPictures: [],
  pictures: 1,
  excess: 0,
  files: [],
};
const idsOf = (pathname: string) => new Map([['/base/b.html', new Set(['part'])], ['/base/a.html', new Set<string>()]]).get(pathname);
const WEIGHT = { html: 1000, transferred: 1000 };

test('a page with links to pages and headings has no problem', () => {
  expect(problemsOf(FINE, idsOf, WEIGHT)).toEqual([]);
});

test.each<[string, Partial<Visit>, string]>([
  ['an error of the console', { errors: ['console: no'] }, 'console: no'],
  ['a link to a missing page', { links: ['http://localhost/base/c.html'] }, 'link to no page: /base/c.html'],
  ['a link to a missing heading', { links: ['http://localhost/base/b.html#gone'] }, 'link to no heading: /base/b.html#gone'],
  ['a link that is no address', { links: ['http://'] }, 'link without an address: http://'],
  ['a picture without a content', { brokenPictures: ['p.png'] }, 'picture without a content: p.png'],
  ['a page wider than the screen', { excess: 12 }, 'wider than the screen by 12 pixels'],
])('%s is a problem', (_, change, problem) => {
  expect(problemsOf({ ...FINE, ...change }, idsOf, WEIGHT)).toEqual([problem]);
});

test('a page above a limit is a problem, unless no limit applies to it', () => {
  expect(problemsOf(FINE, idsOf, { ...WEIGHT, html: LIMITS.html + 1 })).toEqual(['html has 300001 bytes, more than 300000']);
  expect(problemsOf(FINE, idsOf, { ...WEIGHT, transferred: LIMITS.transferred + 1 })).toEqual(['transferred has 300001 bytes, more than 300000']);
  expect(problemsOf(FINE, idsOf)).toEqual([]);
});

test('a path below the base leads to a file, a page or the index of a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  try {
    mkdirSync(join(folder, 'a'));
    for (const name of ['index.html', 'b.html', 'a/index.html']) writeFileSync(join(folder, name), '');
    const found = ['/base/', '/base/b.html', '/base/b', '/base/a/', '/base/c', '/b.html'].map((path) => fileOf(folder, '/base/', path)?.slice(folder.length + 1));
    expect(found).toEqual(['index.html', 'b.html', 'b.html', 'a/index.html', undefined, undefined]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
