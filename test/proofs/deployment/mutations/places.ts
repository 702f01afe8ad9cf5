import type { AssemblyFiles, Json } from '../assembly-files';
import type { Draw } from './draw';

/** Changes an assembly. @returns what it did, in words; undefined if the assembly has no place for it */
export type Mutator = (files: AssemblyFiles, draw: Draw) => string | undefined;

export const MANIFEST = /(^|\/)manifest\.json$/;
export const ASSETS = /\.assets\.json$/;
export const TEMPLATE = /\.template\.json$/;

const STACK = 'aws:cloudformation:stack';

/** The artifacts of a manifest of the assembly, with the manifest. */
export function artifactsOf(
  files: AssemblyFiles, isWanted: (artifact: Json) => boolean,
): { readonly manifest: string; readonly id: string }[] {
  return files.paths(MANIFEST).flatMap((manifest) => Object.entries<Json>(files.json(manifest).artifacts ?? {})
    .filter(([, artifact]) => isWanted(artifact)).map(([id]) => ({ manifest, id })));
}

/** Changes one of the stack artifacts. */
export function onStack(change: (artifact: Json, draw: Draw, id: string, artifacts: Json) => string | undefined): Mutator {
  return (files, draw) => {
    const stacks = artifactsOf(files, ({ type }) => type === STACK);
    if (stacks.length === 0) return undefined;
    const { manifest, id } = draw.of(stacks);
    return files.edit(manifest, ({ artifacts }) => prefixed(id, change(artifacts[id], draw, id, artifacts)));
  };
}

/** Changes one of the file assets that asset manifests have. */
export function onFileAsset(change: (asset: Json, draw: Draw, id: string, all: Json) => string | undefined): Mutator {
  return (files, draw) => {
    const paths = files.paths(ASSETS).filter((path) => Object.keys(files.json(path).files ?? {}).length > 0);
    if (paths.length === 0) return undefined;
    const path = draw.of(paths);
    return files.edit(path, (manifest) => {
      const id = draw.of(Object.keys(manifest.files));
      return prefixed(`${path} ${id.slice(0, 8)}`, change(manifest.files[id], draw, id, manifest));
    });
  };
}

/** Changes one of the resources of templates that a filter accepts. */
export function onResource(
  isWanted: (resource: Json) => boolean, change: (resource: Json, draw: Draw, template: Json) => string | undefined,
): Mutator {
  return (files, draw) => {
    const places = files.paths(TEMPLATE).flatMap((path) => Object.entries<Json>(files.json(path).Resources ?? {})
      .filter(([, resource]) => isWanted(Object(resource))).map(([id]) => ({ path, id })));
    if (places.length === 0) return undefined;
    const { path, id } = draw.of(places);
    return files.edit(path, (template) => prefixed(`${path} ${id}`, change(template.Resources[id], draw, template)));
  };
}

function prefixed(place: string, what: string | undefined): string | undefined {
  return what === undefined ? undefined : `${place}: ${what}`;
}
