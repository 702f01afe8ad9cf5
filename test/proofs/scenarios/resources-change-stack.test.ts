import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { organizationFromAssembly, reviewOf } from '../../../src/model';
import { removeApps, synthesizeApp } from '../support/app';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(300_000);
afterAll(removeApps);

/** Two stacks with a unit and a policy each. A further unit and policy are in the stack `home`. */
function app(home: string, order: readonly string[], adopt = false): string {
  return synthesizeApp((scope) => {
    const stackIn = (parent: Construct, name: string) => new Stack(parent, name, { env: { account: '111111111111', region: 'us-east-1' } });
    const { root } = new Organization(stackIn(scope, 'Base'), 'Organization');
    for (const name of order) {
      const stack = stackIn(scope, name);
      const add = (id: string, adopted = false) => {
        new OrganizationalUnit(stack, `${id}Unit`, { parent: root, organizationalUnitName: `${id}Unit`, adopt: adopted });
        const statements = [new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['*'] })];
        new ServiceControlPolicy(stack, `${id}Policy`, { policyName: `${id}Policy`, adopt: adopted, statements });
      };
      add(`Stays${name}`);
      if (name === home) add('Moving', adopt);
    }
  });
}

test.each<[string, boolean, string[], string[], boolean]>([
  ['adopted, with the former stack first: deleted, and the new stack has nothing to adopt', true, ['Former', 'New'], ['DeleteOrganizationalUnit', 'DeletePolicy'], false],
  ['adopted, with the new stack first: taken over', true, ['New', 'Former'],
    ['TagResource', 'TagResource', 'UntagResource', 'UntagResource'], true],
  ['not adopted, with the former stack first: deleted and created again', false, ['Former', 'New'],
    ['CreateOrganizationalUnit', 'CreatePolicy', 'DeleteOrganizationalUnit', 'DeletePolicy'], true],
  ['not adopted, with the new stack first: refused', false, ['New', 'Former'], [], false],
])('a unit and a policy that move to another stack end as the review says: %s', async (_, adopt, order, writes, succeeds) => {
  const [base, head] = [app('Former', order), app('New', order, adopt)];
  const first = await deploy(base);
  expect(reasonsOf(first)).toEqual([]);
  const second = await deploy(head, { state: first.state });
  expect(second.succeeded).toBe(succeeds);
  expect(second.writes.map((write) => write.split(' ')[0]).sort()).toEqual(writes);

  const [before, after] = [base, head].map((directory) => organizationFromAssembly(readCloudAssembly(directory)));
  const { changes, risks, obstacles } = reviewOf(before, after);
  const [formerFirst, newFirst] = adopt ? ['deleted', 'takenOver'] : ['recreated', 'refused'];
  expect(changes).toMatchObject([{ kind: 'handedOver', formerFirst, newFirst }, { kind: 'handedOver', formerFirst, newFirst }]);
  expect(risks.map(({ level }) => level)).toEqual(['destroys', 'destroys']);
  expect(obstacles.map(({ kind }) => kind)).toEqual(['movesToAnotherStack', 'movesToAnotherStack']);
});
