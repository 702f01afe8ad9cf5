import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, Organization, OrganizationalUnit, PolicyType, ServiceControlPolicy } from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { organizationFromAssembly, reviewOf } from '../../src/model';
import { organizationOfState, rehearse, type RehearsalResult } from '../../src/rehearsal';
import { removeApps, synthesize } from '../proofs/support/app';
import { byHand } from '../proofs/support/by-hand';

jest.setTimeout(120_000);
afterAll(removeApps);

const ACTIONS = { one: 's3:DeleteBucket', two: 's3:DeleteObject', three: 'ec2:RunInstances', four: 'kms:DisableKey' } as const;
type Name = keyof typeof ACTIONS;
const NAMES = Object.keys(ACTIONS) as Name[];

/** Two units with their policies and an account each. */
const app = (prod: readonly Name[], dev: readonly Name[] = ['four']) => synthesize((stack: Stack) => {
  const organization = new Organization(stack, 'Organization', { policyTypes: [PolicyType.SERVICE_CONTROL_POLICY] });
  const policies = new Map(NAMES.map((name) => [name, new ServiceControlPolicy(stack, name, {
    policyName: name, statements: [new PolicyStatement({ effect: Effect.DENY, actions: [ACTIONS[name]], resources: ['*'] })],
  })]));
  for (const [name, list] of [['Prod', prod], ['Dev', dev]] as const) {
    const unit = new OrganizationalUnit(stack, name, { parent: organization.root, organizationalUnitName: name });
    for (const each of list) unit.attachPolicy(policies.get(each)!);
    new Account(stack, `In${name}`, { accountName: name, email: `${name}@example.com`, parent: unit });
  }
});

const codeIn = (directory: string) => organizationFromAssembly(readCloudAssembly(directory));
const organizationAfter = ({ simulatorState }: RehearsalResult) => organizationOfState(simulatorState)!;

test('the review with the organization announces the attachments that a deployment drops though no code lists them, and those only', async () => {
  const [base, head] = [app(['one']), app(['one', 'two'])];
  const made = await rehearse({ assemblyDirectory: base });
  const idOf = (name: string, of: 'policies' | 'organizationalUnits') => [...made.simulatorState[of]].find((each) => each.name === name)!.id;
  const state = byHand(made.state, (simulator) => {
    for (const [policy, unit] of [['three', 'Prod'], ['four', 'Prod'], ['three', 'Dev']]) {
      simulator.attachments.push({ policyId: idOf(policy, 'policies'), targetId: idOf(unit, 'organizationalUnits') });
    }
  });
  const present = state.simulator!;
  const before = organizationOfState(present)!;
  const { changes } = reviewOf(codeIn(base), codeIn(head), { actions: [], judgedIn: { organization: before, isStale: false } });
  const result = await rehearse({ assemblyDirectory: head, formerAssemblyDirectory: base, state });
  expect(result.resources.flatMap(({ reason }) => reason ?? [])).toEqual([]);
  const now = new Set(result.simulatorState.attachments.map(({ policyId, targetId }) => `${policyId} ${targetId}`));
  const gone = present.attachments.filter(({ policyId, targetId }) => !now.has(`${policyId} ${targetId}`)).map(({ policyId }) => policyId);
  const announced = changes.flatMap((change) => (change.kind === 'detached' ? [`${change.policy.name} ${change.target.path}`] : []));
  expect(announced).toEqual(['four Root/Prod', 'three Root/Prod']);
  expect(gone.sort()).toEqual([idOf('four', 'policies'), idOf('three', 'policies')].sort());
  const units = organizationAfter(result).root.organizationalUnits;
  expect(units.map(({ name, attachedPolicies }) => [name, ...attachedPolicies.map((each) => each.name)])).toEqual([
    ['Dev', 'FullAWSAccess', 'four', 'three'], ['Prod', 'FullAWSAccess', 'one', 'two'],
  ]);
});
