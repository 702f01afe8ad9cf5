import type { Tags } from '../model';
import { assertion } from './failure';

export function assertTag(what: string, tags: Tags, key: string, value: string | undefined): void {
  const wanted = value === undefined ? `the tag "${key}"` : `the tag "${key}" with the value "${value}"`;
  assertion(Object.hasOwn(tags, key) && (value === undefined || tags[key] === value), `${what} was expected to have ${wanted}, but it has`,
    Object.entries(tags).map(([name, there]) => `${name}=${there}`));
}
