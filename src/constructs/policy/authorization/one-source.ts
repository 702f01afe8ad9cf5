import { problem } from '../../validation';

/** Messages where not exactly one of several props says what a policy holds. */
export function oneSourceProblems(noun: string, sources: Readonly<Record<string, unknown>>): string[] {
  const given = Object.keys(sources).filter((name) => sources[name] !== undefined);
  if (given.length === 1) return [];
  const names = Object.keys(sources);
  return [problem({
    wrong: given.length === 0 ? `The ${noun} has no document` : `The ${noun} has more than one document`,
    given: given.join(', ') || 'nothing',
    remedy: `Give exactly one of ${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`,
  })];
}
