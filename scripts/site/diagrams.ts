import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../find-chromium';
import type { Page } from './page';

const LIBRARY = join(__dirname, '..', '..', 'site', 'node_modules', '@mermaid-js', 'tiny', 'dist', 'mermaid.tiny.js');
const BLOCK = /^```mermaid\n([^]*?)\n```$/gm;
const SETTINGS = { startOnLoad: false, theme: 'neutral', htmlLabels: false, flowchart: { htmlLabels: false }, deterministicIds: true };

/** Diagrams of Mermaid by their files in the site. */
export function diagramsOf(pages: readonly Page[]): Map<string, string> {
  const texts = pages.flatMap(({ text }) => [...text.matchAll(BLOCK)].map(([, diagram]) => diagram));
  return new Map(texts.map((diagram) => [fileOf(diagram), diagram]));
}

/** A page that shows pictures in the place of the texts of its diagrams. */
export function withDiagrams(page: Page): Page {
  const text = page.text.replace(BLOCK, (_, diagram: string) => {
    const file = fileOf(diagram);
    return `<a href="${posix.relative(posix.dirname(page.path), file)}" target="_blank" title="Open in full size">![Diagram](/${file})</a>`;
  });
  return { ...page, text };
}

/** Draws diagrams as SVG, in a browser. GitHub draws the same texts itself. */
export async function draw(diagrams: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium, which draws the diagrams. Install it, or name one with CHROMIUM.');
  if (!existsSync(LIBRARY)) throw new Error('The tool of the site is not installed. Run npm ci --prefix site.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    return await drawIn(browser, diagrams);
  } finally {
    await browser.close();
  }
}

async function drawIn(browser: Browser, diagrams: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const tab = await browser.newPage();
  await tab.addScriptTag({ path: LIBRARY });
  await tab.evaluate(`mermaid.initialize(${JSON.stringify(SETTINGS)})`);
  const drawn = new Map<string, string>();
  for (const [file, diagram] of diagrams) {
    const { svg } = await tab.evaluate(`mermaid.render('diagram', ${JSON.stringify(diagram)})`) as { readonly svg: string };
    drawn.set(file, withSize(svg));
  }
  return drawn;
}

/** A picture needs a size of its own; Mermaid gives one that fills the page. */
function withSize(svg: string): string {
  const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  return svg.replace(/^<svg ([^>]*?)width="100%"/, `<svg $1width="${Math.ceil(Number(width))}" height="${Math.ceil(Number(height))}"`);
}

function fileOf(diagram: string): string {
  return `diagrams/${createHash('sha256').update(diagram).digest('hex').slice(0, 12)}.svg`;
}
