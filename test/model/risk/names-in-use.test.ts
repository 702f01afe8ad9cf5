import { type InCode, type Organization, type OrganizationalUnit, reviewOf, reviewOfDeployment } from '../../../src/model';
import { account, attached, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';
import { s3, scp } from './support';

/** A unit with the name and the construct. */
const named = (name: string, id: string, more: Partial<OrganizationalUnit> = {}) => unit(name, { id: symbol(id), ...more });
const units = (...organizationalUnits: OrganizationalUnit[]) => organization({ root: { organizationalUnits } });
const found = (base: Organization, head: Organization) => (
  reviewOf(base, head).obstacles.filter(({ kind }) => kind === 'nameInUse').map(({ subject, message }) => [subject, message]));

const TWICE = 'Do it in two deployments: give the name up in the first, and use it again in the second.';
const OUTSIDE = 'Give another name, or rename the other one first.';
const gets = (subject: string, given: string, remedy = TWICE) => (
  [subject, `${subject} gets the name of another one, which has it still, and no two can have one name (given: ${given}). ${remedy}`]);
const isNew = (subject: string, given: string, remedy = TWICE) => (
  [subject, `${subject} is new and has the name of another one, which has it still, and no two can have one name (given: ${given}). ${remedy}`]);
const replaceable = (id: string): InCode => ({ ...IN_CODE, address: `S.${id}`, allowReplacement: true });

describe('the name of an organizational unit', () => {
  test.each<[string, Organization, Organization, string[][]]>([
    ['is in use if the other one keeps it', units(named('Alpha', 'A')), units(named('Alpha', 'A'), named('Alpha', 'New')),
      [isNew('Root/Alpha', 'Alpha; the other one keeps it')]],
    ['is free if another one gives it up', units(named('Alpha', 'A')), units(named('Beta', 'A'), named('Alpha', 'New')), []],
    ['is free if several pass their names on, and the last one gets a free name', units(named('Alpha', 'A'), named('Beta', 'B'), named('Gamma', 'C')),
      units(named('Beta', 'A'), named('Gamma', 'B'), named('Delta', 'C')), []],
    ['is in use if several pass their names on, and the last one keeps its name', units(named('Alpha', 'A'), named('Beta', 'B'), named('Gamma', 'C')),
      units(named('Beta', 'A'), named('Gamma', 'B'), named('Gamma', 'C')),
      [gets('Root/Beta', 'Beta; the other one becomes Gamma'), gets('Root/Gamma', 'Gamma; the other one keeps it')]],
    ['is in use if two swap their names, and a third one waits for one of them', units(named('Alpha', 'A'), named('Beta', 'B')),
      units(named('Beta', 'A'), named('Alpha', 'B'), named('Alpha', 'New')),
      [gets('Root/Beta', 'Beta; the other one becomes Alpha'), gets('Root/Alpha', 'Alpha; the other one becomes Beta'), isNew('Root/Alpha', 'Alpha; the other one becomes Beta')]],
    ['stays in use if a removed unit is retained', units(named('Alpha', 'A', { code: { ...IN_CODE, retained: true } }), named('Beta', 'B')), units(named('Alpha', 'B')),
      [gets('Root/Alpha', 'Alpha; the other one is removed from the app, and stays with its name', OUTSIDE)]],
    ['stays in use if an account stays in a removed unit', units(named('Alpha', 'A', { accounts: [account('shop')] }), named('Beta', 'B')), units(named('Alpha', 'B')),
      [gets('Root/Alpha', 'Alpha; the other one is removed from the app, and stays with its name', OUTSIDE)]],
    ['is in use until a unit that is recreated elsewhere is deleted', units(named('Alpha', 'A'), named('Parent', 'P'), named('Beta', 'B')),
      units(named('Alpha', 'B'), named('Parent', 'P', { organizationalUnits: [named('Alpha', 'A', { code: replaceable('A') })] })),
      [gets('Root/Alpha', 'Alpha; the other one is recreated elsewhere, and the former unit is deleted last')]],
    ['is in use if the other one is recreated elsewhere under another name', units(named('Alpha', 'A'), named('Parent', 'P'), named('Beta', 'B')),
      units(named('Alpha', 'B'), named('Parent', 'P', { organizationalUnits: [named('Gamma', 'A', { code: replaceable('A') })] })),
      [gets('Root/Alpha', 'Alpha; the other one is recreated elsewhere, and the former unit is deleted last')]],
    ['is free below a unit that is recreated', units(named('Parent', 'P', { organizationalUnits: [named('Alpha', 'A')] }), named('Other', 'O')),
      units(named('Other', 'O', { organizationalUnits: [named('Parent', 'P', { code: replaceable('P'), organizationalUnits: [named('Alpha', 'New')] })] })), []],
    ['is no concern of units that the code only names', units(named('Alpha', 'A')), units(named('Alpha', 'A'), unit('Alpha', { id: 'ou-root-zzzzzzzz', code: undefined })), []],
  ])('%s', (_, base, head, expected) => {
    expect(found(base, head)).toEqual(expected);
  });

  test('is in use if a unit of others has it in the live organization', () => {
    const there = live.organization({ root: { organizationalUnits: [live.unit('Alpha', 1), live.unit('Beta', 2, { tags: owned })] } });
    const obstacles = reviewOfDeployment(there, units(named('Alpha', 'B')), units(named('Beta', 'B'))).obstacles.map(({ kind }) => kind);
    expect(obstacles).toEqual(['nameInUse']);
  });
});

describe('the name of a policy', () => {
  const rails = scp('rails', { Action: 'ec2:*' });
  const policies = (...of: Organization['policies']) => organization({ policies: of });

  test.each<[string, Organization, Organization, string[][]]>([
    ['is in use if two policies swap their names', policies(s3, rails), policies({ ...s3, name: 'rails' }, { ...rails, name: 'guard' }),
      [gets('policy guard', 'guard; the other one becomes rails'), gets('policy rails', 'rails; the other one becomes guard')]],
    ['is free if the other one gives it up', policies(s3, rails), policies({ ...s3, name: 'rails' }, { ...rails, name: 'new' }), []],
    ['is in use until a removed policy is deleted', policies(s3, rails), policies({ ...s3, name: 'rails' }),
      [gets('policy rails', 'rails; the other one is removed from the app, and deletions come last')]],
    ['is not in use by a policy of another type', policies(s3, rails), policies({ ...s3, name: 'labels' }, rails, policy('guard', {}, { type: 'TAG_POLICY', id: symbol('labels') })), []],
  ])('%s', (_, base, head, expected) => {
    expect(found(base, head)).toEqual(expected);
  });

  test('stays in use if an account that is removed from the app still needs the policy', () => {
    const shop = account('shop', { attachedPolicies: [attached(rails)] });
    expect(found(organization({ root: { accounts: [shop] }, policies: [s3, rails] }), policies({ ...s3, name: 'rails' }))).toEqual([
      gets('policy rails', 'rails; the other one is removed from the app, and stays with its name', OUTSIDE),
    ]);
  });
});
