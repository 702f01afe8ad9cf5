import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  Organization, OrganizationalUnit, Policy, PolicyContent, PolicyRollout, PolicyRolloutProps, PolicyType, ResourceControlPolicy,
  ServiceControlPolicy,
} from '../../../../src';
import { synthesisProblems, testStack } from '../../test-app';

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'policy-rollout-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

let files = 0;
function stageFile(text: string | Buffer): string {
  const file = join(work, `stage-${files++}.json`);
  writeFileSync(file, text);
  return file;
}

function organization(context: Record<string, unknown> = {}) {
  const stack = testStack(context);
  const { root } = new Organization(stack, 'Organization');
  const [canary, workloads] = ['Canary', 'Workloads'].map((id) => new OrganizationalUnit(stack, id, { parent: root }));
  const inner = new OrganizationalUnit(stack, 'Inner', { parent: workloads });
  return { stack, root, canary, workloads, inner, policy: scp(stack, 'New'), old: scp(stack, 'Old') };
}

function scp(stack: Stack, id: string): Policy {
  const statements = [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [`s3:Get${id}`], resources: ['*'] })];
  return new ServiceControlPolicy(stack, id, { statements });
}

type Parts = ReturnType<typeof organization>;

/** The IDs of the policies of each target that has any, after a synthesis with a rollout. */
function attachedBy(props: (parts: Parts) => Partial<PolicyRolloutProps>, prepare: (parts: Parts) => void = () => undefined) {
  const parts = organization();
  const { stack, canary, workloads, policy } = parts;
  prepare(parts);
  const rollout = new PolicyRollout(stack, 'Rollout', {
    policy, waves: [{ name: 'canary', targets: [canary] }, { name: 'all', targets: [workloads] }], ...props(parts),
  });
  const resources = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsPolicyAttachments'));
  const refs = resources.map(({ Properties: { TargetId, Policies } }) => [TargetId, Policies.SERVICE_CONTROL_POLICY]);
  const nameOf = ({ Ref }: { Ref: string }) => Ref.replace(/[0-9A-F]{8}$/, '');
  return { rollout, attached: Object.fromEntries(refs.map(([target, ids]) => [nameOf(target), ids.map(nameOf)])) };
}

function problemsOf(props: (parts: Parts) => Partial<PolicyRolloutProps>, prepare: (parts: Parts) => void = () => undefined): string[] {
  const parts = organization();
  const { stack, canary, workloads, policy } = parts;
  prepare(parts);
  new PolicyRollout(stack, 'Rollout', { policy, waves: [{ name: 'canary', targets: [canary] }, { name: 'all', targets: [workloads] }], ...props(parts) });
  return synthesisProblems(stack).map((text) => text.replaceAll(work, ''));
}

test.each([
  [undefined, {}, []],
  ['canary', { Canary: ['New'] }, ['canary']],
  ['all', { Canary: ['New'], Workloads: ['New'] }, ['canary', 'all']],
])('at the stage %s, the policy is attached to the targets of the waves up to it', (stage, expected, waves) => {
  const { rollout, attached } = attachedBy(() => ({ stage }));
  expect([attached, rollout.reachedWaves, rollout.stage]).toEqual([expected, waves, stage]);
});

test.each([
  [undefined, { Canary: ['Old'], Workloads: ['Old'] }],
  ['canary', { Canary: ['New'], Workloads: ['Old'] }],
  ['all', { Canary: ['New'], Workloads: ['New'] }],
])('at the stage %s, the targets that are not reached keep the older policy', (stage, expected) => {
  expect(attachedBy(({ old }) => ({ stage, replaces: old })).attached).toEqual(expected);
});

test('the stage is read from a file, null before the first wave', () => {
  const [begun, before] = ['{ "stage": "canary", "since": "2026-11-30", "history": [] }', '{ "stage": null }'].map(stageFile);
  expect(attachedBy(() => ({ stageFile: begun })).attached).toEqual({ Canary: ['New'] });
  expect(attachedBy(() => ({ stageFile: before })).attached).toEqual({});
});

test('a file with a byte order mark is read as one without', () => {
  expect(attachedBy(() => ({ stageFile: stageFile('\uFEFF{ "stage": "canary", "since": "2026-11-30" }') })).attached).toEqual({ Canary: ['New'] });
});

test('other policies of a target stay beside that of the rollout', () => {
  const { attached } = attachedBy(() => ({ stage: 'canary' }), ({ canary, old }) => canary.attachPolicy(old));
  expect(attached).toEqual({ Canary: ['Old', 'New'] });
});

