// Compares the templates of two cloud assemblies: same-templates.cjs FOLDER FOLDER. Nested templates are among them.
const { isDeepStrictEqual } = require('node:util');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [one, other] = process.argv.slice(2);
const templatesOf = (folder) => readdirSync(folder).filter((name) => name.endsWith('.template.json')).sort();
const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const names = templatesOf(one);
const same = isDeepStrictEqual(names, templatesOf(other));
const different = same ? names.filter((name) => !isDeepStrictEqual(read(one, name), read(other, name))) : names;
if (names.length === 0 || different.length > 0) {
  console.error(`The templates differ: ${different.join(', ')}. Compare ${one} and ${other}.`);
  process.exit(1);
}
const resources = names.reduce((sum, name) => sum + Object.keys(read(one, name).Resources).length, 0);
console.log(`${names.length} templates with ${resources} resources are the same`);
