/**
 * How long the page of a large organization takes to open in Chromium, and from a key or a click to what is drawn then, as the browser
 * itself measures it (Event Timing). Needs a Chromium: CHROMIUM names one, or it is on the PATH.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { largeOrganization } from './bench/large-organization';
import { findChromium } from './find-chromium';
import { htmlPage } from '../src/report';

const ASSETS = join(__dirname, '..', 'assets', 'page');

/** Runs in the page: keeps the longest time of each kind of event. The browser rounds to 8 ms and tells nothing below 16. */
const WATCH = `
  window.longest = {};
  new PerformanceObserver((list) => list.getEntries().forEach(({ name, duration }) => {
    window.longest[name] = Math.max(window.longest[name] ?? 0, duration);
  })).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** The page draws folded parts in an event after the click, which Event Timing leaves out. */
const DRAWN_AFTER_CLICK = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const summary = [...document.querySelectorAll('summary')].find(({ textContent }) => textContent === 'Of every known action');
  const start = performance.now();
  summary.click();
  while (!document.body.textContent.includes('services are restricted')) await frame();
  await frame();
  return Math.round(performance.now() - start);
})()`;

async function longest(tab: Page): Promise<string> {
  await tab.waitForTimeout(500);
  const found = await tab.evaluate('const found = window.longest; window.longest = {}; found') as Record<string, number>;
  const most = Math.max(0, ...Object.values(found));
  return most === 0 ? 'under 16 ms' : `${most} ms`;
}

async function main(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log('Page in a browser: left out, there is no Chromium (CHROMIUM names one, or it is on the PATH)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const file = join(folder, 'page.html');
  const html = htmlPage(
    { title: 'Large', origin: 'Made for the benchmark', organization: largeOrganization() },
    { script: readFileSync(join(ASSETS, 'index.js'), 'utf8'), style: readFileSync(join(ASSETS, 'index.css'), 'utf8') });
  writeFileSync(file, html);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const tab = await browser.newPage();
  await tab.addInitScript(WATCH);
  await tab.goto(pathToFileURL(file).href);
  await tab.getByRole('treeitem').first().waitFor();
  const opened = await tab.evaluate('Math.round(performance.getEntriesByType("navigation")[0].loadEventEnd)');
  console.log(`\nPage of 10,010 accounts, 1,001 organizational units and 500 policies (${(html.length / 1e6).toFixed(1)} MB)`);
  console.log(`  opened in ${opened} ms`);
  await tab.getByRole('searchbox').click();
  await tab.keyboard.type('account-099', { delay: 30 });
  console.log(`  typing into the search, longest ${await longest(tab)}`);
  await tab.keyboard.press('Escape');
  for (let step = 0; step < 40; step++) await tab.keyboard.press('ArrowDown', { delay: 15 });
  console.log(`  walking down the tree, longest ${await longest(tab)}`);
  console.log(`  effective permissions of an account over all known actions, ${await tab.evaluate(DRAWN_AFTER_CLICK)} ms from the click until drawn`);
  await tab.fill('#ask-action', 's3:DeleteBucket');
  await tab.keyboard.press('Enter');
  console.log(`  asking whether it may, ${await longest(tab)}`);
  await browser.close();
  rmSync(folder, { recursive: true });
}

void main();
