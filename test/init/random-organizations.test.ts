import fc from 'fast-check';
import { detailedOrganization, TYPES_WITH_DOCUMENTS } from './random-details';
import { proven, removeWrittenApps, VERSIONS } from './written-app';
import { MANAGEMENT_POLICY_TYPES } from '../../src/contract';
import { appFiles, appRows } from '../../src/init';
import { type Organization, targets } from '../../src/model';
import { isNight, proofRuns, proofSeed } from '../proofs/support/proof-runs';

jest.setTimeout(3_600_000);
afterEach(removeWrittenApps);

/** Random organizations by day. At night there are as many as the proofs have runs. */
const runs = () => (isNight() ? proofRuns() : 4);

test('random organizations have policies of every type', () => {
  expect(TYPES_WITH_DOCUMENTS).toEqual([...MANAGEMENT_POLICY_TYPES].sort());
});

test('the app of a random organization says what it is, and its first deployment only writes owner tags', async () => {
  await fc.assert(fc.asyncProperty(detailedOrganization, async (organization) => {
    expect(await proven(organization)).toMatchObject({ differences: [], deviations: [] });
  }), { seed: proofSeed(), numRuns: runs() });
});

test('every account, organizational unit, policy and attachment of a random organization is in its app or is left out with a reason', () => {
  fc.assert(fc.property(detailedOrganization, (organization) => {
    const rows = appRows(organization);
    const left = (kind: string) => rows.leftOut.filter((each) => each.kind === kind).length;
    const all = [...targets(organization)];
    expect(rows.accounts.length + left('account')).toBe(all.filter(({ kind }) => kind === 'account').length);
    expect(rows.units.length).toBe(all.filter(({ kind }) => kind === 'organizationalUnit').length);
    expect(rows.policies.length + left('policy')).toBe(organization.policies.length);
    expect(rows.trustedServices.length + left('trustedService')).toBe(organization.trustedServices.length);
    const administered = rows.accounts.reduce((sum, { administers }) => sum + administers.length, 0);
    expect(administered + left('delegatedAdministrator')).toBe(organization.delegatedAdministrators.length);
    const attached = all.flatMap(({ target }) => target.attachedPolicies).filter(({ awsManaged }) => !awsManaged);
    expect(attachmentsOf(rows) + left('attachment')).toBe(attached.length);
    const managed: Organization = structuredClone(organization);
    expect([...appFiles(appRows(managed), VERSIONS)]).toEqual([...appFiles(rows, VERSIONS)]);
  }), { seed: proofSeed(), numRuns: 20 * runs() });
});

function attachmentsOf({ root, units, accounts }: ReturnType<typeof appRows>): number {
  return [root, ...units, ...accounts].reduce((sum, { policies }) => sum + policies.length, 0);
}
