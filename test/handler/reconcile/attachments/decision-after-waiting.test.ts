import { VirtualTime } from '../../../../src/rehearsal/time/virtual-time';
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
    const clock = new VirtualTime(first.clock.now());
    const second = Object.assign(new Deployment(), { simulator: first.simulator, stacks: first.stacks, lines: first.lines });
    for (const [index, each] of [first, second].entries()) {
      Object.assign(each, { clock });
      each.disturb = async (_, call) => {
        await clock.sleep(latencies[index] / 2);
        const answer = await call();
        await clock.sleep(latencies[index] / 2);
        return answer;
      };
    }
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
