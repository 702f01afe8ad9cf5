import { OrganizationsError } from '../../../../src/organizations';
import type { SimulatorOptions } from '../../../../src/simulator';
import { POLICY_READINGS } from '../../../../src/simulator/readings/policy-readings';
import { Deployment, STACK_ID } from '../../support/deployment';
import { member } from '../../support/members';
import { refuse } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsOrganization';
const ALL = { FeatureSet: 'ALL' };
const KEYS = { ...ALL, AllowDeletion: true };
const DAY_MS = 86_400_000;
const DENIAL = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}';

async function deployed(properties: object = KEYS, options: SimulatorOptions = {}) {
  const deployment = new Deployment(options);
  const { PhysicalResourceId: id } = await deployment.create(TYPE, { ...properties });
  await deployment.clock.sleep(DAY_MS);
  deployment.status = 'DELETE_IN_PROGRESS';
  return { deployment, id, remove: () => deployment.remove(TYPE, id, { ...properties }) };
}

const exists = ({ simulator }: Deployment) => simulator.state().organization !== null;
const reasons = ({ lines }: Deployment) => lines.map(({ reason }) => reason);

test('an empty organization is deleted with its stack', async () => {
  const { deployment, remove } = await deployed();
  expect(await deployment.writesOf(remove)).toEqual(['DeleteOrganization']);
  expect(exists(deployment)).toBe(false);
  // The event is repeated.
  expect(await deployment.writesOf(remove)).toEqual([]);
});

test('an empty organization is deleted when its construct is removed from the app', async () => {
  const { deployment, remove } = await deployed();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(remove)).toEqual(['DeleteOrganization']);
});

describe.each(POLICY_READINGS.policiesOfATypeNotOffered)('if policies of a type that the partition lacks are listed as %s', (policiesOfATypeNotOffered) => {
  test.each(['aws-cn', 'aws-us-gov'])('an empty organization of the partition %s is deleted with its stack', async (partition) => {
    const { deployment, remove } = await deployed(KEYS, { partition, readings: { policiesOfATypeNotOffered } });
    expect(await deployment.writesOf(remove)).toEqual(['DeleteOrganization']);
    expect(exists(deployment)).toBe(false);
  });

  test('two policies of types that the partition has keep an organization from being deleted', async () => {
    const { deployment, remove } = await deployed(KEYS, { partition: 'aws-us-gov', readings: { policiesOfATypeNotOffered } });
    await deployment.organizations.createPolicy({ type: 'TAG_POLICY', name: 'one', description: '', content: '{"tags":{"a":{}}}' }, []);
    await deployment.organizations.createPolicy({ type: 'SERVICE_CONTROL_POLICY', name: 'two', description: '', content: DENIAL }, []);
    expect(await deployment.writesOf(remove)).toEqual([]);
    expect(reasons(deployment).join()).toContain('it holds the policy');
  });
});

test('an organization stays if the policies of a type that is enabled cannot be listed', async () => {
  const { deployment, remove } = await deployed();
  await deployment.organizations.enablePolicyType(deployment.simulator.state().root!.id, 'BACKUP_POLICY');
  refuse(deployment, 'ListPolicies', 'InvalidInput');
  await expect(remove()).rejects.toThrow();
  expect(exists(deployment)).toBe(true);
});

test('an organization without allowDeletion stays', async () => {
  const { deployment, remove } = await deployed(ALL);
  expect(await deployment.writesOf(remove)).toEqual([]);
  expect(reasons(deployment)).toContain('An organization is deleted only with allowDeletion: true and the removal policy DESTROY.');
});

test('an adopted organization stays', async () => {
  const deployment = new Deployment();
  const { id } = await deployment.organizations.createOrganization('ALL');
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, { ...KEYS, Adopt: true }))).toEqual([]);
});

test('an organization with another ID stays', async () => {
  const { deployment } = await deployed();
  expect(await deployment.writesOf(() => deployment.remove(TYPE, 'o-anotherone1', KEYS))).toEqual([]);
  expect(reasons(deployment)).toContain('This Delete is for the organization o-anotherone1.');
});

test('an organization that another resource manages stays', async () => {
  const { deployment, id, remove } = await deployed();
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Renamed', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await deployment.writesOf(remove)).toEqual([]);
});

test('an organization whose construct is in the template stays', async () => {
  const { deployment, remove } = await deployed();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: { Resource: { Type: TYPE } } };
  expect(await deployment.writesOf(remove)).toEqual([]);
});

