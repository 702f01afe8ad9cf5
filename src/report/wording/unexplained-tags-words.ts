import { count } from './words';
import type { UnexplainedTag } from '../../model';

/** `The code does not explain 2 tags of this library`. */
export function unexplainedTagsWords(tags: readonly UnexplainedTag[]): string {
  return `The code does not explain ${count(tags.length, 'tag')} of this library`;
}
