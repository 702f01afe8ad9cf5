import { readYaml, type YamlText } from './yaml-text';
import type { ForeignFiles } from '../foreign-organization';

const DEEPEST = 10;

/**
 * Reads a YAML file with the files that it includes, which have to be among those that are given.
 * @param prepare changes the text before it is read
 * @throws Error if an include is missing or circular, or if a file is not YAML
 */
export function readYamlFile(
  files: ForeignFiles, file: string, prepare: (text: string) => string = (text) => text, includedBy: readonly string[] = [],
): YamlText {
  const text = files.get(file);
  if (text === undefined) {
    const [from] = includedBy.slice(-1);
    throw new Error(`${from} includes a file that is not given: ${file}. Give the folder that has both.`);
  }
  if (includedBy.includes(file) || includedBy.length > DEEPEST) {
    throw new Error(`${file} includes itself: ${[...includedBy, file].join(', ')}. Remove one of the includes.`);
  }
  return readYaml(file, prepare(text), (path) => readYamlFile(files, relativeTo(file, path), prepare, [...includedBy, file]).value);
}

/** The path of a file that another one names, such as `policies/deny.json` for `../policies/deny.json` in `units/all.yml`. */
export function relativeTo(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) throw new Error(`${file} names a file outside of what is given: ${path}. Give the folder that has both.`);
      parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return parts.join('/');
}
