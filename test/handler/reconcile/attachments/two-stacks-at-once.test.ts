import { attachedTagKey } from '../../../../src/contract';
import { attached, CONTENT, foreignPolicy, FULL, SCP, start, TYPE } from '../../support/attachments';
import { type Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const OTHER = stackId('other');
const ALLOW = CONTENT.replace('Deny', 'Allow');
const [NOTE, NOTE_OF_OTHER] = [STACK_OWNER, 'other@us-east-1'].map(attachedTagKey);

function notesOf({ simulator }: Deployment, unit: string): (string | undefined)[] {
  const { tags } = simulator.state().organizationalUnits.find(({ id }) => id === unit)!;
  return [tags[NOTE], tags[NOTE_OF_OTHER]];
}

describe.each(['Update', 'deletion of the stack'])('two stacks whose %s drops the same in the same seconds', (how) => {
  type List = Record<string, unknown>;

  async function drop(deployment: Deployment, unit: string, before: List, after: List): Promise<void> {
    if (how === 'Update') await deployment.updateAndCleanUp(TYPE, unit, before, after);
    else await deployment.remove(TYPE, unit, before);
  }

  /** Lets both stacks create a list and drop it. The second one still sees the note of the first one. */
  async function dropInBoth(started: Awaited<ReturnType<typeof start>>, list: List, order: string, secondsBehind = 5): Promise<void> {
    const { deployment, unit, wanting } = started;
    await deployment.create(TYPE, list);
    await deployment.inStack(OTHER, () => deployment.create(TYPE, list));
    const [note] = notesOf(deployment, unit);
    await deployment.clock.sleep(60_000);
    if (how !== 'Update') deployment.status = 'DELETE_IN_PROGRESS';
    const dropInSecond = () => deployment.inStack(OTHER, async () => {
      showFormerTag(deployment, NOTE, note, secondsBehind);
      await drop(deployment, unit, list, wanting());
    });
    if (order === 'after the first one') {
      await drop(deployment, unit, list, wanting());
      return dropInSecond();
    }
    let isFirst = true;
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      if (!isFirst || !operation.startsWith('Untag')) return answer;
      isFirst = false;
      await dropInSecond();
      return answer;
    };
    await drop(deployment, unit, list, wanting());
  }

  describe.each(['after the first one', 'while the first one waits'])('%s', (order) => {
    test.each([['allows', ALLOW], ['denies', CONTENT]])('detach a policy that %s', async (_, content) => {
      const started = await start(0);
      const { deployment, unit, wanting } = started;
      // The cleanup that detaches a denial reads notes for ten seconds.
      const secondsBehind = how === 'Update' && content === CONTENT ? 12 : 5;
      await dropInBoth(started, wanting(await foreignPolicy(deployment, 'Foreign', content)), order, secondsBehind);
      expect([attached(deployment, unit), ...notesOf(deployment, unit)]).toEqual([[FULL], undefined, undefined]);
    });

    test('attach FullAWSAccess again, which both had detached', async () => {
      const started = await start(0);
      const { deployment, unit, wanting } = started;
      const allow = await foreignPolicy(deployment, 'Allow', ALLOW);
      await dropInBoth(started, { ...wanting(allow), DetachFullAwsAccess: true }, order);
      expect([attached(deployment, unit), ...notesOf(deployment, unit)]).toEqual([[FULL], undefined, undefined]);
    });
  });
});

test('a policy stays that another stack lists between two readings of the stack that created and drops it', async () => {
  const { deployment, unit, wanting } = await start(0);
  const { PhysicalResourceId: own } = await deployment.create('Custom::OrganizationsPolicy', { Type: SCP, Name: 'Own', Description: '', Content: ALLOW });
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Own', physicalId: own, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
  await deployment.create(TYPE, wanting(own));
  let lists = 0;
  deployment.disturb = async (operation, call) => {
    // This stack has read the tags of the target, and is about to read what is attached.
    if (operation === 'ListPoliciesForTarget' && ++lists === 1) {
      await deployment.inStack(OTHER, () => deployment.create(TYPE, wanting(own)));
    }
    return call();
  };
  await deployment.update(TYPE, unit, wanting(own), wanting());
  expect([attached(deployment, unit), notesOf(deployment, unit)[1]]).toEqual([[own, FULL].sort(), own]);
});
