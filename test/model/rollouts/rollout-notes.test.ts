import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { assemblyOf, NOW, removeRolloutApps, review, told } from './rollout-app';
import { readCloudAssembly } from '../../../src/assembly';
import { ROLLOUT_METADATA, type RolloutStage } from '../../../src/contract';
import { rolloutNotes } from '../../../src/model';
import { hastyRollouts, markdownReview, plainText, reviewJson, rolloutPhrase, textReview } from '../../../src/report';

type AppOptions = Parameters<typeof assemblyOf>[1];

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'review.schema.json'), 'utf8'));

afterAll(removeRolloutApps);

const CANARY = { stage: 'Canary', since: '2099-06-05' };

test.each<[string, Partial<RolloutStage>, string]>([
  ['before the first wave', {}, 'stage none (0 of 3 waves), not begun'],
  ['in the soak time', CANARY, 'stage Canary (1 of 3 waves), soaking since 2099-06-05, until 2099-06-13'],
  ['on the last day of the soak time', { ...CANARY, since: '2099-06-03' }, 'stage Canary (1 of 3 waves), soaking since 2099-06-03, until 2099-06-11'],
  ['after the soak time', { ...CANARY, since: '2099-06-02' }, 'stage Canary (1 of 3 waves), soaked since 2099-06-02, so that the next wave may begin'],
  ['in the last wave', { stage: 'Workloads', since: '2099-06-05' }, 'stage Workloads (3 of 3 waves), soaking since 2099-06-05, until 2099-06-13'],
  ['after the last wave', { stage: 'Workloads', since: '2099-06-01' }, 'stage Workloads (3 of 3 waves), complete since 2099-06-09'],
  ['with a day after today', { ...CANARY, since: '9999-12-31' }, 'stage Canary (1 of 3 waves), soaking from 9999-12-31, whose day is after today'],
  ['paused', { ...CANARY, paused: { since: '2099-06-07', by: 'ana', reason: 'denials' } }, 'stage Canary (1 of 3 waves), paused since 2099-06-07 by "ana": "denials"'],
])('%s, the note says the stage and its days', (_, stage, words) => {
  const app = assemblyOf(stage);
  expect(told(app, app)).toEqual([`Regions: ${words}`]);
});

test.each<[string, Partial<RolloutStage> | undefined, Partial<RolloutStage> | undefined, string]>([
  ['a first wave', {}, CANARY, 'stage none → Canary (1 of 3 waves), soaking since 2099-06-05, until 2099-06-13'],
  ['the next wave', { ...CANARY, since: '2099-05-28' }, { stage: 'Early', since: '2099-06-05' }, 'stage Canary → Early (2 of 3 waves), soaking since 2099-06-05, until 2099-06-13'],
  ['the next wave a day early', { ...CANARY, since: '2099-05-29' }, { stage: 'Early', since: '2099-06-05' }, 'stage Canary → Early (2 of 3 waves), soaking since 2099-06-05, until 2099-06-13, after 6 days of 7'],
  ['two waves at once', { ...CANARY, since: '2099-05-01' }, { stage: 'Workloads', since: '2099-06-05' }, 'stage Canary → Workloads (3 of 3 waves), soaking since 2099-06-05, until 2099-06-13, without a soak time of Early'],
  ['the former wave', { stage: 'Early', since: '2099-06-05' }, { stage: 'Canary', since: '2099-06-06' }, 'stage Early → Canary (1 of 3 waves), soaking since 2099-06-06, until 2099-06-14'],
  ['a rollout that is new', undefined, { stage: 'Early', since: '2099-06-05' }, 'new, stage Early (2 of 3 waves), soaking since 2099-06-05, until 2099-06-13, without a soak time of Canary'],
  ['a rollout that is removed', CANARY, undefined, 'removed, stage Canary (1 of 3 waves), soaking since 2099-06-05, until 2099-06-13'],
])('a change to %s says from where it comes, and what it skips', (_, before, after, words) => {
  expect(told(assemblyOf(before), assemblyOf(after))).toEqual([expect.stringContaining(`: ${words}`)]);
});

