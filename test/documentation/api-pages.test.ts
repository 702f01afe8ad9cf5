import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'docs', 'api');
const PAGES = [join(ROOT, 'API.md'), ...readdirSync(FOLDER).map((name) => join(FOLDER, name))];
/** GitHub shows longer pages as plain text only. */
const MOST_BYTES = 200_000;

/** The links to types, with an anchor each. */
function linksOf(page: string, text: string): { readonly file: string; readonly anchor: string }[] {
  return [...text.replace(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s#]*)#(\w+)\)/g)]
    .filter(([, path]) => path === '' || path.startsWith('docs/api/') || !path.includes('/'))
    .map(([, path, anchor]) => ({ file: path === '' ? page : join(dirname(page), path), anchor }));
}

const anchors = new Map(PAGES.map((page) => [page, [...readFileSync(page, 'utf8').matchAll(/^## .*<a name="(\w+)"><\/a>$/gm)].map(([, id]) => id)]));

test.each(PAGES.map((page) => [relative(ROOT, page), page]))('each link of %s leads to the description of a type', (_, page) => {
  const links = linksOf(page, readFileSync(page, 'utf8'));
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter(({ file, anchor }) => !anchors.get(file)?.includes(anchor))).toEqual([]);
});

test('API.md names every type that a page describes', () => {
  const [index] = PAGES;
  const named = linksOf(index, readFileSync(index, 'utf8')).map(({ anchor }) => anchor);
  const described = [...anchors.values()].flat();
  expect(described.length).toBeGreaterThan(200);
  expect(described.filter((name) => !named.includes(name))).toEqual([]);
});

test('each page of the reference is short enough to be shown', () => {
  expect(PAGES.filter((page) => statSync(page).size > MOST_BYTES)).toEqual([]);
});
