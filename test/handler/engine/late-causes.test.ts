import { readPolicyIds } from '../../../src/contract';
import { delayCalls } from '../support/at-once';
import { Deployment } from '../support/deployment';

const SCP = 'SERVICE_CONTROL_POLICY';
const POLICY = 'Custom::OrganizationsPolicy';
const SET = 'Custom::OrganizationsPolicySet';
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
/** Longer than each patience that counts here: request rates have used it up before the first write. */
const USED_UP_MS = 10 * 60_000;

const deny = (name: string) => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:Xxxxxxxxxxxxx${name}`], Resource: '*' });
const setOf = (...names: string[]) => ({
  Type: SCP, Name: 'Base', Description: '', Statements: names.map(deny), MaxDocuments: 2, MaxContentLength: 330,
});

/** A service that notices late that something is detached or empty. Each call takes time. */
async function start(latencyMs: number) {
  const readings = { deletingAPolicyJustDetached: 'PolicyInUseException', deletingAUnitJustEmptied: 'OrganizationalUnitNotEmptyException' } as const;
  const deployment = new Deployment({ readings });
  const root = await deployment.organization(SCP);
  const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Security', [])).id;
  delayCalls(deployment, latencyMs);
  return { deployment, root, unit };
}

/** An event that begins, and whose patience is over before its first call. */
async function lateEvent(deployment: Deployment, ...event: Parameters<Deployment['event']>) {
  const begun = await deployment.begin(deployment.event(...event));
  await deployment.clock.sleep(USED_UP_MS);
  return begun;
}

/** The offsets, from 20 s before the first call to 20 s after it, at which an event does not end as it should. */
async function failuresByOffset(run: (offsetMs: number) => Promise<unknown>): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (let offsetMs = -20_000; offsetMs <= 20_000; offsetMs += 500) {
    await run(offsetMs).catch(({ message }: Error) => failures.push({ offsetMs, message }));
  }
  return failures;
}

/** Finishes an event while another resource acts, a while before the first call or after it. */
async function finishWhile(deployment: Deployment, event: Parameters<Deployment['finish']>[0], offsetMs: number, act: () => Promise<unknown>): Promise<void> {
  const { disturb } = deployment;
  if (offsetMs < 0) {
    await act();
    await deployment.clock.sleep(-offsetMs);
  }
  const actsAt = deployment.clock.now() + offsetMs;
  deployment.disturb = async (operation, call) => {
    if (offsetMs >= 0 && deployment.clock.now() >= actsAt) {
      deployment.disturb = disturb;
      await act();
    }
    return disturb(operation, call);
  };
  await deployment.finish(event);
}

describe.each([0, 300, 900])('where each call takes %d ms', (latencyMs) => {
  test('a set deletes the document that it has just detached', async () => {
    const { deployment, unit } = await start(latencyMs);
    const before = setOf('A', 'B', 'C', 'D');
    const { PhysicalResourceId: id, Data } = await deployment.create(SET, before, 'Set');
    const attachments = { TargetId: unit, Policies: {}, PolicySets: { [SCP]: [readPolicyIds(Data!.PolicyIds).join(',')] } };
    await deployment.create(ATTACHMENTS, attachments, 'Attachments');
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const names = { PhysicalResourceId: id, LogicalResourceId: 'Set', OldResourceProperties: before };
    const event = await lateEvent(deployment, 'Update', SET, setOf('A'), names);
    expect(await deployment.writesOf(() => deployment.finish(event))).toEqual(['UpdatePolicy', 'DetachPolicy', 'DeletePolicy']);
  });

  test('a policy is deleted that another resource detaches around the first call', async () => {
    expect(await failuresByOffset(async (offsetMs) => {
      const { deployment, unit } = await start(latencyMs);
      const desired = { Type: SCP, Name: 'Deny', Description: '', Content: JSON.stringify({ Version: '2012-10-17', Statement: deny('A') }) };
      const { PhysicalResourceId: id } = await deployment.create(POLICY, desired);
      await deployment.organizations.attachPolicy(id, unit);
      await deployment.clock.sleep(60_000);
      deployment.status = 'DELETE_IN_PROGRESS';
      const event = await lateEvent(deployment, 'Delete', POLICY, desired, { PhysicalResourceId: id });
      await finishWhile(deployment, event, offsetMs, () => deployment.organizations.detachPolicy(id, unit));
      expect(deployment.simulator.state().policies.map(({ name }) => name)).not.toContain('Deny');
    })).toEqual([]);
  });

  test('a unit is deleted that another resource empties around the first call', async () => {
    expect(await failuresByOffset(async (offsetMs) => {
      const { deployment, root } = await start(latencyMs);
      const desired = { ParentId: root, Name: 'Workloads' };
      const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
      const child = (await deployment.organizations.createOrganizationalUnit(id, 'Child', [])).id;
      await deployment.clock.sleep(60_000);
      deployment.status = 'DELETE_IN_PROGRESS';
      const event = await lateEvent(deployment, 'Delete', UNIT, desired, { PhysicalResourceId: id });
      await finishWhile(deployment, event, offsetMs, () => deployment.organizations.deleteOrganizationalUnit(child));
      expect(deployment.simulator.state().organizationalUnits.map(({ name }) => name)).not.toContain('Workloads');
    })).toEqual([]);
  });
});