test('another policy in a rollout that has begun goes to all waves at once, and the day of the former one says nothing of it', () => {
  const note = told(assemblyOf({ stage: 'Early', since: '2099-06-01' }), assemblyOf({ stage: 'Early', since: '2099-06-01' }, { policyId: 'Other' }));
  expect(note).toEqual(['Other: stage Early (2 of 3 waves), soaked since 2099-06-01, so that the next wave may begin, without a soak time of Canary, '
    + 'of which the stage was that of Landing/Regions']);
});

const OLD_CANARY = { stage: 'Canary', since: '2099-06-01' };

test.each<[string, [Partial<RolloutStage>, AppOptions?], [Partial<RolloutStage>, AppOptions?], string]>([
  ['a day in the future', [CANARY], [{ stage: 'Early', since: '2099-12-01' }], ', after 4 days of 7, whose day is after today'],
  ['an earlier day at the same stage', [CANARY], [{ ...CANARY, since: '2099-01-01' }], ', since 2099-06-05 before the change'],
  ['no day, as the stage is in the code', [CANARY], [{ stage: 'Early' }, { inCode: true }], ', of which the code has no day, after 4 days of 7'],
  ['a shorter soak time', [CANARY], [CANARY, { soakDays: 1 }], ', soak time of Canary 7 → 1 days, soak time of Early 7 → 1 days, soak time of Workloads 7 → 1 days'],
  ['further targets in the wave that is reached', [CANARY], [CANARY, { waves: { Canary: ['Canary', 'Early'], Workloads: ['Workloads'] } }], ', reaching Landing/Early before its turn'],
  ['a wave before the one that is reached', [CANARY, { waves: { Canary: ['Canary'], Workloads: ['Workloads'] } }], [CANARY, { waves: { First: ['Early'], Canary: ['Canary'], Workloads: ['Workloads'] } }], ', reaching Landing/Early before its turn'],
  ['another path, with a wave less', [CANARY], [{ stage: 'Early', since: '2099-06-08' }, { rolloutId: 'Renamed', waves: { Early: ['Early'], Workloads: ['Workloads'] } }], ', after 2 days'],
  ['the next wave during a pause', [{ ...OLD_CANARY, paused: { since: '2099-06-02' } }], [{ stage: 'Early', since: '2099-06-10', paused: { since: '2099-06-02' } }], ', during a pause'],
  ['the next wave with a text that has not soaked', [OLD_CANARY], [{ stage: 'Early', since: '2099-06-10' }, { actions: ['s3:PutObject'] }], ', with a text that has not soaked'],
  ['another text at the same stage', [CANARY], [CANARY, { actions: ['s3:PutObject'] }], ', with a text that has not soaked'],
])('the review calls a change to %s haste', (_, before, after, words) => {
  const found = review(assemblyOf(...before), assemblyOf(...after));
  expect(hastyRollouts(found)).toHaveLength(1);
  expect(plainText(rolloutPhrase(hastyRollouts(found)[0]))).toContain(words);
});