describe('an organization that is not empty stays, and the Delete succeeds with the reason', () => {
  test.each([
    ['an account', (deployment: Deployment) => member(deployment, '222222222222'), 'the account member-222222222222 (222222222222, ACTIVE)'],
    ['an organizational unit', async ({ organizations, simulator }: Deployment) => {
      await organizations.createOrganizationalUnit(simulator.state().root!.id, 'Foreign', []);
    }, 'the organizational unit Foreign'],
    ['a policy', async ({ organizations }: Deployment) => {
      await organizations.createPolicy({ type: 'SERVICE_CONTROL_POLICY', name: 'Foreign', description: '', content: DENIAL }, []);
    }, 'the policy Foreign'],
  ])('with %s', async (_what, fill, named) => {
    const { deployment, remove } = await deployed();
    await fill(deployment);
    expect(await deployment.writesOf(remove)).toEqual([]);
    expect(exists(deployment)).toBe(true);
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'left behind', reason: expect.stringContaining(named) }));
  });

  test('if most readings do not show the unit in it', async () => {
    const { deployment, remove } = await deployed();
    await deployment.organizations.createOrganizationalUnit(deployment.simulator.state().root!.id, 'Foreign', []);
    let looks = 0;
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      const isStale = operation === 'ListOrganizationalUnitsForParent' && (looks += 1) % 7 !== 0;
      return isStale ? { ...answer as object, OrganizationalUnits: [] } as typeof answer : answer;
    };
    expect(await deployment.writesOf(remove)).toEqual([]);
    expect(exists(deployment)).toBe(true);
  });
});

test('the handler waits for a unit that was deleted a moment ago', async () => {
  const { deployment, remove } = await deployed();
  const unit = await deployment.organizations.createOrganizationalUnit(deployment.simulator.state().root!.id, 'Mine', []);
  let looks = 0;
  deployment.disturb = async (operation, call) => {
    if (operation === 'ListOrganizationalUnitsForParent' && (looks += 1) === 3) await deployment.organizations.deleteOrganizationalUnit(unit.id);
    return call();
  };
  expect(await deployment.writesOf(remove)).toEqual(['DeleteOrganizationalUnit', 'DeleteOrganization']);
});

test('a role without the permission leaves the organization behind with advice, and does not block the stack', async () => {
  const { deployment, remove } = await deployed();
  deployment.disturb = async (operation, call) => {
    if (operation === 'DeleteOrganization') throw new OrganizationsError(operation, 'AccessDenied', 'Not allowed.');
    return call();
  };
  const began = deployment.clock.now();
  await remove();
  expect(exists(deployment)).toBe(true);
  expect(deployment.clock.now() - began).toBeLessThan(600_000);
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'left behind', reason: expect.stringContaining('Delete the whole stack') }));
});

describe('a refusal', () => {
  const leftBehind = (reason: string) => expect.objectContaining({ decision: 'left behind', reason: expect.stringContaining(reason) });

  test('to list policies of a type that the organization cannot have does not keep it from being deleted', async () => {
    const { deployment, remove } = await deployed();
    refuse(deployment, 'ListPolicies', 'PolicyTypeNotAvailableForOrganization');
    expect(await deployment.writesOf(remove)).toEqual(['DeleteOrganization']);
  });

  test('to list policies for another reason does not mean that there are none', async () => {
    const { deployment, remove } = await deployed();
    refuse(deployment, 'ListPolicies', 'MalformedPolicyDocument');
    await expect(remove()).rejects.toThrow('MalformedPolicyDocument');
    expect(exists(deployment)).toBe(true);
  });

  test('because of an account that no list shows leaves the organization behind a minute later', async () => {
    const { deployment, remove } = await deployed();
    refuse(deployment, 'DeleteOrganization', 'OrganizationNotEmpty');
    const began = deployment.clock.now();
    await remove();
    expect(deployment.clock.now() - began).toBeGreaterThanOrEqual(60_000);
    expect(deployment.lines).toContainEqual(leftBehind('Remove what it holds, then delete it by hand'));
  });

  test('that may pass is retried', async () => {
    const { deployment, remove } = await deployed();
    const until = deployment.clock.now() + 60_000;
    deployment.disturb = (operation, call) => {
      if (operation === 'DeleteOrganization' && deployment.clock.now() < until) throw new OrganizationsError(operation, 'ConcurrentModification', 'Again.');
      return call();
    };
    expect(await deployment.writesOf(remove)).toEqual(['DeleteOrganization']);
  });

  test('that is final leaves the organization behind with the reason', async () => {
    const { deployment, remove } = await deployed();
    refuse(deployment, 'DeleteOrganization', 'UnsupportedAPIEndpoint');
    await remove();
    expect(deployment.lines).toContainEqual(leftBehind('AWS Organizations refused DeleteOrganization: UnsupportedAPIEndpoint'));
  });
});

describe('a rollback', () => {
  test('deletes an organization that its deployment created', async () => {
    const deployment = new Deployment();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, KEYS);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, KEYS))).toEqual(['DeleteOrganization']);
  });

  test('deletes an organization even if its creation was reported as failed', async () => {
    const deployment = new Deployment();
    await deployment.create(TYPE, KEYS);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, 'Organization-provisional', KEYS))).toEqual(['DeleteOrganization']);
  });

  test('keeps an organization that existed before its deployment', async () => {
    const deployment = new Deployment();
    await deployment.organizations.createOrganization('ALL');
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'CREATE_IN_PROGRESS';
    const { PhysicalResourceId: id } = await deployment.create(TYPE, KEYS);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, KEYS))).toEqual([]);
    expect(reasons(deployment)).toContain('It existed before this deployment.');
  });

  test('keeps an organization without allowDeletion', async () => {
    const deployment = new Deployment();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, ALL);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, ALL))).toEqual([]);
  });
});
