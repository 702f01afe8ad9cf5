/**
 * Writes API.md, an index by area, and a page for each area below docs/api. The task `docgen` runs it after jsii-docgen.
 *
 *   npx tsx scripts/api-pages.ts [--assembly FILE] [--reference FILE] [--output FOLDER]
 *
 * The assembly is that of jsii (`.jsii`), and the reference the JSON of jsii-docgen.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { areaPage } from './api-pages/area-page';
import { indexPage, pageOf, typesByArea } from './api-pages/index-page';
import { apiTypes, type AssemblyType, type DocgenJson } from './api-pages/reference';

const ROOT = join(__dirname, '..');

const { values } = parseArgs({
  options: {
    assembly: { type: 'string', default: join(ROOT, '.jsii') },
    reference: { type: 'string', default: join(ROOT, 'tmp', 'api.json') },
    output: { type: 'string', default: ROOT },
  },
});
const { types } = JSON.parse(readFileSync(values.assembly, 'utf8')) as { readonly types: Readonly<Record<string, AssemblyType>> };
const all = apiTypes(Object.values(types), JSON.parse(readFileSync(values.reference, 'utf8')) as DocgenJson);
const areas = [...typesByArea(all)];
const pageByType = new Map(areas.flatMap(([area, inside]) => inside.map(({ assembly: { fqn } }) => [fqn, pageOf(area)] as const)));
const folder = join(values.output, 'docs', 'api');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [area, inside] of areas) writeFileSync(join(folder, pageOf(area)), areaPage(area, inside, all, pageByType));
writeFileSync(join(values.output, 'API.md'), indexPage(all));
