import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetFiles } from '../../src/fleet';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'fleet-files-'));
  mkdirSync(join(work, 'fleet', 'team'), { recursive: true });
  for (const name of ['a.json', join('team', 'b.yaml')]) writeFileSync(join(work, 'fleet', name), '{}');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const names = () => [...fleetFiles(['fleet'], work).keys()];

test('links in a folder that lead back to it or nowhere are left out', () => {
  symlinkSync(join(work, 'fleet'), join(work, 'fleet', 'team', 'back'));
  symlinkSync('missing', join(work, 'fleet', 'editor-lock'));
  expect(names()).toEqual(['fleet/a.json', 'fleet/team/b.yaml']);
});

test('links to files and folders elsewhere are read', () => {
  mkdirSync(join(work, 'other'));
  for (const name of ['c.csv', 'd.csv']) writeFileSync(join(work, 'other', name), 'id');
  symlinkSync(join(work, 'other'), join(work, 'fleet', 'others'));
  symlinkSync(join(work, 'other', 'd.csv'), join(work, 'fleet', 'z.csv'));
  expect(names()).toEqual(['fleet/a.json', 'fleet/others/c.csv', 'fleet/others/d.csv', 'fleet/team/b.yaml', 'fleet/z.csv']);
});

test('a link with the name of a file of rows that leads nowhere is an error with its path', () => {
  symlinkSync('missing', join(work, 'fleet', 'c.json'));
  expect(names).toThrow(`This path of a fleet does not exist (given: ${JSON.stringify(join(work, 'fleet', 'c.json'))}). Give a file or a folder with rows; a relative path starts at the current folder.`);
});
