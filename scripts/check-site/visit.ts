import type { Page as Tab } from 'playwright-core';

/** The content of a page. */
interface Look {
  /** The addresses of its links. */
  readonly links: readonly string[];
  readonly ids: readonly string[];
  readonly brokenPictures: readonly string[];
  readonly pictures: number;
  /** By how many pixels the page is wider than the screen. */
  readonly excess: number;
}

/** A page as it was in the browser. */
export interface Visit extends Look {
  readonly url: string;
  /** Errors on the console, and requests that fail or go to another host. */
  readonly errors: readonly string[];
  /** The files that it loads, with itself. */
  readonly files: readonly string[];
}

/** Milliseconds. A machine that builds beside this can be slow. */
const PATIENCE = 120_000;

/** Opens a page, and waits until its scripts have run. */
export async function visit(tab: Tab, url: string): Promise<Visit> {
  const errors: string[] = [];
  const files = new Set<string>();
  const { origin } = new URL(url);
  tab.removeAllListeners();
  tab.on('console', (message) => { if (message.type() === 'error') errors.push(`console: ${message.text()}`); });
  tab.on('pageerror', (error) => errors.push(`exception: ${error.message}`));
  tab.on('requestfailed', (request) => errors.push(`request failed: ${request.url()}`));
  tab.on('request', (request) => {
    const address = new URL(request.url());
    if (address.origin === origin) files.add(address.pathname);
    else if (!/^(?:data|blob):$/.test(address.protocol)) errors.push(`request to another host: ${request.url()}`);
  });
  tab.on('response', (response) => { if (response.status() >= 400) errors.push(`status ${response.status()}: ${response.url()}`); });
  await open(tab, url);
  return { url, errors, files: [...files], ...await tab.evaluate(LOOK) as Look };
}

/** Loads a page, until Vue has taken it over if it is one of VitePress. */
export async function open(tab: Tab, url: string): Promise<void> {
  await tab.goto(url, { waitUntil: 'load', timeout: PATIENCE });
  await tab.waitForFunction(READY, undefined, { polling: 50, timeout: PATIENCE });
}

/** Runs in the page. A picture that cannot be decoded has no width. */
const LOOK = `(async () => {
  const images = [...document.images];
  for (const image of images) {
    image.loading = 'eager';
    await image.decode().catch(() => undefined);
  }
  return {
    links: [...document.querySelectorAll('a[href]')].map(({ href }) => href),
    ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    brokenPictures: images.filter(({ naturalWidth }) => naturalWidth === 0).map(({ src }) => src),
    pictures: images.length,
    excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
})()`;

/** A page of VitePress is ready when Vue has taken it over. */
const READY = 'document.querySelector("body > #app") === null || "__vue_app__" in document.querySelector("body > #app")';
