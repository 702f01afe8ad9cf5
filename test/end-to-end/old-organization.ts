import { Simulator, type SimulatorState } from '../../src/simulator';

const UNITS = 1_992;

/** A number as letters and digits, as in identifiers of the service. */
function code(number: number, length: number): string {
  return number.toString(36).padStart(length, '0');
}

/**
 * A large old organization. It has 1,992 organizational units in three levels, which reach the quota of 2,000 with those of the example,
 * and 5,000 accounts, some of them closed or suspended. Of its 1,000 policies, several are attached to the root. This library owns none
 * of its resources.
 */
export function oldOrganization(): SimulatorState {
  const simulator = new Simulator({ now: () => Date.UTC(2016, 0, 1) });
  const call = (operation: string, body: object) => simulator.handle({
    method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(body),
  });
  call('CreateOrganization', { FeatureSet: 'ALL' });
  const { random: _random, ...empty } = simulator.state();
  const rootId = empty.root!.id;

  const organizationalUnits = Array.from({ length: UNITS }, (_, index) => ({
    id: `ou-${rootId.slice(2)}-${code(index, 8)}`,
    name: `legacy-${index}`,
    parentId: index < 40 ? rootId : `ou-${rootId.slice(2)}-${code(index % 40 + (index >= 1_000 ? 40 : 0), 8)}`,
    tags: (index % 7 === 0 ? { 'put-by': 'somebody' } : {}) as Record<string, string>,
  }));
  const [management] = empty.accounts;
  const accounts = Array.from({ length: 5_000 }, (_, index) => ({
    ...management,
    id: String(300_000_000_000 + index),
    name: `legacy-${index}`,
    email: `legacy+${index}@example.org`,
    parentId: index % 10 === 0 ? rootId : organizationalUnits[index % UNITS].id,
    joinedMethod: 'CREATED' as const,
    state: index % 50 === 0 ? 'CLOSED' as const : index % 51 === 0 ? 'SUSPENDED' as const : 'ACTIVE' as const,
    ...(index % 50 === 0 && { closedAt: Date.UTC(2025, 11, 15) }),
    tags: { team: `team-${index % 20}` },
  }));
  const policies = Array.from({ length: 1_000 }, (_, index) => ({
    id: `p-${code(index, 8)}`,
    type: index % 5 === 0 ? 'TAG_POLICY' : 'SERVICE_CONTROL_POLICY',
    name: `legacy-${index}`,
    description: 'Created by hand',
    content: index % 5 === 0
      ? '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}'
      : `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"service${index}:*","Resource":"*"}}`,
    awsManaged: false,
    tags: {},
  }));
  const everywhere = [rootId, ...organizationalUnits.map(({ id }) => id), management.id, ...accounts.map(({ id }) => id)];
  return {
    ...empty,
    random: simulator.state().random,
    organizationalUnits,
    accounts: [management, ...accounts],
    policies,
    policyTypes: [{ type: 'SERVICE_CONTROL_POLICY', status: 'ENABLED' }],
    attachments: [
      ...everywhere.map((targetId) => ({ policyId: 'p-FullAWSAccess', targetId })),
      ...policies.slice(1, 4).map(({ id }) => ({ policyId: id, targetId: rootId })),
      ...organizationalUnits.map(({ id }, index) => ({ policyId: policies[index % 200 * 5 + 1].id, targetId: id })),
    ],
    trustedServices: [{ servicePrincipal: 'cloudtrail.amazonaws.com', enabledAt: management.joinedAt }],
  };
}
