// The files of a cloud assembly that code under review wrote: data of a stranger, read only after these checks.
const { createHash } = require('node:crypto');
const { closeSync, constants, copyFileSync, fstatSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Problem, shown } = require('./log');

const LIMITS = { files: 20_000, bytesOfFile: 100 * 2 ** 20, bytes: 500 * 2 ** 20, path: 500 };

/** Control characters, halves of characters, line separators, and what is a separator elsewhere. Messages show others as escapes. */
const STRANGE_NAME = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\\]/u;

/**
 * The files in a folder, sorted by their paths.
 * @throws Problem for a link, a device, a strange name, or too much of anything.
 */
function assemblyFiles(folder, limits = LIMITS) {
  const root = lstatSync(folder, { throwIfNoEntry: false });
  if (!root?.isDirectory()) throw problem('There is no folder with a cloud assembly', folder, 'Give the folder that the synth command writes');
  const files = [];
  const waiting = [''];
  let [bytes, entries] = [0, 0];
  while (waiting.length > 0) {
    const parent = waiting.pop();
    for (const name of readdirSync(join(folder, parent)).sort()) {
      const path = parent === '' ? name : `${parent}/${name}`;
      entries += 1;
      if (entries > limits.files) throw problem(`The cloud assembly has more than ${limits.files} files and folders`, folder, 'Remove what the review does not need');
      if (path.length > limits.path) throw problem(`The path of a file has more than ${limits.path} characters`, path.slice(0, 100), 'Shorten it');
      if (STRANGE_NAME.test(name)) throw problem('The name of a file has a control character or a backslash', path, 'Rename the file');
      const entry = lstatSync(join(folder, path));
      if (entry.isDirectory()) {
        waiting.push(path);
        continue;
      }
      if (!entry.isFile()) throw problem('The cloud assembly has a symbolic link or a special file', path, 'Write a regular file in its place');
      bytes += entry.size;
      if (entry.size > limits.bytesOfFile) throw problem(`A file is larger than ${limits.bytesOfFile} bytes`, path, 'Make it smaller');
      if (bytes > limits.bytes) throw problem(`The cloud assembly is larger than ${limits.bytes} bytes`, folder, 'Make it smaller');
      files.push({ path, isExecutable: (entry.mode & 0o100) !== 0, sha256: hashOf(join(folder, path), limits) });
    }
  }
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * The CDK publishes a zip that it finds in .cache in place of the folder that the review reads.
 * @throws Problem for such a file
 */
function refuseZips(files) {
  const zip = files.find(({ path }) => path.split('/').includes('.cache'));
  if (zip !== undefined) throw problem('The cloud assembly has a zip of an earlier deployment', zip.path, 'Delete the folder .cache before the upload');
}

/** One hash of all paths and contents. */
function digestOf(files) {
  const hash = createHash('sha256');
  for (const { path, sha256 } of files) hash.update(`${sha256}  ${path}\n`);
  return hash.digest('hex');
}

/** Copies the checked files into a new folder. */
function copyAssembly(files, from, to) {
  rmSync(to, { recursive: true, force: true });
  for (const { path } of files) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    copyFileSync(join(from, path), join(to, path));
  }
}

/** Follows no link, so that a file which becomes one between check and reading is refused. */
function hashOf(file, limits) {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if (!fstatSync(descriptor).isFile()) throw problem('The cloud assembly has a special file', file, 'Write a regular file in its place');
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(2 ** 16);
    for (let read = 0, all = 0; (read = readSync(descriptor, buffer)) > 0;) {
      all += read;
      if (all > limits.bytesOfFile) throw problem(`A file is larger than ${limits.bytesOfFile} bytes`, file, 'Make it smaller');
      hash.update(buffer.subarray(0, read));
    }
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

function problem(what, given, advice) {
  return new Problem(`${what} (given: ${shown(given)}). ${advice}.`);
}

module.exports = { LIMITS, assemblyFiles, copyAssembly, digestOf, refuseZips };
