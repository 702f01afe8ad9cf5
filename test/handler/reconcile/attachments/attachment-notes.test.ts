import { attached, foreignPolicy, FULL, start, TYPE } from '../../support/attachments';
import { type Deployment, stackId } from '../../support/deployment';

describe('notes about attachments', () => {
  const NOTE = 'cdk-aws-organizations:attached/landing-zone@us-east-1';

  function note(deployment: Deployment, unit: string) {
    return deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)?.tags?.[NOTE];
  }

  test('a foreign policy is noted on the target before it is attached, and its note is removed with it', async () => {
    const { deployment, unit, wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(foreign)))).toEqual(['TagResource', 'AttachPolicy']);
    expect(note(deployment, unit)).toBe(foreign);
    expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(foreign)))).toEqual([]);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(foreign)))).toEqual(['DetachPolicy', 'UntagResource']);
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test('a foreign policy that was attached before the app listed it stays after an Update and after a rollback', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    await deployment.organizations.attachPolicy(foreign, unit);
    await deployment.create(TYPE, wanting(one, foreign));
    await deployment.update(TYPE, unit, wanting(one, foreign), wanting(one));
    expect(attached(deployment, unit)).toEqual([one, foreign, FULL].sort());
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one, foreign));
    expect(attached(deployment, unit)).toEqual([foreign, FULL].sort());
    expect(note(deployment, unit)).toBeUndefined();
  });

  test('a policy that does not fit into the note counts as attached by others', async () => {
    const { deployment, unit, wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    const noted = Array.from({ length: 19 }, (_, index) => `p-${String(index).padStart(10, '0')}`).join(' ');
    await deployment.organizations.tagResource(unit, [{ Key: NOTE, Value: noted }]);
    await deployment.create(TYPE, wanting(foreign));
    expect(attached(deployment, unit)).toEqual([foreign, FULL].sort());
    expect(deployment.lines.find(({ warning }) => warning)).toMatchObject({ decision: 'note attachments' });
  });

  test('a policy that another stack attached stays', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const [foreign, other] = [await foreignPolicy(deployment), await foreignPolicy(deployment, 'Other')];
    await deployment.inStack(stackId('other'), () => deployment.create(TYPE, wanting(other)));
    await deployment.create(TYPE, wanting(one, foreign));
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one, foreign), wanting(one));
    expect(attached(deployment, unit)).toEqual([one, other, FULL].sort());
    expect(note(deployment, unit)).toBeUndefined();
  });
});
