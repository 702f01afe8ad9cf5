import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../find-chromium';

/**
 * Takes a picture of the first screen of a page, if there is a Chromium.
 * @param hash the end of the page's address, such as `#replay` for a tab
 */
export async function pictureOf(page: string, file: string, hash = ''): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log('SKIPPED: there is no Chromium on the PATH, nor does CHROMIUM name one, so no picture is taken');
    return;
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await tab.goto(pathToFileURL(page).href + hash);
    await tab.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}
