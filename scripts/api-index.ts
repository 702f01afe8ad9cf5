/**
 * Writes an index by area on top of API.md, from the assembly of jsii (`.jsii`). The task `docgen` runs it after API.md was generated.
 *
 *   npx tsx scripts/api-index.ts [--assembly FILE] [--api FILE]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ApiType, withIndex } from './api-index/index-page';

const ROOT = join(__dirname, '..');

const { values: { assembly, api } } = parseArgs({
  options: { assembly: { type: 'string', default: join(ROOT, '.jsii') }, api: { type: 'string', default: join(ROOT, 'API.md') } },
});
const { types } = JSON.parse(readFileSync(assembly, 'utf8')) as { readonly types: Readonly<Record<string, ApiType>> };
const text = withIndex(readFileSync(api, 'utf8'), Object.values(types));
writeFileSync(api, text);
