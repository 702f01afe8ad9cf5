import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { RELEASED_APPS, type ReleasedApp } from './release-apps';
import { AssemblyFiles } from '../deployment/assembly-files';
import { synthesize } from '../support/app';
import { build } from '../support/blueprint';

const RELEASES = join(__dirname, 'releases');
const SUFFIX = '.json.br';
/** All files but the tree of constructs, which only viewers read. */
const USED = /^(?!tree\.json$)/;
const SMALLEST = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
};

/** The folders of cloud assemblies by the name of the app. */
export type Assemblies = Readonly<Record<ReleasedApp, string>>;

export const APPS = Object.keys(RELEASED_APPS) as ReleasedApp[];

/** Synthesizes the apps with the code of this checkout. */
export function present(): Assemblies {
  return Object.fromEntries(APPS.map((app) => [app, synthesize(build(RELEASED_APPS[app]))])) as unknown as Assemblies;
}

/** The releases whose assemblies are kept, the first one first. */
export function releases(): string[] {
  const versions = readdirSync(RELEASES).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  return versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/** Keeps the assemblies of a release, each file once, however many of them have it. @returns the size in bytes */
export function keep(version: string, assemblies: Assemblies): number {
  const texts: string[] = [];
  const files = APPS.flatMap((app) => {
    const assembly = AssemblyFiles.read(assemblies[app]);
    return assembly.paths(USED).map((path) => {
      const text = assembly.bytes(path).toString();
      const known = texts.indexOf(text);
      return [`${app}/${path}`, known < 0 ? texts.push(text) - 1 : known] as const;
    });
  });
  const packed = brotliCompressSync(JSON.stringify({ files: Object.fromEntries(files), texts }), { params: SMALLEST });
  mkdirSync(RELEASES, { recursive: true });
  writeFileSync(join(RELEASES, version + SUFFIX), packed);
  return packed.length;
}

/** Writes the assemblies of a release into a folder. */
export function unpack(version: string, folder: string): Assemblies {
  const { files, texts } = JSON.parse(brotliDecompressSync(readFileSync(join(RELEASES, version + SUFFIX))).toString()) as {
    files: Record<string, number>; texts: string[];
  };
  for (const [path, index] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, texts[index]);
  }
  return Object.fromEntries(APPS.map((app) => [app, join(folder, app)])) as unknown as Assemblies;
}

/** The same assemblies in another folder, with other code of the handlers, whose asset has another key then. */
export function withHandlers(assemblies: Assemblies, folder: string, change: (code: string) => string): Assemblies {
  return Object.fromEntries(APPS.map((app) => {
    const files = AssemblyFiles.read(assemblies[app]);
    const [bundle] = files.paths(/^asset\.[^/]+\/index\.js$/);
    const key = bundle.split('/')[0].slice('asset.'.length);
    const changedKey = createHash('sha256').update(`changed ${key}`).digest('hex');
    files.put(bundle.replace(key, changedKey), change(files.bytes(bundle).toString()));
    files.remove(bundle);
    for (const path of files.paths(/\.json$/)) files.put(path, files.bytes(path).toString().replaceAll(key, changedKey));
    const target = join(folder, app);
    files.write(target);
    return [app, target];
  })) as unknown as Assemblies;
}
