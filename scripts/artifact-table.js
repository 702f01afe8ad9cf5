// Prints the packages of a release with their sizes: files, and for Go and .NET code without a toolchain, folders.
// Usage: node scripts/artifact-table.js DIST
const { existsSync, readdirSync, statSync } = require('node:fs');
const { extname, join, relative } = require('node:path');

const dist = process.argv[2];
/** The files that are published. Go has code only, and so has a language whose toolchain is not there. */
const PACKAGES = { js: ['.tgz'], python: ['.whl', '.gz'], java: ['.jar', '.pom'], go: [], dotnet: ['.nupkg'] };

function filesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [{ path: join(path, entry.name), size: statSync(join(path, entry.name)).size }]));
}

for (const [language, endings] of Object.entries(PACKAGES).filter(([name]) => existsSync(join(dist, name)))) {
  const files = filesBelow(join(dist, language));
  const packages = files.filter(({ path }) => endings.includes(extname(path)));
  const rows = packages.length > 0 ? packages
    : [{ path: join(dist, language), size: files.reduce((sum, { size }) => sum + size, 0), note: ` (${files.length} files of code)` }];
  for (const { path, size, note = '' } of rows) {
    console.log(`${(size / 1000).toFixed(1).padStart(9)} kB  ${language.padEnd(7)} ${relative(dist, path)}${note}`);
  }
}
