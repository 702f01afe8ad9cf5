import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { aws_iam as iam, NestedStack, type Stack } from 'aws-cdk-lib';
import { Organization, OrganizationalUnit, PolicyRollout, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { ROLLOUT_METADATA, type RolloutStage, rolloutStageText } from '../../../src/contract';
import { organizationFromAssembly, type Review, reviewOf, rolloutNotes } from '../../../src/model';
import { hastyRollouts, markdownReview, plainText, reviewJson, rolloutPhrase, textReview } from '../../../src/report';
import { removeApps, synthesize } from '../../proofs/support/app';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'review.schema.json'), 'utf8'));
const NOW = Date.parse('2099-06-10T12:00:00Z');

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rollout-notes-'));
});
afterAll(() => {
  removeApps();
  rmSync(work, { recursive: true, force: true });
});

function policy(scope: Stack, id: string, actions: readonly string[] = [`s3:Get${id}`]): ServiceControlPolicy {
  return new ServiceControlPolicy(scope, id, {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [...actions], resources: ['*'] })],
  });
}

interface AppOptions {
  readonly nested?: boolean;
  readonly policyId?: string;
  readonly actions?: readonly string[];
  readonly rolloutId?: string;
  /** The units of each wave, by the name of the wave. */
  readonly waves?: Readonly<Record<string, readonly string[]>>;
  readonly soakDays?: number;
  /** Whether the code has the stage, and no file. */
  readonly inCode?: boolean;
}

/** An app with a rollout of three waves, whose stage is in a file. */
function assemblyOf(stage?: Partial<RolloutStage>, {
  nested = false, policyId = 'Regions', actions, rolloutId = 'Rollout', soakDays = 7, inCode = false,
  waves = { Canary: ['Canary'], Early: ['Early'], Workloads: ['Workloads'] },
}: AppOptions = {}): string {
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    const units = ['Canary', 'Early', 'Workloads'].map((id) => new OrganizationalUnit(stack, id, { parent: root }));
    root.attachPolicy(policy(stack, 'Base'));
    if (stage === undefined) return;
    const scope = nested ? new NestedStack(stack, 'Policies') : stack;
    const stageFile = join(work, 'stage.json');
    writeFileSync(stageFile, rolloutStageText({ stage: null, history: [], ...stage }));
    new PolicyRollout(scope, rolloutId, {
      policy: policy(stack, policyId, actions),
      ...(inCode ? { stage: stage.stage! } : { stageFile }),
      waves: Object.entries(waves).map(([name, ids]) => ({ name, targets: units.filter(({ node }) => ids.includes(node.id)), soakDays })),
    });
  });
}

function review(base: string, head: string): Review {
  const [before, after] = [base, head].map(readCloudAssembly);
  const found = reviewOf(organizationFromAssembly(before), organizationFromAssembly(after), { actions: [] });
  return { ...found, rollouts: rolloutNotes(after, NOW, before, found.changes) };
}

