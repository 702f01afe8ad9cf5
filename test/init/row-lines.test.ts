import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERY_ROW } from './every-row-organization';
import { LARGE } from './large-organization';
import { liveOrganization, member, unitWith } from './live-organization';
import { hasPython, removeWrittenApps, synthesized, VERSIONS, writtenApp, writtenFiles } from './written-app';
import { readCloudAssembly } from '../../src/assembly';
import { appFiles, appRows } from '../../src/init';
import { changedRows, type CodeWithRows, type Organization, organizationFromAssembly, reviewOf } from '../../src/model';

jest.setTimeout(120_000);
afterAll(removeWrittenApps);

type Edit = (text: string) => string;

/** The code of a written app whose data files were edited. */
function codeOf(organization: Organization, edits: Readonly<Record<string, Edit>> = {}): CodeWithRows {
  const { folder } = writtenApp(organization);
  for (const [name, edit] of Object.entries(edits)) {
    const file = join(folder, 'data', name);
    const text = readFileSync(file, 'utf8');
    const edited = edit(text);
    expect(edited).not.toBe(text);
    writeFileSync(file, edited);
  }
  const assembly = readCloudAssembly(synthesized(folder, organization));
  return { organization: organizationFromAssembly(assembly), assembly };
}

/** `accountRenamed data/accounts.json:4`, for each change with a row. */
function rowsOfChanges(base: CodeWithRows, head: CodeWithRows): string[] {
  const { changes } = reviewOf(base.organization, head.organization, { actions: [] });
  return changedRows(changes, head, base).map(({ change, file, line }) => `${changes[change].kind} ${file}:${line}`).sort();
}

/** The number of the line with a text. */
const lineWith = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

test.each([['one stack', EVERY_ROW], ['nested stacks', LARGE]])('a review of an app in %s names the lines of the rows that changed', (_stacks, organization) => {
  const { files } = writtenApp(organization);
  const accounts = files.get('data/accounts.json')!;
  const units = files.get('data/organizational-units.json')!;
  const [first, second] = [...accounts.matchAll(/\{"id": "(\d+)", "adopt": true, "name": ("(?:[^"\\]|\\.)*")/g)];
  const [unit] = [...units.matchAll(/\{"id": "(ou-[^"]+)", "adopt": true, "name": ("(?:[^"\\]|\\.)*")/g)];
  const renamed = (text: string, [row,, name]: RegExpExecArray, to: string) => text.replace(row, row.replace(name, `"${to}"`));
  const head = codeOf(organization, {
    // A new row above moves all others by a line.
    'accounts.json': (text) => renamed(renamed(text, first, 'one'), second, 'two')
      .replace('"accounts": [', '"accounts": [\n    {"id": "new", "name": "new", "email": "new@example.com"},'),
    'organizational-units.json': (text) => renamed(text, unit, 'three'),
  });
  expect(rowsOfChanges(codeOf(organization), head)).toEqual([
    `accountAdded data/accounts.json:${lineWith(accounts, '"accounts": [') + 1}`,
    ...[first, second].map(([row]) => `accountRenamed data/accounts.json:${lineWith(accounts, row) + 1}`),
    `organizationalUnitRenamed data/organizational-units.json:${lineWith(units, unit[0])}`,
  ].sort());
});

test('rows that somebody formatted in another way have the lines of their IDs, or none', () => {
  const edits: Readonly<Record<string, Edit>>[] = [
    {},
    { 'accounts.json': (text) => JSON.stringify(JSON.parse(text), undefined, 2).replaceAll('"id": ', '"id" :\t') },
    { 'accounts.json': (text) => JSON.stringify(JSON.parse(text)) },
  ];
  const [base, reformatted, onOneLine] = edits.map((each) => codeOf(EVERY_ROW, each));
  const renamed = codeOf(EVERY_ROW, { 'accounts.json': (text) => text.replaceAll('"name": "same"', '"name": "other"') });
  const lines = rowsOfChanges(base, renamed);
  expect(lines).toHaveLength(4);
  // The review takes the rows of the code after the change.
  expect(new Set(rowsOfChanges(renamed, reformatted)).size).toBe(4);
  expect(rowsOfChanges(renamed, reformatted)).not.toEqual(lines);
  expect(new Set(rowsOfChanges(renamed, onOneLine))).toEqual(new Set(['accountRenamed data/accounts.json:1']));
});

test('an error at synthesis names the lines of two rows that contradict each other', () => {
  const { folder, files } = writtenApp(EVERY_ROW);
  const text = files.get('data/accounts.json')!;
  const [first, second] = [...text.matchAll(/"email": "([^"]+)"/g)];
  const edited = text.replace(second[0], first[0]);
  writeFileSync(join(folder, 'data', 'accounts.json'), edited);
  const line = edited.slice(0, edited.lastIndexOf(first[0])).split('\n').length;
  expect(() => synthesized(folder, EVERY_ROW)).toThrow(`data/accounts.json:${line}`);
});

describe('tags whose key is "id"', () => {
  const tagged = liveOrganization({
    tags: { id: 'ou-root-00000001' },
    organizationalUnits: [1, 2].map((digit) => unitWith(digit, `Unit ${digit}`, {
      tags: { id: `ou-root-0000000${3 - digit}` }, accounts: [member(digit, `account-${digit}`, { tags: { id: member(3 - digit, '').id, team: 'x"id": "y' } })],
    })),
  });
  const files = appFiles(appRows(tagged), VERSIONS);
  const expected = ['accounts', 'organizational-units'].map((name) => Object.fromEntries([...files.get(`data/${name}.json`)!.split('\n').entries()]
    .flatMap(([index, line]) => (/^ {4}\{"id": "([^"]+)"/.exec(line) ?? []).slice(1).map((id) => [id, index + 1]))));

  test('are no rows of an app in TypeScript', () => {
    const { folder } = writtenApp(tagged);
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { readData } = require(join(folder, 'lib', 'data')) as { readData: () => { lines: Record<'accounts' | 'units', ReadonlyMap<string, number>> } };
    const { accounts, units } = readData().lines;
    expect([accounts, units].map((lines) => Object.fromEntries(lines))).toEqual(expected);
    expect(Object.keys(expected[0])).toHaveLength(2);
  });

  (hasPython() ? test : test.skip)('are no rows of an app in Python', () => {
    const folder = writtenFiles(appFiles(appRows(tagged), VERSIONS, 'python'));
    const print = 'import json; from organization.data import read_data; data = read_data(); print(json.dumps([data.lines_of_accounts, data.lines_of_units]))';
    const { stdout, stderr } = spawnSync('python3', ['-c', print], { cwd: folder, encoding: 'utf8', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});
