import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface AssemblyFile {
  readonly path: string;
  readonly sha256: string;
}

// A script without types.
const { assemblyFiles, copyAssembly, digestOf } = jest.requireActual<{
  assemblyFiles: (folder: string, limits?: object) => AssemblyFile[];
  copyAssembly: (files: AssemblyFile[], from: string, to: string) => void;
  digestOf: (files: AssemblyFile[]) => string;
}>('../../action/assembly-files.js');
const LIMITS = { files: 5, bytesOfFile: 10, bytes: 15, path: 20 };

let work: string;
let folder: string;

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'files-'));
  folder = join(work, 'cdk.out');
  mkdirSync(folder);
  writeFileSync(join(folder, 'manifest.json'), '{}');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

test('the digest changes with each path and each content, and not with the folder', () => {
  const digest = digestOf(assemblyFiles(folder));
  copyAssembly(assemblyFiles(folder), folder, join(work, 'copy'));
  expect(digestOf(assemblyFiles(join(work, 'copy')))).toBe(digest);
  writeFileSync(join(folder, 'manifest.json'), '{ }');
  const other = digestOf(assemblyFiles(folder));
  writeFileSync(join(folder, 'x.json'), '');
  expect(new Set([digest, other, digestOf(assemblyFiles(folder))]).size).toBe(3);
});

test('a copy has the checked files and nothing that was in its place', () => {
  mkdirSync(join(work, 'copy'));
  writeFileSync(join(work, 'copy', 'left.json'), '');
  mkdirSync(join(folder, 'empty'));
  copyAssembly(assemblyFiles(folder), folder, join(work, 'copy'));
  expect(readdirSync(join(work, 'copy'))).toEqual(['manifest.json']);
});

test.each<[string, () => void, RegExp]>([
  ['a link to a file', () => symlinkSync('manifest.json', join(folder, 'a')), /symbolic link or a special file \(given: "a"\)/],
  ['a link to a folder', () => symlinkSync('/', join(folder, 'a')), /symbolic link or a special file \(given: "a"\)/],
  ['a pipe', () => { execFileSync('mkfifo', [join(folder, 'a')]); }, /symbolic link or a special file \(given: "a"\)/],
  ['a large file', () => truncateSync(join(folder, 'manifest.json'), 11), /A file is larger than 10 bytes \(given: "manifest\.json"\)/],
  ['large files', () => ['a', 'b'].forEach((name) => writeFileSync(join(folder, name), '1234567')), /larger than 15 bytes/],
  ['many files', () => [...'abcde'].forEach((name) => writeFileSync(join(folder, name), '')), /more than 5 files and folders/],
  ['many folders', () => mkdirSync(join(folder, ...'abcdef'), { recursive: true }), /more than 5 files and folders/],
  ['a long path', () => writeFileSync(join(folder, 'a'.repeat(21)), ''), /The path of a file has more than 20 characters/],
  ['a line break in a name', () => writeFileSync(join(folder, 'a\nb'), ''), /control character or a backslash \(given: "a\\nb"\)/],
  ['an escape sequence in a name', () => writeFileSync(join(folder, 'a\u001b[2J'), ''), /\(given: "a\\u001b\[2J"\)/],
  ['a backslash in a name', () => writeFileSync(join(folder, 'a\\..\\b'), ''), /control character or a backslash/],
])('%s is refused', (_name, prepare, message) => {
  prepare();
  expect(() => assemblyFiles(folder, LIMITS)).toThrow(message);
});

test('a name with joiners of an emoji or of a script is no reason to refuse a file of an asset', () => {
  const names = ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt', '\u{1f468}\u200d\u{1f4bb}.png'];
  for (const name of names) writeFileSync(join(folder, name), '');
  expect(assemblyFiles(folder).map(({ path }) => path)).toEqual(['manifest.json', ...names]);
});

test('a link in place of the folder is refused', () => {
  symlinkSync(folder, join(work, 'link'));
  expect(() => assemblyFiles(join(work, 'link'))).toThrow(/There is no folder with a cloud assembly/);
});

test('a second name of a file of the folder is a file', () => {
  linkSync(join(folder, 'manifest.json'), join(folder, 'a'));
  expect(assemblyFiles(folder).map(({ path }) => path)).toEqual(['a', 'manifest.json']);
});
