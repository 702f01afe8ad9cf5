import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { APP_NAMES, type AppName, RELEASED_APPS, type Version, VERSIONS } from './release-apps';
import { AssemblyFiles } from '../deployment/assembly-files';
import { synthesizeApp } from '../support/app';

const RELEASES = join(__dirname, 'releases');
const SUFFIX = '.json.br';
/** All files but the tree of constructs, which only viewers read. */
const USED = /^(?!tree\.json$)/;
const SMALLEST = {
  [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
};

/** The folders of the cloud assemblies of an app. */
export type Assemblies = Readonly<Record<Version, string>>;
export type Release = Readonly<Record<AppName, Assemblies>>;

/** Synthesizes the apps with the code of this checkout. */
export function present(): Release {
  return eachVersion((app, version) => synthesizeApp(RELEASED_APPS[app].versions[version]));
}

function eachVersion(folderOf: (app: AppName, version: Version) => string): Release {
  const assemblies = (app: AppName) => Object.fromEntries(VERSIONS.map((version) => [version, folderOf(app, version)]));
  return Object.fromEntries(APP_NAMES.map((app) => [app, assemblies(app)])) as unknown as Release;
}

/** The releases whose assemblies are kept, the first one first. */
export function releases(): string[] {
  const versions = readdirSync(RELEASES).filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  return versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/** Keeps the assemblies of a release, each file once, however many of them have it. @returns the size in bytes */
export function keep(name: string, release: Release): number {
  const texts: string[] = [];
  const files = APP_NAMES.flatMap((app) => VERSIONS.flatMap((version) => {
    const assembly = AssemblyFiles.read(release[app][version]);
    return assembly.paths(USED).map((path) => {
      const text = assembly.bytes(path).toString();
      const known = texts.indexOf(text);
      return [`${app}/${version}/${path}`, known < 0 ? texts.push(text) - 1 : known] as const;
    });
  }));
  const packed = brotliCompressSync(JSON.stringify({ files: Object.fromEntries(files), texts }), { params: SMALLEST });
  mkdirSync(RELEASES, { recursive: true });
  writeFileSync(join(RELEASES, name + SUFFIX), packed);
  return packed.length;
}

/** Writes the assemblies of a release into a folder. */
export function unpack(name: string, folder: string): Release {
  const { files, texts } = JSON.parse(brotliDecompressSync(readFileSync(join(RELEASES, name + SUFFIX))).toString()) as {
    files: Record<string, number>; texts: string[];
  };
  for (const [path, index] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, texts[index]);
  }
  return eachVersion((app, version) => join(folder, app, version));
}

/** The same assemblies in another folder, with other code of the handlers, whose asset has another key then. */
export function withHandlers(assemblies: Assemblies, folder: string, change: (code: string) => string): Assemblies {
  return Object.fromEntries(VERSIONS.map((version) => {
    const files = AssemblyFiles.read(assemblies[version]);
    const [bundle] = files.paths(/^asset\.[^/]+\/index\.js$/);
    const key = bundle.split('/')[0].slice('asset.'.length);
    const changedKey = createHash('sha256').update(`changed ${key}`).digest('hex');
    files.put(bundle.replace(key, changedKey), change(files.bytes(bundle).toString()));
    files.remove(bundle);
    for (const path of files.paths(/\.json$/)) files.put(path, files.bytes(path).toString().replaceAll(key, changedKey));
    const target = join(folder, version);
    files.write(target);
    return [version, target];
  })) as unknown as Assemblies;
}
