import { NestedStack } from 'aws-cdk-lib';
import { Organization, OrganizationalUnit } from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { deployedBy } from '../../src/rehearsal/state/deployed';
import { deployedCode } from '../../src/rehearsal/state/deployed-code';
import { removeApps, synthesize } from '../proofs/support/app';
import { deploy } from '../proofs/support/deploy';

jest.setTimeout(60_000);
afterAll(removeApps);

/** A unit in one nested stack sends its accounts to a unit in another one, which sends its own to `last`. */
function nestedUnits({ last, fails = false }: { readonly last: 'One' | 'Two'; readonly fails?: boolean }): string {
  return synthesize((stack) => {
    const { root } = new Organization(stack, 'Organization');
    const [one, two] = ['One', 'Two'].map((name) => new OrganizationalUnit(stack, name, { parent: root }));
    const [inner, outer] = [new NestedStack(stack, 'Inner'), new NestedStack(stack, 'Outer')];
    [one, two].forEach((parent, index) => new OrganizationalUnit(outer, `Below${index}`, { parent }));
    const middle = new OrganizationalUnit(inner, 'Middle', { parent: root, moveAccountsTo: last === 'One' ? one : two });
    new OrganizationalUnit(outer, 'Leaving', { parent: root, moveAccountsTo: middle });
    if (fails) new OrganizationalUnit(inner, 'Absent', { parent: root, adopt: true }).node.addDependency(middle);
  });
}

test('the code of stacks is read after a deployment that updated one nested stack and failed before the other', async () => {
  const first = await deploy(nestedUnits({ last: 'One' }));
  const head = readCloudAssembly(nestedUnits({ last: 'Two', fails: true }));
  const second = await deploy(head.directory, { state: first.state, disableRollback: true });
  expect(second.succeeded).toBe(false);
  const { root } = deployedCode(second.state, head, deployedBy(head, second.state.stacks))!;
  const unit = (wanted: string) => root.organizationalUnits.find(({ name }) => name === wanted)!;
  expect(unit('Middle').code).toMatchObject({ moveAccountsTo: unit('Two').id });
  expect(unit('Leaving').code).toMatchObject({ moveAccountsTo: unit('Middle').id, moveAccountsOn: [unit('One').id] });
});
