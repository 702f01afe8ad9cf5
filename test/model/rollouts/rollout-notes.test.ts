import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { aws_iam as iam, NestedStack, type Stack } from 'aws-cdk-lib';
import { Organization, OrganizationalUnit, PolicyRollout, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { ROLLOUT_METADATA, type RolloutStage, rolloutStageText } from '../../../src/contract';
import { organizationFromAssembly, type Review, reviewOf, rolloutNotes } from '../../../src/model';
import { markdownReview, plainText, reviewJson, rolloutPhrase, textReview } from '../../../src/report';
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

function policy(scope: Stack, id: string): ServiceControlPolicy {
  return new ServiceControlPolicy(scope, id, {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [`s3:Get${id}`], resources: ['*'] })],
  });
}

/** An app with a rollout of three waves, whose stage is in a file. */
function assemblyOf(stage?: Partial<RolloutStage>, { nested = false, policyId = 'Regions' } = {}): string {
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    const units = ['Canary', 'Early', 'Workloads'].map((id) => new OrganizationalUnit(stack, id, { parent: root }));
    root.attachPolicy(policy(stack, 'Base'));
    if (stage === undefined) return;
    const scope = nested ? new NestedStack(stack, 'Policies') : stack;
    const stageFile = join(work, 'stage.json');
    writeFileSync(stageFile, rolloutStageText({ stage: null, history: [], ...stage }));
    new PolicyRollout(scope, 'Rollout', {
      policy: policy(stack, policyId), stageFile, waves: units.map((unit) => ({ name: unit.node.id, targets: [unit], soakDays: 7 })),
    });
  });
}

function review(base: string, head: string): Review {
  const [before, after] = [base, head].map(readCloudAssembly);
  const found = reviewOf(organizationFromAssembly(before), organizationFromAssembly(after), { actions: [] });
  return { ...found, rollouts: rolloutNotes(after, NOW, before) };
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

test('another policy in a rollout that has begun goes to all waves at once', () => {
  const note = told(assemblyOf({ stage: 'Early', since: '2099-06-01' }), assemblyOf({ stage: 'Early', since: '2099-06-01' }, { policyId: 'Other' }));
  expect(note).toEqual(['Other: stage Early (2 of 3 waves), soaked since 2099-06-01, so that the next wave may begin, without a soak time of Canary']);
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
