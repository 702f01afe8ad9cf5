import { deploy } from './scripted-rehearsal';
import { removeAssemblies, unit } from './written-assembly';
import { shownLiteral } from '../../src/assembly';
import { organizationOfState, parseRehearsalState, stateOfOrganization } from '../../src/rehearsal';
import { Simulator } from '../../src/simulator';
import { liveOrganization } from '../init/live-organization';
import { FULL_ACCESS, live } from '../model/organizations';

afterAll(removeAssemblies);

test('a saved state is parsed from its JSON, and the state of a simulator becomes a state without stacks', async () => {
  const { state, simulatorState } = await deploy({ A: unit({ Id: 'a' }) });
  const saved: unknown = JSON.parse(JSON.stringify(state));
  expect(parseRehearsalState(saved)).toEqual(state);
  expect(parseRehearsalState(simulatorState)).toEqual({ format: 'cdk-org-rehearsal/1', now: Date.UTC(2026, 0, 1), simulator: simulatorState, stacks: {} });
});

test('the clock of a rehearsal starts at the time of the newest invitation if that is later than the default', () => {
  const requestedAt = '2026-11-20T08:00:00.000Z';
  const invitations = [{ id: 'h-examplehandshake1', accountId: '222233334444', status: 'DECLINED' as const, requestedAt, expiresAt: '2026-12-05T08:00:00.000Z' }];
  const manager = live.account('manager', 1);
  const organization = live.organization({ root: { accounts: [manager] }, more: { managementAccountId: manager.id, invitations } });
  expect(parseRehearsalState(stateOfOrganization(organization)).now).toBe(Date.parse(requestedAt));
});

test('the handlers get literals that look like references byte for byte, and the organization shows them as literals', async () => {
  const ids = ['${Org.B}', '${!Org.B}', '${!!AWS::AccountId}', '"\\u0024{Org.B}" \uFDD0'];
  const glued = { 'Fn::Join': ['', ['$', '{Org', '.B}', { 'Fn::Sub': '${!Org.B}' }]] };
  const { state, requests, simulatorState } = await deploy(Object.fromEntries([...ids, glued].map((Id, index) => [`A${index}`, unit({ Id })])));
  const [stack] = Object.values(state.stacks);
  expect(Object.values(stack.resources).map(({ physicalId }) => physicalId)).toEqual(expect.arrayContaining([...ids, '${Org.B}${Org.B}']));
  expect(requests.slice(0, 5)).toEqual(['Create A0', 'Create A1', 'Create A2', 'Create A3', 'Create A4']);
  const policy = live.policy('look-alike', { Statement: '${Org.B} ${!Org.B} ${aws:username}' });
  const organization = { ...live.organization(), policies: [{ ...policy, content: shownLiteral(policy.content) }] };
  const loaded = { ...simulatorState, ...stateOfOrganization(organization) };
  expect(loaded.policies.map(({ content }) => content)).toEqual([policy.content]);
  expect(organizationOfState(loaded)!.policies.map(({ content }) => content)).toEqual(['{"Statement":"${!Org.B} ${!!Org.B} ${aws:username}"}']);
});

test('a saved state with a failed rollback is parsed, and accepts no update', async () => {
  const { state: before } = await deploy({ A: unit({ Id: 'a', Version: 1, Fail: 'Update:1' }) });
  const { state, stacks } = await deploy({
    A: unit({ Id: 'a', Version: 2 }), New: unit({ Id: 'new' }), Bad: unit({ Id: 'bad', Fail: 'Create' }, { DependsOn: ['A', 'New'] }),
  }, { state: before });
  expect(stacks[0].status).toBe('UPDATE_ROLLBACK_FAILED');
  const saved = parseRehearsalState(JSON.parse(JSON.stringify(state)));
  expect(Object.keys(Object.values(saved.stacks)[0].resources)).toContain('New');
  const again = await deploy({ A: unit({ Id: 'a', Version: 3 }) }, { state: saved });
  expect([again.succeeded, again.stacks[0].reason]).toEqual([false, expect.stringMatching(/is in UPDATE_ROLLBACK_FAILED state and can not be updated/)]);
});

test.each<[string, (state: any) => unknown, string]>([
  ['an array instead of an object', () => [], 'the state must be an object. Given: [].'],
  ['another format', (state) => ({ ...state, format: 'x' }), 'format must be "cdk-org-rehearsal/1". Given: "x".'],
  ['an invalid time', (state) => ({ ...state, now: 'noon' }), 'now must be a time in milliseconds since 1970. Given: "noon".'],
  ['a stack under another ID', (state) => ({ ...state, stacks: { x: Object.values(state.stacks)[0] } }), 'stacks["x"].id must be "x", its key.'],
  ['a stack without resources', (state) => ({
    ...state, stacks: Object.fromEntries(Object.entries(state.stacks).map(([id, stack]) => [id, { ...(stack as object), resources: 1 }])),
  }), '.resources must be an object. Given: 1.'],
  ['a broken simulator', (state) => ({ ...state, simulator: { ...state.simulator, accounts: 1 } }), 'accounts'],
])('a state with %s is refused with an error that names the field', async (_name, change, message) => {
  const { state } = await deploy({ A: unit({ Id: 'a' }) });
  expect(() => parseRehearsalState(change(JSON.parse(JSON.stringify(state))))).toThrow(message);
});

test('an attachment that AWS made is read where its policy type is not enabled, and without all features', () => {
  const attachedPolicies = [FULL_ACCESS, { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', awsManaged: true } as const];
  for (const featureSet of ['ALL', 'CONSOLIDATED_BILLING']) {
    const organization = liveOrganization({ attachedPolicies }, { featureSet, policyTypes: [] });
    expect(organization.root.attachedPolicies).toEqual(attachedPolicies);
    const simulator = new Simulator({ state: stateOfOrganization(organization) });
    expect(organizationOfState(simulator.state())).toEqual(organization);
  }
});
