import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageAssets } from '../report';

/** The script and the style of the HTML page, which lie beside the bundle of this command line. */
export function pageAssets(): PageAssets {
  const read = (name: string) => readFileSync(join(__dirname, '..', 'page', name), 'utf8');
  return { script: read('index.js'), style: read('index.css') };
}