test('a policy that waits for its first wave is no policy that somebody forgot to attach', () => {
  const { stack, canary, policy, old } = organization();
  const rollout = new PolicyRollout(stack, 'Rollout', { policy, waves: [{ name: 'canary', targets: [canary] }] });
  expect([PolicyRollout.isPolicyRollout(rollout), PolicyRollout.isPolicyRollout(policy)]).toEqual([true, false]);
  const unattached = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('attached nowhere'));
  expect(unattached.map(({ id }) => id)).toEqual([`/${old.node.path}`]);
});

test('resource control policies have rollouts too', () => {
  const { stack, canary } = organization();
  const rcp = new ResourceControlPolicy(stack, 'Rcp', {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], actions: ['s3:*'], resources: ['*'] })],
  });
  new PolicyRollout(stack, 'Rollout', { policy: rcp, stage: 'canary', waves: [{ name: 'canary', targets: [canary] }] });
  Template.fromStack(stack).hasResourceProperties('Custom::OrganizationsPolicyAttachments', { Policies: { RESOURCE_CONTROL_POLICY: [Match.anyValue()] } });
});

type Case = [string, (parts: Parts) => Partial<PolicyRolloutProps>, RegExp, ((parts: Parts) => void)?];

const wave = (name: string, ...targets: OrganizationalUnit[]) => ({ name, targets });
const MISTAKES: Case[] = [
  ['a stage that is no wave', () => ({ stage: 'later' }), /stage of the rollout is none of its waves \(given: "later"\)\. Use one of canary, all,/],
  ['no waves', () => ({ waves: [] }), /has no waves/],
  ['a wave without targets', () => ({ waves: [wave('canary')] }), /has no targets \(given: "canary"\)/],
  ['a wave without a name', ({ canary }) => ({ waves: [wave('', canary)] }), /name of no characters/],
  ['a wave with the word of reviews for no stage', ({ canary }) => ({ waves: [wave('none', canary)] }), /word of reviews for a rollout that has not begun \(given: "none"\)/],
  ['this word with a capital', ({ canary }) => ({ waves: [wave(' None', canary)] }), /word of reviews for a rollout that has not begun \(given: " None"\)/],
  ['two waves of one name', ({ canary, workloads }) => ({ waves: [wave('a', canary), wave('a', workloads)] }), /Two waves of the rollout have one name \(given: "a"\)/],
  ['half a day', ({ canary }) => ({ waves: [{ ...wave('a', canary), soakDays: 0.5 }] }), /soak time of the wave a is no whole number of days \(given: 0\.5\)/],
  ['a target in two waves', ({ canary }) => ({ waves: [wave('a', canary), wave('b', canary)] }), /A target is in the wave b and before in a \(given: "Test\/Canary"\)/],
  ['a target below one of an earlier wave', ({ workloads, inner }) => ({ waves: [wave('a', workloads), wave('b', inner)] }), /The wave b changes nothing for a target, which inherits the policy from Test\/Workloads in the wave a \(given: "Test\/Workloads\/Inner|Test\/Inner"\)/],
  ['the policy attached elsewhere', () => ({}), /Test\/New belongs to the rollout Test\/Rollout, .* attached by other code as well \(given: "Test\/Inner"\)/, ({ inner, policy }) => inner.attachPolicy(policy)],
  ['the replaced policy attached elsewhere', ({ old }) => ({ replaces: old }), /Test\/Old belongs to the rollout .* \(given: "Test\/Inner"\)/, ({ inner, old }) => inner.attachPolicy(old)],
  ['a policy that replaces itself', ({ policy }) => ({ replaces: policy }), /to replace itself/],
  ['a policy of another type', ({ stack }) => ({ policy: new Policy(stack, 'Tags', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: {} }) }) }), /is for service control and resource control policies \(given: "TAG_POLICY"\)/],
  ['a replaced policy of another type', ({ stack }) => ({ replaces: Policy.fromPolicyId(stack, 'Rcp', 'p-aaaaaaaa', PolicyType.RESOURCE_CONTROL_POLICY) }), /have different types/],
  ['a stage in the code and in a file', () => ({ stage: 'canary', stageFile: 'stage.json' }), /given twice/],
  ['a file that does not exist', () => ({ stageFile: 'no-such-file.json' }), /does not exist \(given: "no-such-file\.json"\)/],
  ['a folder', () => ({ stageFile: __dirname }), /The file with the stage of the rollout cannot be read: EISDIR.* \(given: ".*rollout"\)\. Give a file that can be read/],
  ['a file with a digest that is none', () => ({ stageFile: stageFile('{ "stage": "canary", "since": "2026-11-30", "policyDigest": "abc" }') }), /policyDigest is wrong \(given: "abc"\)\. Leave it as "cdk-org rollout" wrote it, or leave it out/],
  ['a file with a day of the year 0', () => ({ stageFile: stageFile('{ "stage": "canary", "since": "0000-01-01" }') }), /since is wrong \(given: "0000-01-01"\)/],
  ['a file that is no JSON', () => ({ stageFile: stageFile('{') }), /cannot be used: its JSON is wrong: line 1, column 2: /],
  ['a file in UTF-16', () => ({ stageFile: stageFile(Buffer.from('\uFEFF{ "stage": null }', 'utf16le')) }), /it is not in UTF-8 \(given: UTF-16\)\. Save it as UTF-8/],
  ['a file in UTF-16 of the other order', () => ({ stageFile: stageFile(Buffer.from('\uFEFF{ "stage": null }', 'utf16le').swap16()) }), /it is not in UTF-8 \(given: UTF-16\)/],
  ['a file in UTF-16 without a mark', () => ({ stageFile: stageFile(Buffer.from('{ "stage": null }', 'utf16le')) }), /it is not in UTF-8 \(given: UTF-16\)/],
  ['a file in Latin-1', () => ({ stageFile: stageFile(Buffer.from('{ "stage": "\u00E4" }', 'latin1')) }), /it is not in UTF-8 \(given: another encoding\)/],
  ['a file with a stage twice', () => ({ stageFile: stageFile('{ "stage": "canary", "since": "2026-11-30", "stage": "all" }') }), /its JSON is wrong: line 1, column 45: the key "stage" is given twice/],
  ['a file with a step that has a day twice', () => ({ stageFile: stageFile('{ "stage": null, "history": [{ "day": "2026-11-30", "day": "2026-12-01", "action": "pause", "stage": null }] }') }), /the key "day" is given twice/],
  ['a file with a misspelled member', () => ({ stageFile: stageFile('{ "stage": "canary", "sinse": "2026-11-30" }') }), /the file is wrong \(given: "sinse"\)/],
  ['a file with a stage of no day', () => ({ stageFile: stageFile('{ "stage": "canary" }') }), /since is wrong \(given: nothing\)/],
  ['a file with a day that does not exist', () => ({ stageFile: stageFile('{ "stage": "canary", "since": "2026-02-30" }') }), /since is wrong \(given: "2026-02-30"\)/],
  ['a file with a step that is none', () => ({ stageFile: stageFile('{ "stage": null, "history": [{ "day": "2026-11-30", "action": "go", "stage": null }] }') }), /history\[0\]\.action is wrong \(given: "go"\)/],
];

