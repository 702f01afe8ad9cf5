import fc from 'fast-check';
import { compileResourcePattern } from '../../../src/policy/evaluate/patterns/arn-pattern';
import { compileGlob, globUnits, matchesGlob, matchingStarts, patternCovers } from '../../../src/policy/evaluate/patterns/glob';
import { parseTemplate } from '../../../src/policy/evaluate/patterns/template';
import { RequestContext } from '../../../src/policy/evaluate/request/request-context';

type Parts = Parameters<typeof compileGlob>[0];

const units = (pattern: string) => globUnits(parseTemplate(pattern, { wildcards: true, variables: false }) as Parts);

/** A text that counts the accesses to each of its characters. */
function counted(text: string): { characters: readonly string[]; reads: () => number } {
  let reads = 0;
  const characters = new Proxy([...text], {
    get: (target, key) => {
      if (key !== 'length') reads += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  return { characters, reads: () => reads };
}

/** Recursive and slow, following the definition. */
function naive(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern[0] === '*') return naive(rest, text) || (text !== '' && naive(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && naive(rest, text.slice(1));
}

/** The size of the largest policy and of the longest ARN. Source: AWS Organizations User Guide, "Quotas"; IAM API Reference, `arnType`. */
const LARGEST_PATTERN = 10_240;
const LONGEST_TEXT = 2_048;

describe('patterns from policies', () => {
  const letters = fc.stringMatching(/^[ab*?]{0,8}$/);
  const text = fc.stringMatching(/^[ab]{0,10}$/);

  test('match according to the definition of the wildcards', () => {
    fc.assert(fc.property(letters, text, (pattern, given) => {
      expect(compileGlob(parseTemplate(pattern, { wildcards: true, variables: false }) as Parts)(given)).toBe(naive(pattern, given));
    }), { numRuns: 2_000 });
  });

  test('match the rest of a text from each position like that rest on its own', () => {
    fc.assert(fc.property(letters, text, (pattern, given) => {
      const expected = Array.from({ length: given.length + 1 }, (_, start) => naive(pattern, given.slice(start)));
      expect(matchingStarts(units(pattern), [...given])).toEqual(expected);
    }), { numRuns: 1_000 });
  });

  test('cover another pattern only if they match all that it matches', () => {
    fc.assert(fc.property(letters, letters, text, (wide, narrow, given) => {
      if (patternCovers(wide, narrow) && naive(narrow, given)) expect(naive(wide, given)).toBe(true);
    }), { numRuns: 5_000 });
  });

  test.each([
    ['five stars', '*a*a*a*a*b', 'a'.repeat(LONGEST_TEXT)],
    ['stars alone', '*'.repeat(LARGEST_PATTERN), 'a'.repeat(LONGEST_TEXT)],
    ['a star before each letter', `${'*a'.repeat(LARGEST_PATTERN / 2 - 1)}*b`, 'a'.repeat(LONGEST_TEXT)],
    ['a star before each question mark', `${'*?'.repeat(LARGEST_PATTERN / 2 - 1)}*b`, 'a'.repeat(LONGEST_TEXT)],
    ['one star before half of the text', `*${'a'.repeat(LONGEST_TEXT / 2)}b`, 'a'.repeat(LONGEST_TEXT)],
  ])('end within the product of both lengths, however hostile: %s', (_name, pattern, given) => {
    const { characters, reads } = counted(given);
    matchesGlob(units(pattern), characters);
    expect(reads()).toBeLessThanOrEqual(pattern.length * given.length);
    const starts = counted(given);
    matchingStarts(units(pattern).slice(0, 200), starts.characters);
    expect(starts.reads()).toBeLessThanOrEqual(200 * (given.length + 1));
  });
});

describe('patterns of resources', () => {
  const looking = (lookup: RequestContext['lookup']) => Object.assign(new RequestContext({ action: 's3:GetObject' }), { lookup });
  const context = looking((key) => ({ 'aws:PrincipalAccount': ['1'], 'aws:SourceArn': 'unknown' } as const)[key] ?? 'missing');
  const matches = (pattern: string, arn: string) => compileResourcePattern(pattern, true)(arn, context);

  /** Each segment on its own; a star at the end of a segment may span further pieces. Tries all divisions. */
  function divided(segments: readonly string[], pieces: readonly string[]): boolean {
    if (pieces.length === 0) return false;
    const [segment, ...others] = segments;
    if (others.length === 0) return segments.length === 1 && naive(segment, pieces[0]);
    if (!naive(segment, pieces[0])) return false;
    const longest = segment.endsWith('*') ? pieces.length : 1;
    return Array.from({ length: longest }, (_, index) => pieces.slice(index + 1)).some((rest) => (
      others.length === 1 && segments.length === 2 && others[0] !== undefined
        ? rest.length > 0 && naive(others[0], rest.join(':')) : divided(others, rest)));
  }

  test('have the same result for long texts, which are compared all at once, as for short ones', () => {
    const piece = fc.constantFrom('', 'a', 'b', 'ab');
    const segment = fc.constantFrom('*', 'a', 'a*', '*b', '?', 'b');
    const arn = fc.array(piece, { minLength: 17, maxLength: 19 }).map((pieces) => ['arn', ...pieces]);
    const pattern = fc.array(segment, { minLength: 5, maxLength: 5 }).map((segments) => ['arn', ...segments]);
    fc.assert(fc.property(pattern, arn, (segments, pieces) => {
      expect(matches(segments.join(':'), pieces.join(':'))).toBe(divided(segments, pieces));
    }), { numRuns: 500 });
  });

  test('name the unknown parts of a long text too', () => {
    const long = `arn:aws:s3:::${'a:'.repeat(20)}b`;
    expect(matches('arn:*:*:*:*:${aws:SourceArn}', long)).toEqual(['aws:SourceArn']);
    expect(matches('arn:*:*:*:*:${aws:PrincipalTag/none}', long)).toBe(false);
    expect(matches('arn:*:*:*:*:?:${aws:PrincipalAccount}', 'arn:aws:s3:::' + 'a:'.repeat(20) + '1')).toBe(true);
  });

  test('compare no segment twice with the same piece, regardless of the number of colons in a resource', () => {
    let lookups = 0;
    const counting = looking(() => { lookups += 1; return ['a']; });
    const pieces = LONGEST_TEXT / 2 - 2;
    const hostile = 'arn:${aws:a}*:${aws:b}*:${aws:c}*:${aws:d}*:never';
    expect(compileResourcePattern(hostile, true)(`arn:${'a:'.repeat(pieces)}x`, counting)).toBe(false);
    // At most one lookup for each of four segments and each piece.
    expect(lookups).toBeLessThanOrEqual(4 * (pieces + 1));
  });
});
