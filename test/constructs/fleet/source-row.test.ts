import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Account, Organization, OrganizationalUnit, SourceRow } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { removeApps, synthesize } from '../../proofs/support/app';

afterAll(removeApps);

test('the rows of accounts and organizational units are in the cloud assembly, and no template has them', () => {
  const directory = synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    const nested = new NestedStack(stack, 'Part');
    for (const [index, scope] of [stack, nested].entries()) {
      const unit = new OrganizationalUnit(scope, `Unit${index}`, { parent: root, organizationalUnitName: `unit-${index}` });
      const account = new Account(scope, `Account${index}`, { parent: unit, accountName: `account-${index}`, email: `aws+${index}@example.com` });
      SourceRow.note(unit, { file: 'data/units.csv', line: index + 1 });
      SourceRow.note(account, { file: 'data/accounts.csv', line: index + 10 });
    }
  });
  const [{ rows: readRows, template, nestedTemplates }] = readCloudAssembly(directory).stacks;
  const rows = readRows!();
  expect([...rows.values()].map(({ file, line }) => `${file}:${line}`).sort()).toEqual([
    'data/accounts.csv:10', 'data/accounts.csv:11', 'data/units.csv:1', 'data/units.csv:2',
  ]);
  expect([...rows.keys()].filter((resource) => resource.includes('/'))).toHaveLength(2);
  expect(JSON.stringify([template, ...nestedTemplates.values()])).not.toContain('.csv');
});

test('an error at synthesis names the row', () => {
  expect(() => synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    for (const line of [3, 4]) {
      const account = new Account(stack, `Account${line}`, { parent: root, accountName: 'same', email: 'aws+same@example.com' });
      SourceRow.note(account, { file: 'data/accounts.csv', line });
    }
  })).toThrow(/data\/accounts\.csv:4/);
});

test('a unit that is not of this app has a row without a resource', () => {
  const stack = new Stack(new App(), 'Test');
  const { root } = new Organization(stack, 'Organization');
  const unit = OrganizationalUnit.fromOrganizationalUnitAttributes(stack, 'Theirs', { organizationalUnitId: 'ou-ab12-11111111', parent: root });
  expect(() => SourceRow.note(unit, { file: 'data/units.csv', line: 1 })).not.toThrow();
});

test.each([
  [{ file: '', line: 1 }], [{ file: 'x'.repeat(501), line: 1 }], [{ file: 'a.csv', line: 0 }], [{ file: 'a.csv', line: 1.5 }], [{ file: 'a.csv', line: NaN }],
])('the place %j is an error', (place) => {
  const stack = new Stack(new App(), 'Test');
  expect(() => SourceRow.note(stack, place)).toThrow(
    `[Test] A row has a file of 1 to 500 characters and a line from 1 (given: "${place.file}:${place.line}"). Give the file as the repository names it, and the number of its line.`);
});
