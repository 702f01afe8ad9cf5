import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/find-chromium';
import type { PageData } from '../../../src/report';
import { htmlPage } from '../../../src/report/html-page';

/** The browser with which pages are looked at; undefined, with a note, if there is none. */
export const CHROMIUM = findChromium();
if (CHROMIUM === undefined) console.log('There is no Chromium on the PATH, nor does CHROMIUM name one: the page is not looked at in a browser.');

export interface OpenPage {
  readonly tab: Page;
  /** Addresses that the page asked for, its own first. */
  readonly asked: string[];
}

/** Opens pages in one browser, which lasts as long as the tests of a file. An error in a page fails the test. */
export function pageOpener(executablePath: string) {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  return async (data: PageData, hash = '', options: BrowserContextOptions = {}): Promise<OpenPage> => {
    const asset = (name: string) => readFileSync(join(__dirname, '../../../assets/page', name), 'utf8');
    const file = join(folder, 'page.html');
    writeFileSync(file, htmlPage(data, { script: asset('index.js'), style: asset('index.css') }));
    const tab = await browser.newPage(options);
    const asked: string[] = [];
    tab.on('request', (request) => asked.push(request.url()));
    tab.on('pageerror', (error) => { throw error; });
    tab.on('console', (message) => { if (message.type() === 'error') throw new Error(message.text()); });
    await tab.goto(pathToFileURL(file).href + hash);
    return { tab, asked };
  };
}
