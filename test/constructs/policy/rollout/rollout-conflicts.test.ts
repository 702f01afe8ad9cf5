import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_iam as iam, Stack, Stage } from 'aws-cdk-lib';
import { Organization, OrganizationalUnit, Policy, PolicyRollout, PolicyRolloutProps, PolicyType, ServiceControlPolicy } from '../../../../src';
import { synthesisProblems, testApp, testStack } from '../../test-app';

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'rollout-conflicts-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function organization(stack: Stack = testStack()) {
  const { root } = new Organization(stack, 'Organization');
  const [canary, workloads, other] = ['Canary', 'Workloads', 'Other'].map((id) => new OrganizationalUnit(stack, id, { parent: root }));
  const [policy, old] = ['New', 'Old'].map((id) => new ServiceControlPolicy(stack, id, {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [`s3:Get${id}`], resources: ['*'] })],
  }));
  const waves = [{ name: 'canary', targets: [canary] }, { name: 'workloads', targets: [workloads] }];
  return { stack, canary, workloads, other, policy, old, waves };
}

type Parts = ReturnType<typeof organization>;

function rollout({ stack, policy, waves }: Parts, props: Partial<PolicyRolloutProps> = {}, id = 'Rollout'): PolicyRollout {
  return new PolicyRollout(stack, id, { policy, waves, ...props });
}

function problemsOf(build: (parts: Parts) => void): string[] {
  const parts = organization();
  build(parts);
  return synthesisProblems(parts.stack).map((text) => text.replaceAll(work, ''));
}

function imported(stack: Stack, id: string, policyId = 'p-aaaaaaaa') {
  return Policy.fromPolicyId(stack, id, policyId, PolicyType.SERVICE_CONTROL_POLICY);
}

const OTHER_ATTACHMENT = /Test\/(New|Old|First) belongs to the rollout Test\/Rollout, which alone attaches it, and is attached by other code as well \(given: "Test\/(Canary|Workloads|Workloads2|Other)"\)/;

type Case = [string, (parts: Parts) => void];
const ATTACHED: Case[] = [
  ['to a target of a wave that is not reached', (parts) => {
    rollout(parts);
    parts.canary.attachPolicy(parts.policy);
  }],
  ['before the rollout', (parts) => {
    parts.workloads.attachPolicy(parts.policy);
    rollout(parts, { stage: 'canary' });
  }],
  ['to a target of a wave that is reached', (parts) => {
    rollout(parts, { stage: 'canary' });
    parts.canary.attachPolicy(parts.policy);
  }],
  ['although it is the replaced one, to a target that is reached', (parts) => {
    parts.canary.attachPolicy(parts.old);
    rollout(parts, { stage: 'canary', replaces: parts.old });
  }],
  ['through another object with its ID', (parts) => {
    rollout(parts, { policy: imported(parts.stack, 'First') });
    parts.canary.attachPolicy(imported(parts.stack, 'Second'));
  }],
  ['to another target through another object with its ID', (parts) => {
    parts.other.attachPolicy(imported(parts.stack, 'Second'));
    rollout(parts, { policy: imported(parts.stack, 'First') });
  }],
  ['through another object of the same target', (parts) => {
    const same = OrganizationalUnit.fromOrganizationalUnitId(parts.stack, 'Workloads2', parts.workloads.organizationalUnitId);
    rollout(parts);
    same.attachPolicy(parts.policy);
  }],
];

test.each(ATTACHED)('a policy of a rollout that other code attaches is an error: %s', (_, build) => {
  expect(problemsOf(build)).toContainEqual(expect.stringMatching(OTHER_ATTACHMENT));
});

const TWICE = /The policy is used in more than one rollout \(by Test\/(Second|Rollout)\) \(given: "Test\/(New|Old|First|Same)"\)/;

const SHARED: Case[] = [
  ['two rollouts that replace the policy of the other', (parts) => {
    rollout(parts, { replaces: parts.old });
    rollout(parts, { policy: parts.old, replaces: parts.policy }, 'Second');
  }],
  ['one policy in two rollouts that have not begun', (parts) => {
    rollout(parts);
    rollout(parts, { waves: [{ name: 'other', targets: [parts.other] }] }, 'Second');
  }],
  ['a policy of one rollout that another one replaces', (parts) => {
    rollout(parts, { stage: 'workloads' });
    rollout(parts, { policy: parts.old, replaces: parts.policy }, 'Second');
  }],
  ['two objects with the ID of one policy', (parts) => {
    rollout(parts, { policy: imported(parts.stack, 'First') });
    rollout(parts, { policy: imported(parts.stack, 'Same'), waves: [{ name: 'other', targets: [parts.other] }] }, 'Second');
  }],
];

test.each(SHARED)('%s: each of the two rollouts has an error that names the other', (_, build) => {
  const [first, second] = ['Rollout', 'Second'].map((id) => `[Test/${id}] `);
  const problems = problemsOf(build).filter((each) => each.startsWith(first) || each.startsWith(second));
  expect(problems).toEqual(problems.map(() => expect.stringMatching(TWICE)));
  expect(problems.map((each) => each.slice(0, each.indexOf(' ') + 1))).toEqual(expect.arrayContaining([first, second]));
});

test.each([
  ['one path', 'same.json', 'same.json'],
  ['two spellings of one path', 'same.json', './/./same.json'],
  ['a link', 'same.json', 'link.json'],
])('two rollouts with one file for their stage are an error that names both: %s', (_, first, second) => {
  const file = join(work, 'same.json');
  writeFileSync(file, '{ "stage": null }');
  rmSync(join(work, 'link.json'), { force: true });
  symlinkSync(file, join(work, 'link.json'));
  const problems = problemsOf((parts) => {
    rollout(parts, { stageFile: `${work}/${first}` });
    rollout(parts, { policy: parts.old, stageFile: `${work}/${second}` }, 'Second');
  });
  expect(problems).toEqual([
    expect.stringMatching(/^\[Test\/Rollout\] The file with the stage is used by more than one rollout \(by Test\/Second\) \(given: .*same\.json/),
    expect.stringMatching(/^\[Test\/Second\] The file with the stage is used by more than one rollout \(by Test\/Rollout\)/),
  ]);
});

test('two rollouts of an app may have files of one name in two folders', () => {
  const files = ['one', 'two'].map((folder) => join(mkdtempSync(join(work, folder)), 'stage.json'));
  for (const file of files) writeFileSync(file, '{ "stage": null }');
  expect(problemsOf((parts) => {
    rollout(parts, { stageFile: files[0] });
    rollout(parts, { policy: parts.old, stageFile: files[1] }, 'Second');
  })).toEqual([]);
});

test('a policy cannot replace itself, also if two objects have its ID', () => {
  const problems = problemsOf((parts) => {
    rollout(parts, { policy: imported(parts.stack, 'First'), replaces: imported(parts.stack, 'Second') });
  });
  expect(problems).toEqual([expect.stringMatching(/to replace itself/)]);
});

test('rollouts of different policies share targets, and stages may have policies of one ID', () => {
  expect(problemsOf((parts) => {
    rollout(parts, { stage: 'canary' });
    rollout(parts, { policy: parts.old, stage: 'workloads' }, 'Second');
  })).toEqual([]);
  const app: App = testApp();
  const [first] = ['Dev', 'Prod'].map((id) => {
    const parts = organization(new Stack(new Stage(app, id), 'Test'));
    rollout(parts, { policy: imported(parts.stack, 'Imported', 'p-FullAWSAccess'), stage: 'canary' });
    return parts.stack;
  });
  expect(synthesisProblems(first)).toEqual([]);
});
