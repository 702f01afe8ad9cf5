import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  canonicalDocument, CompiledPolicy, evaluate, FULL_AWS_ACCESS, packStatements, parseJson, parsePolicyDocument, policySize,
  type AccessRequest, type PolicyDocument, type Statement, writePolicyDocument, writeStatement,
} from '../../../src/policy';
import { actionCovers } from '../../../src/policy/pack';
import { searchBins } from '../../../src/policy/pack/bin-search';
import { documents, requests, SEED } from '../arbitraries';
import { VALID_POLICIES } from '../published-policies';

const LIMITS = { maxContentLength: 10_240, maxDocuments: 10 };
const FULL = new CompiledPolicy('FullAWSAccess', FULL_AWS_ACCESS);
const parse = (value: Parameters<typeof parsePolicyDocument>[0]) => parsePolicyDocument(value, 'SERVICE_CONTROL_POLICY');

function decision(policies: readonly PolicyDocument[], request: AccessRequest) {
  const compiled = policies.map((policy, index) => new CompiledPolicy(`${index}`, policy));
  return evaluate({ levels: [{ name: 'root', serviceControlPolicies: [FULL, ...compiled] }], request }).decision;
}

const published: Statement[] = VALID_POLICIES.filter(({ language }) => language === 'SERVICE_CONTROL_POLICY')
  .flatMap(({ text }) => parse(parseJson(text)).statements);

const one = (sid: string, action: string): Statement => ({
  sid,
  effect: 'Deny',
  action: { negated: false, patterns: [action] },
  resource: { negated: false, patterns: ['*'] },
  conditions: [],
});

/** Characters as the service counts them. */
const sizeOf = (document: PolicyDocument) => policySize(JSON.stringify(writePolicyDocument(document)));

/** The canonical form as text. */
const canonicalText = (document: PolicyDocument) => JSON.stringify(writePolicyDocument(canonicalDocument(document)));

/** The number of documents that are not among the others. */
function changed(before: readonly PolicyDocument[], after: readonly PolicyDocument[]): number {
  const texts = new Set(before.map(canonicalText));
  return after.filter((document) => !texts.has(canonicalText(document))).length;
}

test('the canonical form keeps every verdict', () => {
  fc.assert(fc.property(documents, requests, (value, request) => {
    const document = parse(value);
    const canonical = parse(parseJson(canonicalText(document)));
    expect(decision([canonical], request)).toBe(decision([document], request));
    expect(decision([canonical], { action: request.action })).toBe(decision([document], { action: request.action }));
  }), { seed: SEED, numRuns: 1_500 });
});

test('the canonical form of itself is the same, and the order of statements does not matter', () => {
  fc.assert(fc.property(documents, (value) => {
    const document = parse(value);
    const text = canonicalText(document);
    expect(canonicalText(parse(parseJson(text)))).toBe(text);
    expect(canonicalText({ ...document, statements: [...document.statements].reverse() })).toBe(text);
  }), { seed: SEED, numRuns: 1_000 });
});

test('packing keeps every verdict', () => {
  const tight = { maxContentLength: 700, maxDocuments: 50 };
  fc.assert(fc.property(fc.array(documents, { minLength: 1, maxLength: 4 }), requests, (values, request) => {
    const policies = values.map(parse);
    const packed = packStatements(policies.flatMap(({ statements }) => statements), tight);
    for (const document of packed) expect(policySize(canonicalText(document))).toBeLessThanOrEqual(tight.maxContentLength);
    expect(decision(packed, request)).toBe(decision(policies, request));
  }), { seed: SEED, numRuns: 800 });
});

test('the published policies fit into four documents', () => {
  const packed = packStatements(published, LIMITS);
  expect(packed.length).toBe(4);
  for (const document of packed) {
    expect(policySize(canonicalText(document))).toBeLessThanOrEqual(LIMITS.maxContentLength);
    expect(parse(parseJson(canonicalText(document))).statements.length).toBeGreaterThan(0);
  }
});

test('docs/policies.md contains the number of saved characters for documents of a PolicySet', () => {
  const scps = VALID_POLICIES.filter(({ language }) => language === 'SERVICE_CONTROL_POLICY');
  const packed = packStatements(published, LIMITS);
  const rows: [string, readonly number[]][] = [
    ['as published, white space taken away', scps.map(({ text }) => policySize(text))],
    ['canonical', scps.map(({ text }) => policySize(canonicalText(parse(parseJson(text)))))],
    ['packed, 10,240 characters each', packed.map(sizeOf)],
  ];
  const table = rows.map(([what, sizes]) => `| ${what} | ${sizes.length} | ${sizes.reduce((sum, size) => sum + size, 0).toLocaleString('en')} |`);
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'policies.md'), 'utf8')).toContain(table.join('\n'));
});

test('a statement added at the end changes one document', () => {
  const before = packStatements(published, LIMITS);
  expect(changed(before, packStatements([...published, one('New', 'glacier:AddTagsToVault')], LIMITS))).toBe(1);
});

test('with previous documents, a statement added, changed or removed anywhere changes one document', () => {
  const before = packStatements(published, LIMITS);
  fc.assert(fc.property(fc.nat({ max: published.length - 1 }), (place) => {
    const added = [...published.slice(0, place), one('New', 'glacier:AddTagsToVault'), ...published.slice(place)];
    expect(changed(before, packStatements(added, LIMITS, before))).toBe(1);
    const removed = published.filter((_, index) => index !== place);
    expect(changed(before, packStatements(removed, LIMITS, before))).toBeLessThanOrEqual(1);
    expect(changed(before, packStatements(published, LIMITS, before))).toBe(0);
  }), { seed: SEED, numRuns: 40 });
});

