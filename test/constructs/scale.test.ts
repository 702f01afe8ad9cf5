import { CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { testApp } from './test-app';
import { Account, Organization, OrganizationalUnit, ServiceControlPolicy, TrustedService } from '../../src';

interface Size {
  readonly accounts: number;
  readonly units: number;
  readonly policies: number;
}

function deny(place: number) {
  return new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [`service${place}:*`], resources: ['*'] });
}

function organizationApp(size: Size): Stack {
  const stack = new Stack(testApp(), 'Test');
  const organization = new Organization(stack, 'Organization', {
    trustedServices: [TrustedService.CLOUDTRAIL, TrustedService.CONFIG, TrustedService.GUARDDUTY],
  });
  const units = Array.from({ length: size.units }, (_, place) =>
    new OrganizationalUnit(stack, `Unit${place}`, { parent: organization.root, organizationalUnitName: `unit-${place}` }));
  Array.from({ length: size.policies }, (_, place) =>
    units[place % size.units].attachPolicy(new ServiceControlPolicy(stack, `Policy${place}`, { statements: [deny(place)] })));
  Array.from({ length: size.accounts }, (_, place) => new Account(stack, `Account${place}`, {
    parent: units[place % size.units], accountName: `account-${place}`, email: `aws+${place}@example.com`,
  }));
  return stack;
}

/** The number of this library's resources on the longest path through Ref, GetAtt and DependsOn. */
function longestChain(resources: Record<string, { Type: string; Properties?: unknown; DependsOn?: string[] }>): number {
  const known = new Map<string, number>();
  const depth = (id: string): number => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const text = JSON.stringify(resources[id].Properties ?? {});
    const references = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([A-Za-z0-9]+)"/g)].map(([, name]) => name);
    const before = [...references, ...(resources[id].DependsOn ?? [])].filter((name) => name in resources);
    const result = Number(resources[id].Type.startsWith('Custom::')) + Math.max(0, ...before.map(depth));
    known.set(id, result);
    return result;
  };
  return Math.max(...Object.keys(resources).map(depth));
}

test('an organization of 100 accounts takes at most 165 resources in a chain of at most 40', () => {
  const { Resources } = Template.fromStack(organizationApp({ accounts: 100, units: 10, policies: 10 })).toJSON();
  expect(Object.keys(Resources).length).toBeLessThanOrEqual(165);
  expect(longestChain(Resources)).toBeLessThanOrEqual(40);
  expect(Object.values(Resources as Record<string, CfnResource & { Type: string }>)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')).toHaveLength(5);
});

test('an organization of 450 accounts fits into one stack', () => {
  const { Resources } = Template.fromStack(organizationApp({ accounts: 450, units: 5, policies: 5 })).toJSON();
  expect(Object.keys(Resources).length).toBeLessThanOrEqual(500);
});

test('the same app gives the same template', () => {
  const template = () => Template.fromStack(organizationApp({ accounts: 20, units: 3, policies: 3 })).toJSON();
  expect(template()).toEqual(template());
});

test('another account changes only DependsOn of the existing resources', () => {
  const without = (accounts: number) => {
    const { Resources } = Template.fromStack(organizationApp({ accounts, units: 3, policies: 3 })).toJSON();
    return Object.fromEntries(Object.entries<{ DependsOn?: string[] }>(Resources).map(([id, { DependsOn, ...rest }]) => [id, rest]));
  };
  const before = without(20);
  const after = without(21);
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
  expect(after).toMatchObject(before);
});
