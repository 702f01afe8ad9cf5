import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const SOURCE = join(ROOT, 'src');
const MOST_FILES = 15;

/** Folders with one entry in each file, and nothing else. */
const CATALOGUES = ['policy/validate/rules'];

const page = readFileSync(join(ROOT, 'docs', 'contributing', 'layout.md'), 'utf8');

/** The rows of the page: the room, and its folder or folders. */
const described = new Map<string, string>();
let room = '';
for (const [, first, folders] of page.matchAll(/^\| (?:`([\w-]+)` )?\|([^|]*)\|/gm)) {
  room = first ?? room;
  described.set(room, (described.get(room) ?? '') + folders);
}

test.each(foldersOf(SOURCE))('docs/contributing/layout.md describes src/%s and its folders', (name) => {
  expect(foldersOf(join(SOURCE, name)).filter((folder) => !described.get(name)?.includes(`\`${folder}\``))).toEqual([]);
});

test('docs/contributing/layout.md names no folder that does not exist', () => {
  const named = [...described].flatMap(([name, folders]) => [...folders.matchAll(/`([\w-]+)`/g)].map(([, folder]) => `${name}/${folder}`));
  const existing = foldersOf(SOURCE).flatMap((name) => foldersOf(join(SOURCE, name)).map((folder) => `${name}/${folder}`));
  expect(named.filter((folder) => !existing.includes(folder))).toEqual([]);
});

test(`no folder of src has more than ${MOST_FILES} files, except catalogues`, () => {
  const all = readdirSync(SOURCE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(SOURCE.length + 1).replaceAll('\\', '/'));
  const counts = all.map((folder) => [folder, readdirSync(join(SOURCE, folder)).filter((name) => name.endsWith('.ts') && name !== 'index.ts').length] as const);
  expect(counts.filter(([folder, count]) => count > MOST_FILES && !CATALOGUES.includes(folder))).toEqual([]);
  expect(CATALOGUES.filter((folder) => !all.includes(folder))).toEqual([]);
});

function foldersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
