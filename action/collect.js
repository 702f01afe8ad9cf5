// Copies a cloud assembly into a new folder, after the checks of its files: INPUT_ASSEMBLY=… INPUT_OUTPUT=… node collect.js
const { appendFileSync } = require('node:fs');
const { assemblyFiles, copyAssembly, digestOf } = require('./assembly-files');
const { codeFolders } = require('./assembly-paths');
const { main } = require('./log');

function collect(from, to) {
  const files = assemblyFiles(from);
  codeFolders(from);
  copyAssembly(files, from, to);
  const digest = digestOf(files);
  console.log(`The cloud assembly has ${files.length} files, SHA-256 ${digest}.`);
  if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `digest=${digest}\n`);
}

module.exports = { collect };
if (require.main === module) main(async () => collect(process.env.INPUT_ASSEMBLY, process.env.INPUT_OUTPUT));