test.each(MISTAKES.map(([name, ...mistake]) => ({ name, mistake })))('$name is an error at synthesis', ({ mistake: [props, message, prepare] }) => {
  const problems = problemsOf(props, prepare);
  expect(problems).toEqual([expect.stringMatching(message)]);
});

test('a replacement needs a free slot at each target, so that the one is attached before the other is detached', () => {
  const fill = (count: number) => ({ stack, canary }: Parts) => {
    for (let number = 0; number < count; number++) canary.attachPolicy(scp(stack, `More${number}`));
  };
  expect(problemsOf(({ old }) => ({ replaces: old }), fill(7))).toEqual([]);
  expect(problemsOf(({ old }) => ({ replaces: old }), fill(8))).toEqual([expect.stringMatching(/no free slot, .* \(given: "Test\/Canary: 10 of 10 policies"\)/)]);
  expect(problemsOf(() => ({ stage: 'canary' }), fill(8))).toEqual([]);
});

test('a warning says which accounts keep the replaced policy from above', () => {
  const { stack, workloads, inner, canary, policy, old } = organization();
  const waves = [wave('inner', inner), wave('all', workloads)];
  new PolicyRollout(stack, 'Below', { policy, replaces: old, waves });
  new PolicyRollout(stack, 'Beside', { policy: scp(stack, 'Third'), replaces: scp(stack, 'Second'), waves: [wave('canary', canary)] });
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('rollout-inherits'));
  expect(warnings.map(({ id }) => id)).toEqual(['/Test/Below']);
});
