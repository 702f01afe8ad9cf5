import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { open } from './visit';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

/** Takes pictures of pages for somebody who looks at them. */
export async function takePictures(browser: Browser, url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const shots = [
    { name: 'desktop', page: '', viewport: DESKTOP }, { name: 'phone', page: 'guide/getting-started.html', viewport: PHONE },
    { name: 'dark', page: 'guardrails.html', viewport: DESKTOP, colorScheme: 'dark' as const },
    { name: 'diagram', page: 'contributing/architecture.html#from-the-event-to-the-decision', viewport: DESKTOP, colorScheme: 'dark' as const },
    { name: 'phone-table', page: 'review-commands.html', viewport: PHONE, colorScheme: 'dark' as const },
  ];
  for (const { name, page, ...options } of shots) {
    const tab = await browser.newPage(options);
    await open(tab, url + page);
    await tab.screenshot({ path: join(folder, `${name}.png`) });
    await tab.close();
  }
}
