import * as fc from 'fast-check';
import { diffPrivileged, type KnownCode } from '../../../src/model/diff/compare/diff-privileged';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from '../../../src/model/privileged/privileged-parts';
import { SEED } from '../arbitraries';

/** A version of the app: the code of each function, and the functions that act for the organization. */
interface Version {
  readonly code: Readonly<Record<string, string>>;
  readonly acting: readonly string[];
}

const NAMES = ['OnEvent', 'IsComplete', 'Report', 'Backup'];
const CODES = ['package', 'framework', 'reviewed', 'foreign', 'report'];

function partsOf({ code, acting }: Version): PrivilegedParts {
  const resources = Object.entries(code).map(([logicalId, digest]): PrivilegedResource => (
    { stack: 'Org', logicalId, type: FUNCTION_TYPE, settings: {}, documents: {}, code: digest }));
  return { resources, serviceTokens: {}, providerFunctions: acting.map((logicalId) => addressOf({ stack: 'Org', logicalId })) };
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

test('code that a handler ran before is deployed code, even if that handler is removed', () => {
  const before = { code: { OnEvent: 'foreign', IsComplete: 'package', Report: 'report' }, acting: HANDLERS };
  expect(origins(before, { code: { IsComplete: 'foreign', Report: 'foreign' }, acting: ['IsComplete'] }, { handlers: 'package' }))
    .toEqual({ IsComplete: 'deployed', Report: 'application' });
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
    const ranInHandlers = before.acting.map((name) => before.code[name]);
    const found = origins(before, after, known);
    for (const [name, digest] of Object.entries(after.code)) {
      const acts = before.acting.includes(name) || after.acting.includes(name);
      const isForeign = digest !== before.code[name] && acts && !vouched.has(digest) && !ranInHandlers.includes(digest);
      expect(found[name] === 'unknown').toBe(isForeign);
      if (isForeign) unknown++;
    }
  }), { seed: SEED, numRuns: 500 });
  expect(unknown).toBeGreaterThan(100);
});
