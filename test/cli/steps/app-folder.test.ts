import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editedFiles, readApp, writeEdits } from '../../../src/cli/app/app-folder';
import { editsText } from '../../../src/cli/app/edits-text';
import { type AppData, writeRows } from '../../../src/init';
import { DataEditor } from '../../../src/init/edit';

let work: string;
let app: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'app-folder-'));
  app = join(work, 'app');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const policy = (key: string) => ({ key, id: `p-${key}`, adopt: true, type: 'SERVICE_CONTROL_POLICY', name: key, description: '' } as const);
const account = (id: string) => ({ id, adopt: true, name: `name-${id}`, email: `${id}@example.com` } as const);

function appWith(data: Partial<AppData>): DataEditor {
  const all: AppData = {
    accounts: { leftOut: [], tagsOfAll: {}, accounts: [account('1'), account('2')] },
    units: { root: {}, organizationalUnits: [] },
    policies: { policies: [policy('one'), policy('two')] },
    services: { trustedServices: [], policyTypes: [] },
    ...data,
  };
  for (const folder of ['data', 'policies']) mkdirSync(join(app, folder), { recursive: true });
  for (const [path, text] of writeRows(all)) writeFileSync(join(app, path), text);
  return new DataEditor(readApp(app));
}

test('only files whose values change are written, and one account is one line', () => {
  const editor = appWith({});
  const units = join(app, 'data', 'organizational-units.json');
  writeFileSync(units, '{"root":{},"organizationalUnits":[]}');
  editor.editAccount('1', (row) => ({ ...row, name: 'other' }));
  const edits = editedFiles(app, editor);
  writeEdits(app, edits);
  expect(editsText(edits)).toBe('data/accounts.json\n'
    + '  -     {"id": "1", "adopt": true, "name": "name-1", "email": "1@example.com"},\n'
    + '  -     {"id": "2", "adopt": true, "name": "name-2", "email": "2@example.com"}\n'
    + '  +     {"id": "2", "adopt": true, "name": "name-2", "email": "2@example.com"},\n'
    + '  +     {"id": "1", "adopt": true, "name": "other", "email": "1@example.com"}\n');
  expect(readFileSync(units, 'utf8')).toBe('{"root":{},"organizationalUnits":[]}');
});

test('the document of a policy goes with its row', () => {
  const editor = appWith({});
  const file = join(app, 'policies', 'one.json');
  writeFileSync(file, '{}\n');
  editor.removePolicy('one');
  const edits = editedFiles(app, editor);
  writeEdits(app, edits);
  expect(existsSync(file)).toBe(false);
  expect(editsText(edits)).toContain('policies/one.json (removed)\n  - {}\n');
});

test.each(['../../outside', '../outside', '../data/../../outside'])('the key %s of a policy names no file outside the folders of the app', (key) => {
  const editor = appWith({ policies: { policies: [policy('one'), policy(key)] } });
  editor.documents.set('one', '{}');
  editor.documents.set(key, '{}');
  expect(() => editedFiles(app, editor)).toThrow(`This file is not one of the app: it is a link or in another folder (given: ${join(app, 'policies', `${key}.json`)}). Correct the key`);
});

test('a link in the place of a file or folder is not written through', () => {
  const editor = appWith({});
  writeFileSync(join(work, 'precious'), 'precious');
  symlinkSync(join(work, 'precious'), join(app, 'policies', 'one.json'));
  editor.documents.set('one', '{}');
  expect(() => editedFiles(app, editor)).toThrow('This file is not one of the app: it is a link');
  rmSync(join(app, 'policies'), { recursive: true });
  mkdirSync(join(work, 'elsewhere'));
  symlinkSync(join(work, 'elsewhere'), join(app, 'policies'));
  expect(() => editedFiles(app, editor)).toThrow('This file is not one of the app: it is a link or in another folder');
  expect(readFileSync(join(work, 'precious'), 'utf8')).toBe('precious');
});
