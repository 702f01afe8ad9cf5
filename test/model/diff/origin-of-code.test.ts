import * as fc from 'fast-check';
import { diffPrivileged, type KnownCode } from '../../../src/model/diff/compare/diff-privileged';
import { addressOf, FUNCTION_TYPE, type HandlerPart, type PrivilegedParts, type PrivilegedResource } from '../../../src/model/privileged/privileged-parts';
import { SEED } from '../arbitraries';

/** A version of the app: the code of each function, and the functions that act for the organization. */
interface Version {
  readonly code: Readonly<Record<string, string>>;
  readonly acting: readonly string[];
  /** The parts of those to which service tokens lead; the same as their names, unless given. */
  readonly parts?: Readonly<Record<string, HandlerPart>>;
}

/** Functions have the part that their name says, as long as they act. */
const PARTS: Readonly<Record<string, HandlerPart>> = { OnEvent: 'onEvent', IsComplete: 'isComplete', Framework: 'framework' };

function partsOfHandlers({ acting, parts = PARTS }: Version): Record<string, HandlerPart> {
  return Object.fromEntries(acting.filter((name) => Object.hasOwn(parts, name)).map((name) => [name, parts[name]]));
}

const NAMES = ['OnEvent', 'IsComplete', 'Framework', 'Report', 'Backup'];
const CODES = ['package', 'framework', 'reviewed', 'foreign', 'report'];

function partsOf(version: Version): PrivilegedParts {
  const { code, acting } = version;
  const resources = Object.entries(code).map(([logicalId, digest]): PrivilegedResource => (
    { stack: 'Org', logicalId, type: FUNCTION_TYPE, settings: {}, documents: {}, code: digest }));
  return { resources, serviceTokens: {}, providerFunctions: acting.map((logicalId) => addressOf({ stack: 'Org', logicalId })), handlerChain: Object.fromEntries(Object.entries(partsOfHandlers(version)).map(([name, part]) => [`Org.${name}`, part])) };
}

/** The origin of the new code of each function. */
function origins(before: Version, after: Version, known: KnownCode): Record<string, string> {
  return Object.fromEntries(diffPrivileged(partsOf(before), partsOf(after), known).flatMap((change) => (
    change.kind === 'functionCodeChanged' ? change.functions.map(({ logicalId }) => [logicalId, change.origin]) : [])));
}

const HANDLERS = ['OnEvent', 'IsComplete'];

test('code that only functions of the application ran before is unknown in a handler', () => {
  const before = { code: { OnEvent: 'package', IsComplete: 'package', Report: 'report', Backup: 'foreign' }, acting: HANDLERS };
  const after = { code: { ...before.code, OnEvent: 'report', IsComplete: 'foreign' }, acting: HANDLERS };
  expect(origins(before, after, { handlers: 'package' })).toEqual({ OnEvent: 'unknown', IsComplete: 'unknown' });
});

test('code of a function that becomes a handler in the same change is unknown in the other handlers', () => {
  const before = { code: { OnEvent: 'package', IsComplete: 'package', Report: 'report' }, acting: HANDLERS };
  const after = { code: { ...before.code, OnEvent: 'report' }, acting: [...HANDLERS, 'Report'] };
  expect(origins(before, after, { handlers: 'package' })).toEqual({ OnEvent: 'unknown' });
});

test('code that a handler ran before is deployed code in the same part, even if that handler is removed', () => {
  const before = { code: { OnEvent: 'foreign', IsComplete: 'package', Report: 'report' }, acting: HANDLERS };
  const after = (parts: Version['parts']) => ({ code: { Other: 'foreign', Report: 'foreign' }, acting: ['Other'], parts });
  expect(origins(before, after({ Other: 'onEvent' }), { handlers: 'package' })).toEqual({ Other: 'deployed', Report: 'application' });
  expect(origins(before, after({ Other: 'isComplete' }), { handlers: 'package' })).toEqual({ Other: 'unknown', Report: 'application' });
});

test('code of a function that acts with the role of the handlers, or that they mention, is unknown in a handler', () => {
  const before = { code: { OnEvent: 'package', IsComplete: 'package', Report: 'report' }, acting: [...HANDLERS, 'Report'] };
  expect(origins(before, { ...before, code: { ...before.code, IsComplete: 'report' } }, { handlers: 'package' })).toEqual({ IsComplete: 'unknown' });
});

test('code that is deployed already is unknown from the moment in which its function becomes a handler', () => {
  const before = { code: { OnEvent: 'package', Report: 'report', Backup: 'package' }, acting: ['OnEvent'] };
  const after = { ...before, acting: ['OnEvent', 'Report', 'Backup'], parts: { OnEvent: 'onEvent', Report: 'onEvent', Backup: 'isComplete' } as const };
  expect(origins(before, after, { handlers: 'package' })).toEqual({ Report: 'unknown' });
  expect(origins(after, after, { handlers: 'package' })).toEqual({});
  expect(origins(before, { ...after, parts: { OnEvent: 'onEvent' } }, { handlers: 'package' })).toEqual({});
});

const versions: fc.Arbitrary<Version> = fc.record({
  code: fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom(...CODES), { minKeys: 2 }),
  acting: fc.subarray(NAMES),
});
const knownCode: fc.Arbitrary<KnownCode> = fc.record(
  { handlers: fc.constant('package'), framework: fc.constant(['framework']), acknowledged: fc.constant(['reviewed']) }, { requiredKeys: [] },
);

test('only the package, the framework, a review, and handlers that are deployed vouch for the code of a handler', () => {
  let unknown = 0;
  fc.assert(fc.property(versions, versions, knownCode, (before, after, known) => {
    const vouched = new Set([known.handlers, ...known.framework ?? [], ...known.acknowledged ?? []]);
    const [former, present] = [before, after].map(partsOfHandlers);
    const ranIn = (part: HandlerPart | undefined) => (part === undefined ? [] : Object.keys(former).filter((name) => former[name] === part))
      .map((name) => before.code[name]);
    const found = origins(before, after, known);
    for (const [name, digest] of Object.entries(after.code)) {
      const acts = before.acting.includes(name) || after.acting.includes(name);
      const begins = Object.hasOwn(before.code, name) && present[name] !== undefined && present[name] !== former[name];
      const isForeign = (digest !== before.code[name] || begins) && acts && !vouched.has(digest) && !ranIn(present[name]).includes(digest);
      expect(found[name] === 'unknown').toBe(isForeign);
      if (isForeign) unknown++;
    }
  }), { seed: SEED, numRuns: 500 });
  expect(unknown).toBeGreaterThan(100);
});
