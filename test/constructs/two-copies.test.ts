import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import * as customResources from 'aws-cdk-lib/custom-resources';
import * as constructs from 'constructs';
import { synthesisProblems, testStack } from './test-app';
import * as first from '../../src';

type Library = typeof first;

/** A second copy of the package, as npm installs it for a library that needs another version. The peer dependencies are the same. */
const second = secondCopy();

function secondCopy(): Library {
  const peers: Record<string, unknown> = {
    'aws-cdk-lib': cdk,
    'aws-cdk-lib/aws-iam': iam,
    'aws-cdk-lib/aws-lambda': lambda,
    'aws-cdk-lib/aws-logs': logs,
    'aws-cdk-lib/aws-ssm': ssm,
    'aws-cdk-lib/custom-resources': customResources,
    'constructs': constructs,
  };
  let copy: Library | undefined;
  jest.isolateModules(() => {
    for (const [name, peer] of Object.entries(peers)) jest.doMock(name, () => peer);
    copy = jest.requireActual<Library>('../../src');
    for (const name of Object.keys(peers)) jest.dontMock(name);
  });
  return copy!;
}

const denial = () => new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] });

/** An organization whose constructs come alternately from two copies. */
function build(one: Library, other: Library): cdk.Stack {
  const stack = testStack();
  const { root } = new one.Organization(stack, 'Organization', { trustedServices: [other.TrustedService.GUARDDUTY] });
  const outer = new other.OrganizationalUnit(stack, 'Outer', { parent: root, organizationalUnitName: 'Outer', allowReplacement: true });
  const inner = new one.OrganizationalUnit(stack, 'Inner', { parent: outer, organizationalUnitName: 'Inner' });
  const account = new other.Account(stack, 'Account', { parent: inner, accountName: 'One', email: 'one@example.com' });
  const policy = new other.ServiceControlPolicy(stack, 'Policy', { statements: [denial()] });
  const set = new other.PolicySet(stack, 'Set', { policyType: other.PolicyType.SERVICE_CONTROL_POLICY, statements: [denial()] });
  const tags = new one.TagPolicy(stack, 'Tags', {
    content: other.PolicyContent.fromJson({ tags: { stage: { tag_key: { '@@assign': 'Stage' } } } }),
  });
  inner.attachPolicy(policy);
  inner.attachPolicySet(set);
  account.attachPolicy(tags);
  // The same account, imported by the other copy: attachments of one target are one resource.
  one.Account.fromAccountId(stack, 'Same', account.accountId).attachPolicy(policy);
  account.delegateAdministration(one.TrustedService.GUARDDUTY);
  return stack;
}

test('constructs of two copies of the package give the same template as those of one copy', () => {
  const [expected, mixed] = [build(first, first), build(first, second)].map((stack) => Template.fromStack(stack).toJSON());
  expect(second.Organization).not.toBe(first.Organization);
  expect(mixed).toEqual(expected);
});

test.each<[string, (stack: cdk.Stack) => void, RegExp]>([
  ['accounts with one email address', (stack) => {
    const { root } = new first.Organization(stack, 'Organization');
    new first.Account(stack, 'One', { parent: root, accountName: 'One', email: 'one@example.com' });
    new second.Account(stack, 'Two', { parent: root, accountName: 'Two', email: 'ONE@example.com' });
  }, /The email address is used by more than one account \(by Test\/Two\)/],
  ['an OU that is too deep', (stack) => {
    let parent: first.IParent = new first.Organization(stack, 'Organization').root;
    for (let level = 1; level <= 6; level += 1) {
      const { OrganizationalUnit } = level % 2 === 0 ? first : second;
      parent = new OrganizationalUnit(stack, `Level${level}`, { parent, organizationalUnitName: `Level${level}` });
    }
  }, /is too deep below the root \(given: "level 6"\)/],
  ['an account whose removal the organization does not allow', (stack) => {
    const { root } = new first.Organization(stack, 'Organization');
    const removal = second.AccountRemoval.close();
    new second.Account(stack, 'One', { parent: root, accountName: 'One', email: 'one@example.com', removal });
  }, /allowAccountClosure/],
  ['a second organization in the stack', (stack) => {
    new first.Organization(stack, 'Organization');
    new second.Organization(stack, 'Another');
  }, /The stack has more than one organization \(by Test\/Another\)/],
])('a check of the whole tree finds %s of both copies', (_mistake, make, message) => {
  const stack = testStack();
  make(stack);
  expect(synthesisProblems(stack).join('\n')).toMatch(message);
});

test('a policy of one copy writes a value that the other copy prepared', () => {
  const written = (library: Library) => {
    const stack = testStack();
    const { root } = new first.Organization(stack, 'Organization');
    const enableInRegions = library.PolicyValue.append(['eu-central-1']);
    new first.InspectorPolicy(stack, 'Policy', { ec2Scanning: { enableInRegions } }).attachTo(root);
    return Template.fromStack(stack).toJSON() as object;
  };
  expect(written(second)).toEqual(written(first));
});
