// Prints each relative link of a Markdown page below a folder that leads to no file in it, and fails if there is one.
// Usage: node scripts/dead-links.js FOLDER (of the checkout, or of the installed package)
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const folder = process.argv[2] ?? '.';
const SKIPPED = ['node_modules', '.git', 'tmp', 'dist', 'cdk.out', 'coverage', '.demo'];

function pagesBelow(path) {
  return readdirSync(path, { withFileTypes: true }).filter(({ name }) => !SKIPPED.includes(name)).flatMap((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return pagesBelow(inside);
    return entry.name.endsWith('.md') ? [inside] : [];
  });
}

function deadLinksOf(page) {
  const text = readFileSync(page, 'utf8').replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, 'code');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target).filter((target) => !/^(?:[a-z]+:|#)/.test(target));
  return targets.filter((target) => !existsSync(join(dirname(page), decodeURIComponent(target.split('#')[0]))));
}

const pages = pagesBelow(folder);
const dead = pages.flatMap((page) => deadLinksOf(page).map((target) => `${relative(folder, page)}: ${target}`));
for (const line of dead) console.error(line);
console.log(`${pages.length} pages, ${dead.length} dead links`);
process.exit(dead.length === 0 && pages.length > 0 ? 0 : 1);
