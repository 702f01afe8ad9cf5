/**
 * Writes the sources of the site into tmp/site: the pages of the repository with their links, the pages that are generated, pictures,
 * live reviews, and the navigation. VitePress builds the site from them (`site/package.json`).
 *
 * Usage: npx tsx scripts/site.ts [--keep-live]
 *   --keep-live   uses the live reviews and the rehearsal of the run before
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagramsOf, draw, withDiagrams } from './site/diagrams';
import { generatedPages, type LiveRehearsal, topsOfReviews } from './site/generated-pages';
import { writeLive } from './site/live';
import { sidebars } from './site/navigation';
import type { Page } from './site/page';
import { repositoryUrl, sitePages } from './site/pages';

const ROOT = join(__dirname, '..');
const SITE = join(ROOT, 'tmp', 'site');
const PAGES = join(SITE, 'pages');
const URL = repositoryUrl(ROOT);
const LIVE = join(SITE, 'live');
const INSTALLED = join(SITE, 'node_modules');

function liveRehearsal(): LiveRehearsal {
  const file = join(SITE, 'rehearsal.json');
  if (process.argv.includes('--keep-live') && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as LiveRehearsal;
  const rehearsal = writeLive(join(SITE, 'work'), LIVE);
  writeFileSync(file, JSON.stringify(rehearsal));
  return rehearsal;
}

function writeIn(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function write(page: Page): void {
  const edit = page.source === undefined ? 'editLink: false' : `edit: ${JSON.stringify(`${URL}/edit/main/${page.source}`)}`;
  writeIn(PAGES, page.path, `---\ntitle: ${JSON.stringify(page.title)}\n${edit}\n---\n\n${page.text}`);
}

async function main(): Promise<void> {
  mkdirSync(SITE, { recursive: true });
  const { pages: ofRepository, pictures, deadLinks } = sitePages(ROOT, topsOfReviews());
  if (deadLinks.length > 0) throw new Error(`Links lead to no file or heading. Correct them:\n${deadLinks.join('\n')}`);
  // Without a browser, this fails before the long part.
  const diagrams = await draw(diagramsOf(ofRepository));
  const pages = [...ofRepository, ...generatedPages(ROOT, liveRehearsal())];
  rmSync(PAGES, { recursive: true, force: true });
  pages.map(withDiagrams).forEach(write);
  diagrams.forEach((svg, name) => writeIn(join(PAGES, 'public'), name, svg));
  pictures.forEach((picture) => cpSync(join(ROOT, picture), join(PAGES, 'pictures', picture)));
  cpSync(LIVE, join(PAGES, 'public', 'live'), { recursive: true });
  // The pages import what is installed in the folder of the site, which is not around them.
  rmSync(INSTALLED, { recursive: true, force: true });
  symlinkSync(join(ROOT, 'site', 'node_modules'), INSTALLED, 'dir');
  writeIn(SITE, 'site.json', JSON.stringify({ repository: URL, sidebars: sidebars(pages) }));
  console.log(`${pages.length} pages, ${pictures.size} pictures and ${diagrams.size} diagrams in tmp/site/pages`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
