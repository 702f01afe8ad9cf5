/**
 * Opens every page of the built site (tmp/site/dist) in Chromium on a screen of 360 pixels. Checks the console, requests, links with their
 * anchors, pictures, width and weight, the search and dark mode. Exit code 1 if something is wrong.
 *
 * Usage: npx tsx scripts/check-site.ts [--pictures FOLDER]
 *   --pictures FOLDER   writes pictures of a page on a desktop, on a phone and in dark mode
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { problemsOfFeatures } from './check-site/features';
import { problemsOf, type Weight } from './check-site/judge';
import { takePictures } from './check-site/pictures';
import { fileOf, serve } from './check-site/server';
import { visit, type Visit } from './check-site/visit';
import { findChromium } from './find-chromium';

const DIST = join(__dirname, '..', 'tmp', 'site', 'dist');
const PHONE = { width: 360, height: 740 };
const TABS = 2;

const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html') && name !== '404.html').sort();
/** Live reviews are files that `cdk-org` writes for people without a network. They bring their evaluator and are larger. */
const isLive = (pathname: string) => pathname.includes('/live/review-');

async function visitAll(browser: Browser, url: string): Promise<Visit[]> {
  const left = [...pages];
  const visits: Visit[] = [];
  await Promise.all(Array.from({ length: TABS }, async () => {
    const tab = await browser.newPage({ viewport: PHONE });
    for (let page = left.shift(); page !== undefined; page = left.shift()) visits.push(await visit(tab, url + page));
    await tab.close();
  }));
  return visits;
}

const compressed = new Map<string, number>();

function compressedSize(file: string): number {
  if (!compressed.has(file)) compressed.set(file, gzipSync(readFileSync(file)).length);
  return compressed.get(file)!;
}

function weightOf({ url, files }: Visit, base: string): Weight {
  const { pathname } = new URL(url);
  const loaded = files.filter((each) => /\.(?:html|js|css|json)$/.test(each)).flatMap((each) => fileOf(DIST, base, each) ?? []);
  const html = readFileSync(fileOf(DIST, base, pathname)!).length;
  return { html, transferred: loaded.reduce((sum, each) => sum + compressedSize(each), 0) };
}

function report(visits: readonly Visit[], base: string): string[] {
  const ids = new Map(visits.map(({ url, ids: inside }) => [fileOf(DIST, base, new URL(url).pathname), new Set(inside)]));
  const idsOf = (pathname: string) => {
    const file = fileOf(DIST, base, pathname);
    return file === undefined ? undefined : ids.get(file) ?? new Set<string>();
  };
  const weights = new Map(visits.map((each) => [each, weightOf(each, base)]));
  const ofSite = visits.filter(({ url }) => !isLive(url));
  const largest = (part: keyof Weight) => {
    const [first] = [...ofSite].sort((one, other) => weights.get(other)![part] - weights.get(one)![part]);
    return `${new URL(first.url).pathname.slice(base.length)} with ${Math.round(weights.get(first)![part] / 1000)} kB`;
  };
  const links = visits.flatMap((each) => each.links);
  const internal = links.filter((link) => link.startsWith(new URL(visits[0].url).origin));
  const pictures = visits.reduce((sum, each) => sum + each.pictures, 0);
  console.log(`${visits.length} pages, ${visits.length - ofSite.length} of them live reviews; ${internal.length} links inside the site, `
    + `${new Set(internal).size} different ones; ${links.length - internal.length} to other hosts; ${pictures} pictures`);
  console.log(`Largest page as HTML: ${largest('html')}; with scripts and styles, compressed: ${largest('transferred')}`);
  return visits.flatMap((each) => problemsOf(each, idsOf, isLive(each.url) ? undefined : weights.get(each)).map((problem) => {
    return `${new URL(each.url).pathname.slice(base.length)}: ${problem}`;
  }));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { pictures: { type: 'string' } } });
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium. Install it, or name one with CHROMIUM.');
  const base = /<link rel="preload stylesheet" href="(\/(?:[^"]*?\/)?)assets\//.exec(readFileSync(join(DIST, 'index.html'), 'utf8'))?.[1] ?? '/';
  const server = await serve(DIST, base);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const visits = await visitAll(browser, server.url);
    const problems = [...report(visits, base), ...await problemsOfFeatures(await browser.newPage(), server.url)];
    if (values.pictures !== undefined) await takePictures(browser, server.url, values.pictures);
    problems.forEach((problem) => console.error(problem));
    console.log(`${problems.length} problems`);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    server.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
