import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inOrder, PACKAGE, readActions, readData, type ResourceTypeEntry, withPlaceholder } from './iam-data';

/** Gives each different text a place, in the order in which they come. */
class Places {
  private readonly places = new Map<string, number>();

  public of(text: string): string {
    const place = this.places.get(text) ?? this.places.size;
    this.places.set(text, place);
    return place.toString(36);
  }

  public texts(): string[] {
    return [...this.places.keys()];
  }
}

/** ARNs without what stands before their service, with `*` for each placeholder. Some types have two. */
function arnShapes({ arn }: ResourceTypeEntry): string[] {
  return arn.split(', ').map((each) => each.split(':').slice(2).join(':').replace(/\$\{[^}]*\}/g, '*'));
}

/** One row a service: see the comment that the generated table has. */
export function actionDetailRows(): string[] {
  return readdirSync(join(PACKAGE, 'data', 'actions')).sort().map(detailRow);
}

function detailRow(file: string): string {
  const actions = readActions(file).sort((one, other) => (one.name < other.name ? -1 : 1));
  const types = existsSync(join(PACKAGE, 'data', 'resourceTypes', file))
    ? readData<Record<string, ResourceTypeEntry>>(join('resourceTypes', file)) : {};
  const [keys, shapes, keySets, resourceSets] = [new Places(), new Places(), new Places(), new Places()];
  const keySet = (names: readonly string[] = []) => keySets.of(inOrder(names.map(withPlaceholder)).map((name) => keys.of(name)).join('.'));
  const rows = actions.map(({ conditionKeys, resourceTypes }) => {
    const resources = resourceTypes.flatMap((type) => {
      const entry = types[type.name.toLowerCase()];
      if (entry === undefined) throw new Error(`The table does not have the resource type ${type.name} of ${file}.`);
      return arnShapes(entry).map((shape) => [shapes.of(shape), keySet(type.conditionKeys), keySet(entry.conditionKeys), type.required ? 'r' : 'o'].join('.'));
    });
    return `${keySet(conditionKeys)}.${resourceSets.of(resources.join('~'))}`;
  });
  const fields = [keys, shapes, keySets, resourceSets].map((places) => places.texts());
  const broken = fields.flat().find((text) => /[|,'\\<>]/.test(text));
  if (broken !== undefined) throw new Error(`${broken} of ${file} does not fit into the table.`);
  return [file.replace(/\.json$/, ''), ...fields.map((texts) => texts.join(',')), rows.join(',')].join('|');
}
