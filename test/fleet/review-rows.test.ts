import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { AccountFleet, Organization } from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { ROW_METADATA } from '../../src/contract';
import { changedRows, type CodeWithRows, organizationFromAssembly, type Review, reviewOf } from '../../src/model';
import { markdownReview, reviewJson, textReview } from '../../src/report';
import { removeApps, synthesize } from '../proofs/support/app';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'review.schema.json'), 'utf8'));

const folders: string[] = [];
afterAll(() => {
  removeApps();
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

type Files = Readonly<Record<string, string>>;

function assemblyOf(files: Files, nested = false): string {
  const folder = mkdtempSync(join(tmpdir(), 'rows-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    new AccountFleet(stack, 'Fleet', { parent: root, paths: [folder], ...(nested ? { nestedStacks: { accounts: 3, organizationalUnits: 2 } } : {}) });
  });
}

function codeIn(directory: string): CodeWithRows {
  const assembly = readCloudAssembly(directory);
  return { organization: organizationFromAssembly(assembly), assembly };
}

function review(base: CodeWithRows, head: CodeWithRows): Review {
  const found = reviewOf(base.organization, head.organization, { actions: [] });
  return { ...found, rows: changedRows(found.changes, head, base) };
}

const UNITS = 'organizationalUnits:\n  - { id: prod, name: Prod }\n  - { id: test, name: Test }\n';
const account = (id: string, unit: string, name = id) => `  - { id: ${id}, name: ${name}, email: aws+${id}@example.com, unit: ${unit} }\n`;
const BASE: Files = {
  'units.yaml': UNITS,
  'red.yaml': `accounts:\n${account('shop', 'prod')}${account('bank', 'prod')}${account('old', 'test')}`,
  'blue.yaml': `accounts:\n${account('lab', 'test')}${account('loan', 'test')}`,
};
const HEAD: Files = {
  'units.yaml': UNITS.replace('Test', 'Trial'),
  'red.yaml': `accounts:\n# moved\n${account('bank', 'prod', 'bank-2')}${account('shop', 'test')}`,
  'blue.yaml': `accounts:\n${account('lab', 'test')}${account('loan', 'test')}${account('new', 'prod')}`,
};

/** `accountMoved red.yaml:4`, with the names of files alone. */
const named = ({ changes, rows = [] }: Review) => rows.map(({ change, file, line, former }) => (
  `${changes[change].kind} ${file.split('/').at(-1)}:${line}${former ? ' former' : ''}`)).sort();

const EXPECTED = [
  'accountAdded blue.yaml:4', 'accountMoved red.yaml:4', 'accountRemoved red.yaml:4 former', 'accountRenamed red.yaml:3', 'organizationalUnitRenamed units.yaml:3',
];

test.each([false, true])('a review names the file and line of each row that changed, of two teams (nested stacks: %s)', (nested) => {
  const found = review(codeIn(assemblyOf(BASE, nested)), codeIn(assemblyOf(HEAD, nested)));
  expect(named(found)).toEqual(EXPECTED);
  const text = textReview(found);
  expect(text).toMatch(/Account new .* is created in Prod\n {10}Row: \S*\/blue\.yaml:4\n/);
  expect(text).toMatch(/Row: \S*\/red\.yaml:4 \(removed\)\n/);
  expect(markdownReview(found)).toMatch(/Account \S*bank\S* is renamed [^\n]*\n {2}- Row: `\S*\/red\.yaml:3`\n/);
  const json = reviewJson(found);
  const validate = new Ajv({ strict: false }).compile(SCHEMA);
  validate(JSON.parse(JSON.stringify(json)));
  expect(validate.errors).toBeNull();
  expect(json.rows).toHaveLength(5);
});

test('rows that only change their lines are no change', () => {
  const moved = { 'all.yaml': `# one file\n\n${UNITS}accounts:\n${['loan', 'lab'].map((id) => account(id, 'test')).join('')}${account('shop', 'prod')}${account('bank', 'prod')}${account('old', 'test')}` };
  const found = review(codeIn(assemblyOf(BASE)), codeIn(assemblyOf(moved)));
  expect(found.changes).toEqual([]);
  expect(found.rows).toEqual([]);
});

describe('metadata of an attacker', () => {
  /** Rewrites the metadata of rows in an assembly. */
  function forge(directory: string, edit: (data: { file: unknown; line: unknown; resource: string }) => unknown): string {
    for (const name of readdirSync(directory).filter((each) => each.endsWith('.json'))) {
      const path = join(directory, name);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(ROW_METADATA)) continue;
      const edited: unknown = JSON.parse(text, (_, value) => (value?.type === ROW_METADATA ? { ...value, data: edit(value.data) } : value));
      writeFileSync(path, JSON.stringify(edited));
    }
    return directory;
  }

  const [base, head] = [assemblyOf(BASE), assemblyOf(HEAD)];
  const honest = review(codeIn(base), codeIn(head));
  const copy = () => {
    const folder = mkdtempSync(join(tmpdir(), 'forged-'));
    folders.push(folder);
    cpSync(head, folder, { recursive: true });
    return folder;
  };
  const forged = (edit: Parameters<typeof forge>[1]) => review(codeIn(base), codeIn(forge(copy(), edit)));

  test('changes the text of the row, and nothing else of the review', () => {
    const found = forged(({ resource }) => ({ file: 'harmless.yaml', line: 1, resource }));
    expect({ ...found, rows: [] }).toEqual({ ...honest, rows: [] });
    expect(found.rows!.filter(({ former }) => !former).map(({ file }) => file)).toEqual(Array(4).fill('harmless.yaml'));
  });

  test('is escaped in text and Markdown', () => {
    const found = forged(({ resource }) => ({ file: 'a\u202eb\u001b[31m`\n## Approved <b>', line: 1, resource }));
    const [text, markdown] = [textReview(found), markdownReview(found)];
    expect(text).toContain('Row: a\\u202eb\\u001b[31m`\\u000a## Approved <b>:1\n');
    expect(text).not.toMatch(/[\u202e\u001b]/);
    expect(markdown).not.toMatch(/[\u202e\u001b]|^## Approved/m);
  });

  test.each<[string, unknown]>([
    ['no object', 'x'], ['a line that is no number', { file: 'a', line: '1', resource: 'b' }], ['a line below 1', { file: 'a', line: 0, resource: 'b' }],
    ['a file that is no text', { file: {}, line: 1, resource: 'b' }], ['a file of 501 characters', { file: 'a'.repeat(501), line: 1, resource: 'b' }],
    ['a resource that does not exist', { file: 'a', line: 1, resource: 'constructor/__proto__' }],
  ])('that is %s is left out', (_, data) => {
    const found = forged(() => data);
    expect(found.changes).toEqual(honest.changes);
    expect(found.rows!.filter(({ former }) => !former)).toEqual([]);
  });

  test('in a file outside of the cloud assembly, and in a missing one, is refused', () => {
    const directory = copy();
    const manifest = join(directory, 'manifest.json');
    const withFile = (name: string) => writeFileSync(manifest, JSON.stringify(JSON.parse(readFileSync(manifest, 'utf8'), (key, value) => (key === 'additionalMetadataFile' ? name : value))));
    withFile('../outside.json');
    expect(() => readCloudAssembly(directory)).toThrow('The cloud assembly names a file outside of it');
    withFile('missing.json');
    expect(() => readCloudAssembly(directory)).toThrow('missing.json (missing)');
  });
});