test('statements that differ only in their actions become one, and covered actions are removed', () => {
  const document = canonicalDocument({ version: '2012-10-17', statements: [one('B', 's3:Put*'), one('A', 's3:PutObject'), one('C', 'sqs:*')] });
  expect(document.statements).toEqual([{ ...one('A', ''), action: { negated: false, patterns: ['s3:Put*', 'sqs:*'] } }]);
});

test('statements with NotAction stay separate', () => {
  const statements = ['s3:*', 'sqs:*'].map((action, index) => ({ ...one(`S${index}`, ''), action: { negated: true, patterns: [action] } }));
  expect(canonicalDocument({ statements }).statements).toHaveLength(2);
});

test.each([
  ['*', 's3:GetObject', true], ['s3:*', 's3:Get*', true], ['s3:Get*', 's3:*', false], ['s3:G?t*', 's3:GetObject', true],
  ['s3:?et*', 's3:*et*', false], ['S3:get*', 's3:GetObject', true], ['s3:*a', 's3:*aa', true], ['s3:*', 'sqs:*', false], ['*:*', '*', true],
])('%s covers %s: %s', (pattern, other, covers) => {
  expect(actionCovers(pattern, other)).toBe(covers);
});

const EMPTY_DOCUMENT = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;
const ROOM = LIMITS.maxContentLength - EMPTY_DOCUMENT;

/** A statement that takes this number of characters in a document, including the comma. */
function ofLength(length: number, index: number): Statement {
  const number = String(index).padStart(3, '0');
  const named = (name: string): Statement => (
    { ...one(`S${number}`, 's3:GetObject'), resource: { negated: false, patterns: [`arn:aws:s3:::${number}${name}`] } });
  return named('x'.repeat(length - JSON.stringify(writeStatement(named(''))).length - 1));
}

/** Statements that fill documents except for a few characters each, in any order. */
const exactPacks = fc.array(fc.record({
  shares: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }), empty: fc.integer({ min: 10, max: 60 }),
}), { minLength: 1, maxLength: 5 }).chain((wanted) => {
  const lengths = wanted.flatMap(({ shares, empty }) => {
    const least = 130;
    const unit = (ROOM - empty - shares.length * least) / shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share) => least + Math.floor(share * unit));
  });
  return fc.shuffledSubarray(lengths, { minLength: lengths.length })
    .map((shuffled) => ({ slots: wanted.length, statements: shuffled.map(ofLength) }));
});

test('statements that fit into a few documents are laid out in that number of documents', () => {
  fc.assert(fc.property(exactPacks, ({ slots, statements }) => {
    const packed = packStatements(statements, { ...LIMITS, maxDocuments: slots });
    expect(packed.length).toBeLessThanOrEqual(slots);
    for (const document of packed) expect(sizeOf(document)).toBeLessThanOrEqual(LIMITS.maxContentLength);
    expect(packed.flatMap((document) => document.statements.map(({ sid }) => sid)).sort()).toEqual(statements.map(({ sid }) => sid).sort());
  }), { seed: SEED, numRuns: 300 });
});

test('statements for which the simple order takes two documents too many are laid out in the fewest documents', () => {
  const [half, quarter] = [Math.floor(ROOM / 2), Math.floor(ROOM / 4)];
  const groups: [number, number][] = [[half + 60, 6], [quarter + 120, 6], [quarter + 60, 6], [quarter - 120, 12]];
  const statements = groups.flatMap(([length, count]) => Array<number>(count).fill(length)).map(ofLength);
  expect(packStatements(statements, { ...LIMITS, maxDocuments: 9 })).toHaveLength(9);
});

test('a search that gives up does not claim that there is no solution', () => {
  expect([0, 1, 2, 3].map((effort) => searchBins([3, 3], 3, 2, effort))).toEqual(['not found', 'not found', 'not found', [[0], [1]]]);
  expect(searchBins([3, 3], 3, 1)).toBe('impossible');
});

test('the message says that statements need more documents even if their total length does not show it', () => {
  const statements = [...Array<number>(6).fill(Math.floor(ROOM * 0.4)), ...Array<number>(2).fill(Math.floor(ROOM * 0.3))].map(ofLength);
  expect(() => packStatements(statements, { ...LIMITS, maxDocuments: 3 })).toThrow('The 8 statements need 4 documents, and there are 3 slots. Shorten them');
});

test('the message does not claim impossibility without proof', () => {
  // All lengths are multiples of 16, so each document leaves some characters empty; one statement is too long for that.
  const whole = Math.floor(ROOM / 16) * 16;
  const lengths = [0, 1, 2].flatMap(() => Array.from({ length: 18 }, (_, index) => 400 + index * 16));
  const left = 3 * whole - lengths.reduce((sum, length) => sum + length, 0);
  expect(left).toBeGreaterThan(400);
  expect(() => packStatements([...lengths, left + 16].map(ofLength), { ...LIMITS, maxDocuments: 3 })).toThrow(
    'No layout found: the 55 statements take 4 documents in the best one that is known, and there are 3 slots. Shorten them');
});

test('errors about too few slots and a statement that is too long contain a remedy', () => {
  expect(() => packStatements(published, { ...LIMITS, maxDocuments: 3 })).toThrow(
    'need 4 documents, and there are 3 slots. Shorten them, join them by wildcards, or attach some of them at another level.');
  expect(() => packStatements([one('Long', 's3:GetObject')], { ...LIMITS, maxContentLength: 60 })).toThrow(
    'The statement Long is 109 characters long by itself, and a document may have 60. Split it.');
});
