// Decides whether the job with rights may run the code in an assembly: only code that the pinned package or the base has as well.
const { createHash } = require('node:crypto');
const { join } = require('node:path');
const { assemblyFiles, digestOf } = require('./assembly-files');

/** The bundle of the handlers in the package that this file belongs to. */
const OWN_BUNDLE = join(__dirname, '..', 'assets', 'handler');

/** The folders with code of the head that are neither in the package nor in the base, with the SHA-256 by which a person acknowledges them. */
function unknownFolders({ baseFiles, baseFolders, headFiles, headFolders }) {
  const own = digestOf(assemblyFiles(OWN_BUNDLE));
  const known = new Set([own, ...baseFolders.map((folder) => digestOfFolder(baseFiles, folder))]);
  return headFolders.filter((folder) => !known.has(digestOfFolder(headFiles, folder)))
    .map((folder) => ({ folder, digest: contentDigest(filesBelow(headFiles, folder)) }));
}

function digestOfFolder(files, folder) {
  return digestOf(filesBelow(files, folder));
}

function filesBelow(files, folder) {
  const prefix = folder === '.' ? '' : `${folder}/`;
  return files.filter(({ path }) => path.startsWith(prefix)).map(({ path, ...rest }) => ({ ...rest, path: path.slice(prefix.length) }));
}

/** The digest that a review names for code (src/assembly/content-digest.ts). */
function contentDigest(files) {
  const hash = createHash('sha256');
  const sorted = files.map((file) => ({ ...file, segments: file.path.split('/') })).sort((one, other) => compareSegments(one.segments, other.segments));
  for (const { path, sha256, isExecutable } of sorted) hash.update(`${JSON.stringify(path)} ${isExecutable ? 'x ' : ''}${sha256}\n`);
  return hash.digest('hex');
}

/** Folders and files of one folder are in the order of their names. */
function compareSegments(one, other) {
  const index = one.findIndex((segment, at) => segment !== other[at]);
  if (index === -1) return one.length - other.length;
  return other[index] === undefined || one[index] > other[index] ? 1 : -1;
}

module.exports = { unknownFolders };
