import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { assemblyOf, removeRolloutApps, review, told } from './rollout-app';
import { readCloudAssembly } from '../../../src/assembly';
import type { RolloutStage } from '../../../src/contract';
import { organizationFromAssembly, policyDigestOf, rolloutsIn } from '../../../src/model';
import { hastyRollouts, reviewJson } from '../../../src/report';

type AppOptions = Parameters<typeof assemblyOf>[1];

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'review.schema.json'), 'utf8'));

afterAll(removeRolloutApps);

const [CANARY, EARLY, LAST] = ['Canary', 'Early', 'Workloads'].map((stage) => ({ stage, since: '2099-05-01' }));
const LAST_BEFORE_EARLY = { Canary: ['Canary'], Workloads: ['Workloads'], Early: ['Early'] };

/** The words of the review about a change, and whether it counts as haste. */
function notes(base: string, head: string) {
  const validate = new Ajv({ strict: false }).compile(SCHEMA);
  const found = review(base, head);
  validate(JSON.parse(JSON.stringify(reviewJson(found))));
  expect(validate.errors).toBeNull();
  return { words: told(base, head).join('\n'), isHasty: hastyRollouts(found).length > 0 };
}

test.each<[string, [Partial<RolloutStage>, AppOptions?], [Partial<RolloutStage>, AppOptions?], string]>([
  ['waves in another order, which takes the policy from a target', [LAST], [LAST, { waves: LAST_BEFORE_EARLY }], ', leaving Landing/Early without the policy, with its waves in another order than before'],
  ['waves in another order, which gives a target the older policy again', [LAST, { replaces: true }], [LAST, { replaces: true, waves: LAST_BEFORE_EARLY }], ', leaving Landing/Early with the older policy Landing/Older'],
  ['a wave less, which has neither policy', [EARLY, { replaces: true }], [EARLY, { replaces: true, waves: { Early: ['Early'], Workloads: ['Workloads'] } }], ', leaving Landing/Canary without the policy'],
  ['the stage before, and another order', [LAST], [{ stage: 'Early', since: '2099-06-10' }, { waves: { Early: ['Early'], Canary: ['Canary'], Workloads: ['Workloads'] } }], ', leaving Landing/Canary without the policy'],
  ['waves in another order, with which a step passes a wave', [CANARY], [{ stage: 'Workloads', since: '2099-06-01' }, { waves: LAST_BEFORE_EARLY }], ', without a soak time of Early'],
  ['no older policy before the last wave', [EARLY, { replaces: true }], [EARLY], ', no longer in place of Landing/Older before its last wave'],
  ['no older policy, which stays attached', [LAST, { replaces: true }], [LAST, { olderAt: ['Canary'] }], ', with the older policy still at Landing/Canary'],
])('the review tells of a change to %s, and it counts as haste', (_, before, after, words) => {
  const found = notes(assemblyOf(...before), assemblyOf(...after));
  expect(found.words).toContain(words);
  expect(found.isHasty).toBe(true);
});

test('the review tells of an order of later waves that changes, and it is no haste', () => {
  const { words, isHasty } = notes(assemblyOf(CANARY), assemblyOf(CANARY, { waves: LAST_BEFORE_EARLY }));
  expect([words, isHasty]).toEqual([expect.stringContaining(', with its waves in another order than before'), false]);
});

test.each<[string, [Partial<RolloutStage>, AppOptions?], [Partial<RolloutStage>, AppOptions?]]>([
  ['the stage before', [EARLY], [{ stage: 'Canary', since: '2099-06-10' }]],
  ['no older policy after the last wave', [LAST, { replaces: true }], [LAST]],
  ['a wave less, whose target inherits the policy from a later one', [LAST, { outer: 'Workloads', waves: { Inner: ['Inner'], Workloads: ['Workloads'] } }], [LAST, { outer: 'Workloads', waves: { Workloads: ['Workloads'] } }]],
])('a change to %s leaves nothing behind', (_, before, after) => {
  expect(notes(assemblyOf(...before), assemblyOf(...after))).toEqual({ words: expect.not.stringMatching(/leaving|older|order/), isHasty: false });
});

test('targets in nested stacks are found as well', () => {
  const options = { nested: true, outer: 'Workloads' };
  const [all, lastOnly] = [{ Inner: ['Inner'], Workloads: ['Workloads'] }, { Workloads: ['Workloads'] }];
  expect(notes(assemblyOf(LAST, { ...options, waves: all }), assemblyOf(LAST, { ...options, waves: lastOnly })).isHasty).toBe(false);
});

/** The digest of the policy in the app of a stage. */
function digest(options?: AppOptions): string {
  const assembly = readCloudAssembly(assemblyOf({}, options));
  return policyDigestOf(rolloutsIn(assembly)[0], organizationFromAssembly(assembly))!;
}

test('a policy that has another text than at the beginning of its stage has not soaked', () => {
  const stage = { ...CANARY, policyDigest: digest() };
  const [same, other] = [assemblyOf(stage), assemblyOf(stage, { actions: ['s3:PutObject'] })];
  expect(told(same, same)).toEqual(['Regions: stage Canary (1 of 3 waves), soaked since 2099-05-01, so that the next wave may begin']);
  expect(notes(other, other)).toEqual({ words: 'Regions: stage Canary (1 of 3 waves), not soaked, since the policy has another text than on 2099-05-01', isHasty: false });
});

test('a step with a text that is not the one that soaked is haste, and one with a text that soaked again is none', () => {
  const changed = { actions: ['s3:PutObject'] };
  const next = { stage: 'Early', since: '2099-06-10', policyDigest: digest(changed) };
  const old = assemblyOf({ ...CANARY, policyDigest: digest() }, changed);
  expect(notes(old, assemblyOf(next, changed))).toEqual({ words: expect.stringContaining(', with a text that has not soaked'), isHasty: true });
  const again = assemblyOf({ ...CANARY, since: '2099-05-20', policyDigest: digest(changed) }, changed);
  expect(notes(old, again).isHasty).toBe(false);
  expect(notes(again, assemblyOf(next, changed)).isHasty).toBe(false);
});

test.each([['another digest', digest({ actions: ['s3:PutObject'] })], ['no digest', undefined]])('%s for the same days is haste', (_, policyDigest) => {
  const [before, after] = [{ ...CANARY, policyDigest: digest() }, { ...CANARY, policyDigest }];
  expect(notes(assemblyOf(before), assemblyOf(after))).toEqual({ words: expect.stringContaining(', with a text that has not soaked'), isHasty: true });
});
