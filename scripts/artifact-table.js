// Prints the packages of a release with their sizes: files, and for Go and .NET code without a toolchain, folders.
// Usage: node scripts/artifact-table.js DIST
const { existsSync, readdirSync, statSync } = require('node:fs');
const { extname, join, relative } = require('node:path');

const dist = process.argv[2];
const PACKAGES = new Set(['.tgz', '.whl', '.gz', '.jar', '.pom', '.nupkg']);

function filesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [{ path: join(path, entry.name), size: statSync(join(path, entry.name)).size }]));
}

for (const language of ['js', 'python', 'java', 'go', 'dotnet'].filter((name) => existsSync(join(dist, name)))) {
  const files = filesBelow(join(dist, language));
  const packages = files.filter(({ path }) => PACKAGES.has(extname(path)));
  const rows = packages.length > 0 && language !== 'go' ? packages
    : [{ path: join(dist, language), size: files.reduce((sum, { size }) => sum + size, 0), note: ` (${files.length} files of code)` }];
  for (const { path, size, note = '' } of rows) {
    console.log(`${(size / 1000).toFixed(1).padStart(9)} kB  ${language.padEnd(7)} ${relative(dist, path)}${note}`);
  }
}
