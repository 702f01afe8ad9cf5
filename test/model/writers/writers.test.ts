import { idsIn, reviewOf, reviewOfDeployment, reviewOfDrift, type Tags, writerNotes, writerOf } from '../../../src/model';
import { attached, FULL_ACCESS, inCode, live, organization, policy, symbol, unit } from '../organizations';
import { ACTIONS, ENABLED } from '../risk/support';

const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' } };

test.each<[string, string, Tags, boolean, string | undefined]>([
  ['a policy of AWS Control Tower by its name', 'aws-guardrails-AbCdEf', {}, true, 'controlTower'],
  ['no unit by the name of such a policy', 'aws-guardrails-AbCdEf', {}, false, undefined],
  ['a policy of Landing Zone Accelerator by its tag', 'Quarantine', { AWSAcceleratorManaged: 'Yes' }, true, 'landingZoneAccelerator'],
  ['a policy of Landing Zone Accelerator by its prefix', 'AWSAccelerator-Guardrails', {}, true, 'landingZoneAccelerator'],
  ['Terraform by the value of a tag', 'Prod', { ManagedBy: 'Terraform' }, false, 'terraform'],
  ['Terraform by the key of a tag', 'Prod', { terraform: 'true' }, false, 'terraform'],
  ['no Terraform by a tag that denies it', 'Prod', { Terraform: 'false' }, false, undefined],
  ['OpenTofu as Terraform', 'Prod', { 'managed-by': 'opentofu' }, false, 'terraform'],
  ['a stack by a tag of AWS CloudFormation', 'Prod', { 'aws:cloudformation:stack-name': 'Org' }, false, 'cloudFormation'],
  ['a stack by a tag of a team', 'Prod', { managed_by: 'CloudFormation' }, false, 'cloudFormation'],
  ['no tool by a tag about people', 'Prod', { 'managed-by': 'platform-team', 'owner': 'terraformers' }, false, undefined],
])('the writer of a resource is recognized: %s', (_, name, tags, isPolicy, writer) => {
  expect(writerOf({ name, tags, isPolicy })).toBe(writer);
});

const GUARDS = ['aws-guardrails-one', 'aws-guardrails-two'].map((name) => live.policy(name, DENY));
const TERRAFORM = { ManagedBy: 'terraform' };

/** Two units of Terraform, two policies of AWS Control Tower, and a policy of the code. */
function found(attachedTo: { readonly dev?: typeof GUARDS; readonly prod?: typeof GUARDS } = {}) {
  const at = (policies: typeof GUARDS = []) => ({ attachedPolicies: [FULL_ACCESS, ...policies.map(attached)] });
  return live.organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        live.unit('Dev', 1, { tags: TERRAFORM, ...at(attachedTo.dev) }), live.unit('Prod', 2, { tags: TERRAFORM, ...at(attachedTo.prod) }),
      ],
    },
    policies: GUARDS,
    more: { ...ENABLED, trustedServices: ['controltower.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'] },
  });
}

test('an organization tells all other writers, also those that only trusted access shows', () => {
  expect(writerNotes(found())).toEqual([
    { writer: 'controlTower', subjects: ['aws-guardrails-one', 'aws-guardrails-two'] },
    { writer: 'terraform', subjects: ['Root/Dev', 'Root/Prod'] },
    { writer: 'stackSets', subjects: [] },
  ]);
  expect(writerNotes(live.organization())).toEqual([]);
});

/** The code adopts units by their names. */
function code(...names: string[]) {
  return organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: names.map((name) => (
        unit(name, { attachedPolicies: [FULL_ACCESS], code: inCode(symbol(name), { adopt: true }) }))),
    },
    policies: [policy('own', DENY)],
    more: ENABLED,
  });
}

const judged = { actions: ACTIONS, judgedIn: { organization: found(), isStale: false } };

test('a review of code says which resources of the code others write too', () => {
  const ofDeployment = reviewOfDeployment(found(), code('Dev', 'Prod'), undefined, { actions: ACTIONS });
  for (const review of [ofDeployment, reviewOf(code('Dev'), code('Dev', 'Prod'), judged)]) {
    expect(review.otherWriters).toEqual([{ writer: 'terraform', subjects: ['Root/Dev', 'Root/Prod'] }]);
  }
  expect(reviewOf(code('Dev'), code('Dev', 'Prod'), { actions: ACTIONS })).not.toHaveProperty('otherWriters');
  expect(reviewOfDeployment(found(), code('Test'), undefined, { actions: ACTIONS })).not.toHaveProperty('otherWriters');
});

test('drift says which of the changed resources others write', () => {
  const owned = code('Dev', 'Prod');
  const drifted = reviewOfDrift(owned, found({ dev: [GUARDS[0]], prod: [GUARDS[1]] }), { actions: ACTIONS, outside: true });
  expect(drifted.otherWriters).toEqual([
    { writer: 'controlTower', subjects: ['aws-guardrails-one', 'aws-guardrails-two'] }, { writer: 'terraform', subjects: ['Root/Dev', 'Root/Prod'] },
  ]);
  // The units have lost their owner tags.
  expect(reviewOfDrift(owned, { ...found(), policies: [] }, { actions: ACTIONS }).otherWriters).toEqual([{ writer: 'terraform', subjects: ['Root/Dev', 'Root/Prod'] }]);
});

test('the IDs in a list of changes are those of all that it mentions', () => {
  expect(idsIn([{ kind: 'x', account: { id: '1' }, to: [{ id: '2', name: '3' }] }, { accountId: '4', after: { text: '5' } }])).toEqual(new Set(['1', '2', '4']));
});
