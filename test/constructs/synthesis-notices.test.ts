import { Annotations as Notes, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { synthesisProblems, testApp, testStack } from './test-app';
import { Account, IParent, Organization, OrganizationalUnit, OrganizationalUnitProps } from '../../src';

const page = (rule: string) => `(${rule}: https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/${rule}.md)`;

describe('an account in a partition without CreateAccount', () => {
  function problemsIn(region: string | undefined, adopt?: boolean): string[] {
    const stack = new Stack(testApp(), 'Test', { env: { region } });
    const { root } = new Organization(stack, 'Organization');
    new Account(stack, 'Account', { parent: root, accountName: 'workload', email: 'workload@example.com', adopt });
    return synthesisProblems(stack);
  }

  test.each(['us-gov-west-1', 'us-gov-east-1'])('an account in a partition without CreateAccount is an error at synthesis in %s', (region) => {
    expect(problemsIn(region)).toEqual([
      `[Test/Account] AWS Organizations cannot create accounts in the partition aws-us-gov (given: "workload in ${region}"). Create the account `
      + 'with CreateGovCloudAccount in the commercial partition, invite it into this organization, and set adopt: true.',
    ]);
  });

  test('an account in a partition without CreateAccount can be adopted', () => expect(problemsIn('us-gov-west-1', true)).toEqual([]));

  test.each([
    ['a commercial Region', 'eu-central-1'], ['a Region in China', 'cn-northwest-1'], ['an isolated Region, for which it is not known', 'us-iso-east-1'],
    ['a Region that is newer than the CDK', 'xx-new-1'], ['a Region that is known only at deployment', undefined],
  ])('an account is accepted in %s', (_which, region) => expect(problemsIn(region)).toEqual([]));
});

describe('the context value reconcile', () => {
  const infosOf = (stack: Stack) => Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('takes part'))
    .map(({ id, entry }) => `${id}: ${entry.data}`);
  const withContext = (context: Record<string, unknown>) => {
    const stack = testStack(context);
    const { root } = new Organization(stack, 'Organization');
    new OrganizationalUnit(new NestedStack(stack, 'Nested'), 'Unit', { parent: root, organizationalUnitName: 'unit' });
    return stack;
  };

  test('the context value reconcile gives one info for each top-level stack, which mentions the second round', () => {
    expect(infosOf(withContext({ 'cdk-aws-organizations:reconcile': '7' }))).toEqual([
      '/Test: Every resource takes part in this deployment, and in the next one too if that has another value or none (given: '
      + '"cdk-aws-organizations:reconcile=7"). Keep the value in the context of cdk.json until you need a new one, to avoid the second round. '
      + `${page('reconcile')} [ack: cdk-aws-organizations:reconcile]`,
    ]);
  });

  test('there is no info about reconcile if the context value is not set', () => expect(infosOf(withContext({}))).toEqual([]));
});

describe('adopted OUs that may be replaced', () => {
  type Props = Partial<OrganizationalUnitProps>;

  function warningsOf(build: (unit: (id: string, parent: IParent, props: Props) => OrganizationalUnit, root: IParent) => void): string[] {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization');
    build((id, parent, props) => new OrganizationalUnit(stack, id, { parent, organizationalUnitName: id, ...props }), root);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('is adopted')).map(({ id, entry }) => `${id}: ${entry.data}`);
  }

  test('an adopted OU that may be replaced gives a warning', () => {
    expect(warningsOf((unit, root) => unit('Sandbox', root, { adopt: true, allowReplacement: true }))).toEqual([
      '/Test/Sandbox: The organizational unit is adopted and may be replaced by one with another ID, which AWS Control Tower and others do not '
      + 'know (given: "Sandbox"). Set allowReplacement: false here and above, or acknowledge this if nothing outside the app knows the ID. '
      + `${page('adopted-unit-moves')} [ack: cdk-aws-organizations:adopted-unit-moves]`,
    ]);
  });

  test('an adopted OU gives the warning also if it inherits allowReplacement from its parent', () => {
    const warnings = warningsOf((unit, root) => unit('Down', unit('Up', root, { allowReplacement: true }), { adopt: true }));
    expect(warnings).toEqual([expect.stringContaining('/Test/Down: The organizational unit is adopted and may be replaced')]);
  });

  test('the warning about an adopted OU can be acknowledged', () => {
    expect(warningsOf((unit, root) => Notes.of(unit('Sandbox', root, { adopt: true, allowReplacement: true }))
      .acknowledgeWarning('cdk-aws-organizations:adopted-unit-moves'))).toEqual([]);
  });

  test.each<[string, Props]>([
    ['adopted only', { adopt: true }], ['replaceable only', { allowReplacement: true }],
    ['adopted and not replaceable', { adopt: true, allowReplacement: false }],
  ])('an OU gives no warning if it is %s', (_which, props) => {
    expect(warningsOf((unit, root) => unit('Sandbox', root, props))).toEqual([]);
  });
});
