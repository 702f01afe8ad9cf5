import fc from 'fast-check';
import { check } from './check';
import { proofOf } from '../../../src/cli/init/proof';
import { rehearse, rehearseChange, type RehearsalState, stackIdsOf, stateOfOrganization } from '../../../src/rehearsal';
import { detailedOrganization } from '../../init/random-details';
import { removeWrittenApps, synthesized, writtenApp } from '../../init/written-app';
import { edit, randomEdit } from '../support/day-two-edits';
import { daysLater } from '../support/foreign';
import { isNight } from '../support/proof-runs';
import { unannounced } from '../support/stands-in-report';

jest.setTimeout(3_600_000);
afterEach(removeWrittenApps);

test('the app of an organization changes nothing at first, and later edits of its data change what the review announces', async () => {
  await check(fc.asyncProperty(detailedOrganization, fc.tuple(randomEdit, randomEdit, randomEdit), async (organization, edits) => {
    const { folder } = writtenApp(organization);
    let base = synthesized(folder, organization);
    expect(await proofOf({ organization }, base)).toMatchObject({ differences: [], deviations: [] });
    let { state } = await rehearse({ assemblyDirectory: base, state: stateOfOrganization(organization) });
    for (const [index, each] of edits.entries()) {
      const { name, kinds } = edit(folder, each, index);
      const head = synthesized(folder, organization);
      const reviewed = await review(base, head, daysLater(state));
      expect({ name, ...reviewed.found }).toEqual({ name, reasons: [], kinds, differing: [], unforeseen: [], silent: [] });
      [base, state] = [head, reviewed.state];
    }
  }), isNight() ? 1 : 0.5);
});

/** Announces and rehearses an edit, as `cdk-org diff --rehearse` does with the live organization. */
async function review(baseDirectory: string, headDirectory: string, { simulator, stacks }: RehearsalState) {
  const { result, foreseen, differing, unforeseen } = await rehearseChange({
    baseDirectory, headDirectory, organization: simulator!, stackIds: stackIdsOf(stacks),
  });
  const { accounts, organizationalUnits, policies, root } = simulator!;
  const known = new Map<string, string | undefined>([
    ...[...accounts, ...organizationalUnits].map(({ id, parentId }) => [id, parentId] as const),
    ...[root!.id, ...policies.map(({ id }) => id)].map((id) => [id, undefined] as const),
  ]);
  const changes = foreseen.filter(({ kind }) => !kind.startsWith('privileged'));
  return {
    found: {
      reasons: result.resources.flatMap(({ reason }) => reason ?? []),
      kinds: changes.map(({ kind }) => kind).sort(),
      differing,
      unforeseen,
      silent: unannounced(result.calls, changes, known),
    },
    state: result.state,
  };
}
