// Decides whether the job with rights may run the code in an assembly: only code that the pinned package or the base has as well.
const { join } = require('node:path');
const { assemblyFiles, digestOf } = require('./assembly-files');

/** The bundle of the handlers in the package that this file belongs to. */
const OWN_BUNDLE = join(__dirname, '..', 'assets', 'handler');

/** The folders with code of the head that are neither in the package nor in the base. */
function unknownFolders({ baseFiles, baseFolders, headFiles, headFolders }) {
  const own = digestOf(assemblyFiles(OWN_BUNDLE));
  const known = new Set([own, ...baseFolders.map((folder) => digestOfFolder(baseFiles, folder))]);
  return headFolders.filter((folder) => !known.has(digestOfFolder(headFiles, folder)));
}

function digestOfFolder(files, folder) {
  const prefix = folder === '.' ? '' : `${folder}/`;
  return digestOf(files.filter(({ path }) => path.startsWith(prefix)).map(({ path, sha256 }) => ({ path: path.slice(prefix.length), sha256 })));
}

module.exports = { unknownFolders };
