import { InvalidArgumentError } from 'commander';

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

/** A Region by its shape, since there are more every year. One that is misspelled would be denied wherever Regions are limited. */
export function region(text: string): string {
  if (REGION.test(text)) return text;
  const meant = text.trim().toLowerCase().replace(/[\s_]+/g, '-').replace(/-?(\d{1,2})[a-z]?$/, '-$1');
  throw new InvalidArgumentError(REGION.test(meant) ? `Did you mean ${meant}?` : 'Write a Region as AWS does, such as eu-central-1.');
}
