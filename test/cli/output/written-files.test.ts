import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NewFiles, replaceFiles } from '../../../src/cli/output/written-files';
import { cdkOrg } from '../run-cdk-org';

jest.setTimeout(120_000);

/** No file system takes it, also for a user who may write everywhere. */
const TOO_LONG = 'x'.repeat(300);
const BROWNFIELD = join(__dirname, '..', '..', '..', 'examples', 'typescript', 'brownfield', 'organization.json');

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'written-files-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

const below = (folder: string) => readdirSync(folder, { recursive: true }).sort();

describe('new files of which one cannot be written', () => {
  const files = new Map([['bin/app.ts', '1'], ['data/a.json', '2'], [`data/${TOO_LONG}`, '3'], ['data/z.json', '4']]);

  test('leave nothing in a new folder, and say why', () => {
    const folder = join(work, 'deep', 'fresh');
    expect(() => new NewFiles(folder).write(files)).toThrow(/^The folder cannot be written, and nothing of the new files is left\. Given: .*fresh \(ENAMETOOLONG.*\)\. Make room/);
    expect(readdirSync(work)).toEqual([]);
  });

  test('leave what was there before', () => {
    const folder = join(work, 'existing');
    mkdirSync(join(folder, '.git'), { recursive: true });
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, '.git', 'HEAD'), 'main');
    expect(() => new NewFiles(folder).write(files)).toThrow('nothing of the new files is left');
    expect(below(folder)).toEqual(['.git', join('.git', 'HEAD'), 'data']);
  });

  test('leave a file that stands in the way as it is', () => {
    mkdirSync(join(work, 'data'));
    writeFileSync(join(work, 'data', 'z.json'), 'mine');
    expect(() => new NewFiles(work).write(new Map([['data/a.json', '2'], ['data/z.json', '4']]))).toThrow('EEXIST');
    expect(below(work)).toEqual(['data', join('data', 'z.json')]);
    expect(readFileSync(join(work, 'data', 'z.json'), 'utf8')).toBe('mine');
  });
});

describe('files that are replaced together', () => {
  const file = (name: string) => join(work, name);

  test('have their new texts and their former rights, and a removed one is gone', () => {
    writeFileSync(file('a'), 'a', { mode: 0o640 });
    writeFileSync(file('b'), 'b');
    replaceFiles(new Map([[file('a'), 'A'], [file('b'), undefined], [file('new/c'), 'C']]));
    expect(below(work)).toEqual(['a', 'new', join('new', 'c')]);
    expect([readFileSync(file('a'), 'utf8'), readFileSync(file('new/c'), 'utf8')]).toEqual(['A', 'C']);
    expect(statSync(file('a')).mode.toString(8)).toBe('100640');
  });

  test.each([
    ['a new text cannot be written', (): [string, string | undefined] => [file(TOO_LONG), 'x']],
    ['a folder has the name of a file', (): [string, string | undefined] => { mkdirSync(file('folder/inside'), { recursive: true }); return [file('folder'), 'x']; }],
  ])('all keep their former texts if %s', (_title, wrong) => {
    writeFileSync(file('a'), 'a');
    writeFileSync(file('b'), 'b');
    const [path, text] = wrong();
    const before = below(work);
    expect(() => replaceFiles(new Map([[file('a'), 'A'], [file('b'), undefined], [file('new/c'), 'C'], [path, text]]))).toThrow(/^The files cannot be written, and all are as before\. Given: /);
    expect(below(work)).toEqual(before);
    expect([readFileSync(file('a'), 'utf8'), readFileSync(file('b'), 'utf8')]).toEqual(['a', 'b']);
  });
});

describe.each(['init', 'export'])('%s', (command) => {
  const refused = (folder: string) => {
    const { status, stderr, stdout } = cdkOrg(command, folder, '--organization', BROWNFIELD);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    return stderr;
  };

  test('leaves nothing if the folder cannot be written', () => {
    const folder = join(work, 'new', TOO_LONG);
    expect(refused(folder)).toMatch(/^cdk-org: The folder cannot be written, and nothing of the new files is left\. Given: .* \(ENAMETOOLONG.*\)\. Make room/);
    expect(below(work)).toEqual([]);
  });

  test('names a file in the path of its folder', () => {
    writeFileSync(join(work, 'file'), '');
    const folder = join(work, 'file', 'app');
    expect(refused(folder)).toBe(`cdk-org: A part of this path is a file, not a folder: ${folder}. Give a new folder, or an empty one.\n`);
  });

  test('refuses a link that leads nowhere, and makes no folder there', () => {
    symlinkSync(join(work, 'missing'), join(work, 'link'));
    expect(refused(join(work, 'link'))).toBe(`cdk-org: This is a link that leads nowhere: ${join(work, 'link')}. Give a new folder, or an empty one.\n`);
    expect(below(work)).toEqual(['link']);
  });
});
