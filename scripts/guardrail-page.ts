/**
 * Writes the generated pages about guardrails: docs/guardrails/catalogue.md from the catalogue and its cases, and the tables in
 * docs/guardrails/sets.md from the ready sets. A test compares both with what is committed.
 *
 *   npm run guardrail-pages
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cataloguePage } from './guardrail-pages/catalogue-page';
import { setTables } from './guardrail-pages/set-tables';
import { GUARDRAIL_CASES } from '../test/constructs/guardrails/cases';

const FOLDER = join(__dirname, '..', 'docs', 'guardrails');

/** The tables follow this line; the text above it is written by hand. */
const TABLES = '<!-- Generated from here on by npm run guardrail-pages. Do not edit. -->';

export interface GeneratedPage {
  readonly path: string;
  readonly text: string;
}

export function guardrailPages(): GeneratedPage[] {
  const sets = join(FOLDER, 'sets.md');
  const [byHand] = readFileSync(sets, 'utf8').split(TABLES);
  return [
    { path: join(FOLDER, 'catalogue.md'), text: cataloguePage(GUARDRAIL_CASES) },
    { path: sets, text: `${byHand}${TABLES}\n\n${setTables()}` },
  ];
}

if (require.main === module) {
  for (const { path, text } of guardrailPages()) writeFileSync(path, text);
}
