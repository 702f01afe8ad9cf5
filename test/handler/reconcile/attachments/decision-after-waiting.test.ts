import { delayCalls, environmentsOnOneClock } from '../../support/at-once';
import { attached, CONTENT, foreignPolicy, SCP, TYPE } from '../../support/attachments';
import { Deployment, stackId } from '../../support/deployment';

const POLICY = 'Custom::OrganizationsPolicy';
const OTHER = stackId('other');
const ALLOW = CONTENT.replace('Deny', 'Allow');

test.each([[500, 50], [300, 300]])('a policy stays that another stack adds while this one, which drops it, waits for another policy (latencies %d and %d ms)', async (...latencies) => {
  for (let offset = 0; offset <= 25_000; offset += 500) {
    const first = new Deployment({ seed: 7 });
    const root = await first.organization(SCP);
    const unit = (await first.organizations.createOrganizationalUnit(root, 'Shared', [])).id;
    const imported = await foreignPolicy(first, 'Imported', ALLOW);
    const properties = { Type: SCP, Name: 'Own', Description: '', Content: ALLOW };
    const { PhysicalResourceId: own } = await first.inStack(OTHER, () => first.create(POLICY, properties));
    first.stacks.stack(OTHER).resources.push({ logicalId: 'Own', physicalId: own, type: POLICY, status: 'CREATE_COMPLETE' });
    const wanting = (...list: string[]) => ({ TargetId: unit, TargetLogicalId: 'Unit', Policies: { [SCP]: list } });
    await first.create(TYPE, wanting(imported));
    await first.inStack(OTHER, () => first.create(TYPE, wanting(own)));
    await first.clock.sleep(60_000);
    const { clock, environments: [, second] } = environmentsOnOneClock(first, 2);
    [first, second].forEach((each, index) => delayCalls(each, latencies[index]));
    const update = (deployment: Deployment, before: object, after: object) => {
      deployment.status = 'UPDATE_IN_PROGRESS';
      return deployment.update(TYPE, unit, { ...before }, { ...after });
    };
    await clock.run(() => Promise.all([
      update(first, wanting(imported), wanting(own)),
      clock.sleep(offset).then(() => second.inStack(OTHER, () => update(second, wanting(own), wanting(own, imported)))),
    ]));
    expect({ offset, attached: attached(first, unit) }).toEqual({ offset, attached: expect.arrayContaining([imported, own]) });
  }
});