/** The notes of a change, in words. */
function told(base: string, head: string): string[] {
  return (review(base, head).rollouts ?? []).map((note) => plainText(rolloutPhrase(note)).replace(/^PolicyRollout Landing\/(Policies\/)?Rollout of Landing\//, ''));
}

const CANARY = { stage: 'Canary', since: '2099-06-05' };

test.each<[string, Partial<RolloutStage>, string]>([
  ['before the first wave', {}, 'stage none (0 of 3 waves), not begun'],
  ['in the soak time', CANARY, 'stage Canary (1 of 3 waves), soaking since 2099-06-05, until 2099-06-12'],
  ['on the last day of the soak time', { ...CANARY, since: '2099-06-04' }, 'stage Canary (1 of 3 waves), soaking since 2099-06-04, until 2099-06-11'],
  ['after the soak time', { ...CANARY, since: '2099-06-03' }, 'stage Canary (1 of 3 waves), soaked since 2099-06-03, so that the next wave may begin'],
  ['in the last wave', { stage: 'Workloads', since: '2099-06-05' }, 'stage Workloads (3 of 3 waves), soaking since 2099-06-05, until 2099-06-12'],
  ['after the last wave', { stage: 'Workloads', since: '2099-06-01' }, 'stage Workloads (3 of 3 waves), complete since 2099-06-08'],
  ['paused', { ...CANARY, paused: { since: '2099-06-07', by: 'ana', reason: 'denials' } }, 'stage Canary (1 of 3 waves), paused since 2099-06-07 by "ana": "denials"'],
])('%s, the note says the stage and its days', (_, stage, words) => {
  const app = assemblyOf(stage);
  expect(told(app, app)).toEqual([`Regions: ${words}`]);
});

test.each<[string, Partial<RolloutStage> | undefined, Partial<RolloutStage> | undefined, string]>([
  ['a first wave', {}, CANARY, 'stage none → Canary (1 of 3 waves), soaking since 2099-06-05, until 2099-06-12'],
  ['the next wave', { ...CANARY, since: '2099-05-29' }, { stage: 'Early', since: '2099-06-05' }, 'stage Canary → Early (2 of 3 waves), soaking since 2099-06-05, until 2099-06-12'],
  ['the next wave a day early', { ...CANARY, since: '2099-05-30' }, { stage: 'Early', since: '2099-06-05' }, 'stage Canary → Early (2 of 3 waves), soaking since 2099-06-05, until 2099-06-12, after 6 days of 7'],
  ['two waves at once', { ...CANARY, since: '2099-05-01' }, { stage: 'Workloads', since: '2099-06-05' }, 'stage Canary → Workloads (3 of 3 waves), soaking since 2099-06-05, until 2099-06-12, without a soak time of Early'],
  ['the former wave', { stage: 'Early', since: '2099-06-05' }, { stage: 'Canary', since: '2099-06-06' }, 'stage Early → Canary (1 of 3 waves), soaking since 2099-06-06, until 2099-06-13'],
  ['a rollout that is new', undefined, { stage: 'Early', since: '2099-06-05' }, 'new, stage Early (2 of 3 waves), soaking since 2099-06-05, until 2099-06-12, without a soak time of Canary'],
  ['a rollout that is removed', CANARY, undefined, 'removed, stage Canary (1 of 3 waves), soaking since 2099-06-05, until 2099-06-12'],
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
  ['a day in the future', [CANARY], [{ stage: 'Early', since: '2099-12-01' }], ', after 5 days of 7, whose day is after today'],
  ['an earlier day at the same stage', [CANARY], [{ ...CANARY, since: '2099-01-01' }], ', since 2099-06-05 before the change'],
  ['no day, as the stage is in the code', [CANARY], [{ stage: 'Early' }, { inCode: true }], ', of which the code has no day, after 5 days of 7'],
  ['a shorter soak time', [CANARY], [CANARY, { soakDays: 1 }], ', soak time of Canary 7 → 1 days, soak time of Early 7 → 1 days, soak time of Workloads 7 → 1 days'],
  ['further targets in the wave that is reached', [CANARY], [CANARY, { waves: { Canary: ['Canary', 'Early'], Workloads: ['Workloads'] } }], ', reaching Landing/Early before its turn'],
  ['a wave before the one that is reached', [CANARY, { waves: { Canary: ['Canary'], Workloads: ['Workloads'] } }], [CANARY, { waves: { First: ['Early'], Canary: ['Canary'], Workloads: ['Workloads'] } }], ', reaching Landing/Early before its turn'],
  ['another path, with a wave less', [CANARY], [{ stage: 'Early', since: '2099-06-08' }, { rolloutId: 'Renamed', waves: { Early: ['Early'], Workloads: ['Workloads'] } }], ', after 3 days'],
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
  ['the next wave in time', [OLD_CANARY], [{ stage: 'Early', since: '2099-06-08' }]],
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
