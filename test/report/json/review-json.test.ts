import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { GUARDED_ACTIONS } from '../../../src/contract';
import { type Review, RISK_LEVELS } from '../../../src/model';
import { reviewJson } from '../../../src/report';
import { CHANGE_KINDS } from '../../../src/report/changes/change-text';
import { sampleChanges, unit } from '../sample-changes';
import { sampleRehearsal } from '../sample-rehearsal';
import { sampleReview, wholeReview } from '../sample-review';

const SCHEMA = join(__dirname, '..', '..', '..', 'docs', 'review.schema.json');
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const changes = sampleChanges();
/** Places of the changes of roles and functions among all. */
const PRIVILEGED = wholeReview().changes.flatMap(({ kind }, index) => (/^(privileged|functionCode|serviceToken)/.test(kind) ? [index] : []));

/** The violations of the schema in a review as a program reads it. */
function mistakes(value: unknown): string[] {
  validate(JSON.parse(JSON.stringify(value)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('a whole review is as the published schema says, rehearsed or not', () => {
  expect(mistakes(reviewJson(wholeReview(), sampleRehearsal()))).toEqual([]);
  expect(mistakes(reviewJson(wholeReview()))).toEqual([]);
});

test.each(Object.values(changes).map((change) => [change.kind, change] as const))('the schema knows %s, and misses what is left out of it', (kind, change) => {
  expect(mistakes(reviewJson(sampleReview([change])))).toEqual([]);
  for (const key of Object.keys(change)) {
    const { [key]: _left, ...rest } = change as unknown as Record<string, unknown>;
    const told = mistakes({ ...reviewJson(sampleReview([change])), changes: [rest] });
    expect([key, told.length > 0]).toEqual([key, true]);
  }
  expect(mistakes({ ...reviewJson(sampleReview([change])), changes: [{ ...change, kind: `${kind}Otherwise` }] })).not.toEqual([]);
  expect(mistakes({ ...reviewJson(sampleReview([change])), changes: [{ ...change, more: 1 }] })).not.toEqual([]);
});

test('no object of the schema names a key twice, of which a reader takes one only', () => {
  const text = readFileSync(SCHEMA, 'utf8');
  const keys = (source: string) => source.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/g)!.length;
  expect(keys(text)).toBe(keys(JSON.stringify(JSON.parse(text))));
});

test('the schema has the kinds of changes, the levels of risk and the guarded actions that there are, and no others', () => {
  const kinds = (schema.$defs.change.oneOf as { $ref: string }[]).map(({ $ref }) => $ref.slice('#/$defs/'.length));
  expect(kinds.sort()).toEqual([...CHANGE_KINDS].sort());
  expect(schema.$defs.risk.properties.level.enum).toEqual(RISK_LEVELS);
  expect(schema.$defs.guardedAction.enum).toEqual(GUARDED_ACTIONS);
});

test('a removed account may have the place to which it is moved', () => {
  const moved = { ...changes.accountRemoved, outcome: 'moved', to: unit('Root/Suspended') } as const;
  expect(mistakes(reviewJson(sampleReview([moved])))).toEqual([]);
});

test('nothing of the review is lost, and it begins with its version and its headline', () => {
  const review: Review = wholeReview();
  const json = reviewJson(review, sampleRehearsal());
  expect(Object.keys(json).slice(0, 2)).toEqual(['version', 'headline']);
  expect(json).toEqual({ ...review, version: 1, headline: expect.stringMatching(/^1 account is closed, 1 account is closed if its former stack is deployed first, 1 account is in another state/), privileged: PRIVILEGED, rehearsal: sampleRehearsal() });
});

test('members that only some changes have are valid', () => {
  expect(mistakes(reviewJson(sampleReview([
    { ...changes.privilegedPolicyChanged, before: '{}' },
    { ...changes.functionCodeChanged, formerDigest: 'a'.repeat(64) },
    { ...changes.serviceTokenChanged, formerToken: 'arn' },
  ])))).toEqual([]);
  expect(mistakes(reviewJson({ ...sampleReview([changes.attached]), drift: true, notRestored: [0] }))).toEqual([]);
  const notJudged = reviewJson({ ...sampleReview([changes.policyStatementsChanged]), actionsNotJudged: true });
  expect([notJudged.actionsNotJudged, mistakes(notJudged)]).toEqual([true, []]);
  const account = { ...changes.accountMoved.account, name: 'a/c', distinguishedBy: 'ac@example.com' };
  expect(mistakes(reviewJson(sampleReview([
    { ...changes.accountMoved, account },
    { ...changes.attached, target: account },
    { ...changes.tagChanged, on: account },
    { ...changes.organizationalUnitRemoved, outcome: 'stays', notEmpty: true },
    { ...changes.organizationalUnitMoved, formerStays: true },
    { ...changes.delegatedAdministratorDeregistered, outcome: 'stays' },
  ])))).toEqual([]);
});

test.each(['privilegedResourceAdded', 'privilegedPolicyChanged', 'privilegedSettingsChanged'] as const)('the schema knows that %s may replace code, by names', (kind) => {
  const change = sampleChanges()[kind];
  const found = (replacesCode: unknown) => mistakes({ ...reviewJson(sampleReview([change])), changes: [{ ...change, replacesCode }] });
  expect([found(['Layers', 'assets']), found([]).length > 0, found('Layers').length > 0]).toEqual([[], true, true]);
});
