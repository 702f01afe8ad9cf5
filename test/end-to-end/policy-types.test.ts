import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApp } from './run-app';
import { POLICY_TYPE_NAMES } from '../../src/contract';
import type { Target } from '../../src/model';
import { effectivePolicy, parseJson, validatePolicy } from '../../src/policy';
import { rehearse, type RehearsalResult } from '../../src/rehearsal';

jest.setTimeout(120_000);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'typescript', 'policies');

let assemblyDirectory: string;
let deployed: RehearsalResult;

beforeAll(async () => {
  assemblyDirectory = mkdtempSync(join(tmpdir(), 'policy-types-'));
  runApp(join(EXAMPLE, 'bin', 'policies.ts'), { CDK_OUTDIR: assemblyDirectory });
  deployed = await rehearse({ assemblyDirectory });
});
afterAll(() => rmSync(assemblyDirectory, { recursive: true, force: true }));

/** The unit with the policies. */
const workloads = () => deployed.organization!.root.organizationalUnits[0];
const sandbox = () => workloads().organizationalUnits[0];

const ownPolicies = ({ attachedPolicies }: Target) => attachedPolicies.filter(({ awsManaged }) => !awsManaged)
  .map(({ name }) => deployed.organization!.policies.find((policy) => policy.name === name)!);

test('an app with a policy of every type enables every type', () => {
  expect(deployed.succeeded).toBe(true);
  expect(deployed.differences).toEqual([]);
  expect([...deployed.organization!.policyTypes].sort()).toEqual([...POLICY_TYPE_NAMES].sort());
});

test('one policy of every type is attached to the unit', () => {
  expect(ownPolicies(workloads()).map(({ type }) => type).sort()).toEqual([...POLICY_TYPE_NAMES].sort());
});

test('the deployed policies have no validation errors', () => {
  const findings = deployed.organization!.policies.flatMap(({ type, content }) => validatePolicy(type, content));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(deployed.organization!.policies).toHaveLength(POLICY_TYPE_NAMES.length + 1);
});

test('the management policies from typed props have no validation findings', () => {
  const policies = deployed.organization!.policies.filter(({ type }) => !type.endsWith('_CONTROL_POLICY'));
  expect(policies.length).toBeGreaterThan(POLICY_TYPE_NAMES.length - 2);
  expect(policies.flatMap(({ type, content }) => validatePolicy(type, content))).toEqual([]);
});

test('the child unit inherits the values of both tag policies, with one spelling of the key', () => {
  const levels = [workloads(), sandbox()].map((target) => ({
    name: target.name,
    policies: ownPolicies(target).filter(({ type }) => type === 'TAG_POLICY').map(({ name, content }) => ({ name, content: parseJson(content) })),
  }));
  const { document, problems } = effectivePolicy('TAG_POLICY', levels);
  expect(problems).toEqual([]);
  expect(document).toEqual({
    tags: { Stage: { tag_key: 'Stage', tag_value: ['prod', 'test', 'play-*'], enforced_for: ['ec2:instance', 'ec2:volume'] } },
  });
});