test.each<[string, [Partial<RolloutStage>, AppOptions?], [Partial<RolloutStage>, AppOptions?]]>([
  ['a first wave', [{}], [{ stage: 'Canary', since: '2099-06-10' }]],
  ['the wave before', [{ stage: 'Early', since: '2099-06-09' }], [{ stage: 'Canary', since: '2099-06-10' }]],
  ['no wave', [OLD_CANARY], [{}]],
  ['another policy that has not begun', [OLD_CANARY], [{}, { policyId: 'Other' }]],
  ['another policy that has not begun, in a rollout that had not', [{}], [{}, { policyId: 'Other' }]],
  ['the next wave in time', [OLD_CANARY], [{ stage: 'Early', since: '2099-06-09' }]],
  ['the next wave on the next minute after a soak time of no days', [{ ...CANARY, since: '2099-06-10' }, { soakDays: 0 }], [{ stage: 'Early', since: '2099-06-10' }, { soakDays: 0 }]],
  ['a later day', [OLD_CANARY], [CANARY]],
  ['waves of other names', [OLD_CANARY], [{ ...OLD_CANARY, stage: 'one' }, { waves: { one: ['Canary'], two: ['Early'], three: ['Workloads'] } }]],
  ['a longer soak time', [CANARY], [CANARY, { soakDays: 9 }]],
  ['another text of a policy that is attached nowhere', [{}], [{}, { actions: ['s3:PutObject'] }]],
  ['further targets of a later wave', [CANARY, { waves: { Canary: ['Canary'], Early: ['Early'] } }], [CANARY]],
  ['another path', [CANARY], [CANARY, { rolloutId: 'Renamed' }]],
])('a change to %s is no haste', (_, before, after) => {
  expect(hastyRollouts(review(assemblyOf(...before), assemblyOf(...after)))).toEqual([]);
});

test('a rollout that is new and has not begun is no haste, and one that is removed before its last wave is', () => {
  expect(hastyRollouts(review(assemblyOf(), assemblyOf({})))).toEqual([]);
  expect(told(assemblyOf(CANARY), assemblyOf())).toEqual([expect.stringContaining(', before its last wave')]);
  expect(hastyRollouts(review(assemblyOf({}), assemblyOf()))).toEqual([]);
});

test('a rollout in a nested stack is found', () => {
  const app = assemblyOf(CANARY, { nested: true });
  expect(told(app, app)).toHaveLength(1);
});

test('every form of the review tells it, with the texts of others as mere text', () => {
  const paused = { ...CANARY, paused: { since: '2099-06-07', by: '<b>|ana|', reason: 'x' } };
  const found = review(assemblyOf({}), assemblyOf(paused));
  expect(textReview(found)).toContain('1 policy rollout:\n  PolicyRollout Landing/Rollout of Landing/Regions: stage none → Canary (1 of 3 waves), paused since 2099-06-07 by "<b>|ana|": "x"');
  expect(markdownReview(found)).toContain('**1 policy rollout**\n\n- PolicyRollout `Landing/Rollout` of `Landing/Regions`');
  expect(markdownReview(found)).toContain('by "`<b>|ana|`"');
  expect(markdownReview(review(assemblyOf(CANARY), assemblyOf(CANARY)))).toContain('<summary>1 policy rollout</summary>');
  const validate = new Ajv({ strict: false }).compile(SCHEMA);
  validate(JSON.parse(JSON.stringify(reviewJson(found))));
  expect(validate.errors).toBeNull();
});

test.each<[string, (data: Record<string, unknown>) => unknown]>([
  ['no value', () => null],
  ['a day that is none', (data) => ({ ...data, since: '2099-02-30' })],
  ['a number as the day', (data) => ({ ...data, since: 7 })],
  ['a stage that is no wave', (data) => ({ ...data, stage: 'later' })],
  ['waves that are no list', (data) => ({ ...data, waves: {} })],
  ['a wave of no days', (data) => ({ ...data, waves: [{ name: 'Canary', targets: [], soakDays: -1 }] })],
  ['a pause of no day', (data) => ({ ...data, paused: {} })],
  ['a name of a megabyte', (data) => ({ ...data, policy: 'x'.repeat(1_000_000) })],
])('metadata with %s is left out', (_, edit) => {
  const directory = assemblyOf(CANARY);
  for (const path of readdirSync(directory).filter((name) => name.endsWith('.json')).map((name) => join(directory, name))) {
    const edited: unknown = JSON.parse(readFileSync(path, 'utf8'), (__, value) => (value?.type === ROLLOUT_METADATA ? { ...value, data: edit(value.data) } : value));
    writeFileSync(path, JSON.stringify(edited));
  }
  expect(rolloutNotes(readCloudAssembly(directory), NOW)).toEqual([]);
});
