// Copies the cloud assembly of a head into a new folder, after the checks of its files: INPUT_ASSEMBLY=… INPUT_OUTPUT=… node collect.js
const { appendFileSync } = require('node:fs');
const { assemblyFiles, copyAssembly, digestOf, refuseZips } = require('./assembly-files');
const { codeFolders } = require('./assembly-paths');
const { main } = require('./log');

function collect(from, to, { refusesZips = false } = {}) {
  const files = assemblyFiles(from);
  if (refusesZips) refuseZips(files);
  codeFolders(from);
  copyAssembly(files, from, to);
  const digest = digestOf(files);
  console.log(`The cloud assembly has ${files.length} files, SHA-256 ${digest}.`);
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `digest=${digest}\n`);
}

module.exports = { collect };
if (require.main === module) main(async () => collect(process.env.INPUT_ASSEMBLY, process.env.INPUT_OUTPUT, { refusesZips: true }));
