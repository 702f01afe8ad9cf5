import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Organization, PolicyContent, ServiceControlPolicy } from '../../../src';

/** The warnings of a policy that denies actions that do not exist. */
function warningsFor(actions: number): string[] {
  const stack = new Stack(new App(), 'Org', { env: { account: '111111111111', region: 'us-east-1' } });
  const organization = new Organization(stack, 'Organization');
  const policy = new ServiceControlPolicy(stack, 'Misspelt', {
    content: PolicyContent.fromJson({
      Version: '2012-10-17',
      Statement: { Effect: 'Deny', Action: Array.from({ length: actions }, (_, number) => `s3:NoSuchAction${number}`), Resource: '*' },
    }),
  });
  organization.root.attachPolicy(policy);
  const found = Annotations.fromStack(stack).findWarning('/Org/Misspelt', Match.anyValue());
  return found.map(({ entry }) => String(entry.data)).filter((text) => text.includes('NoSuchAction'));
}

test('of 300 bad patterns in one policy ten are reported, with the number of the others', () => {
  const warnings = warningsFor(300);

  expect(warnings).toHaveLength(10);
  expect(warnings.filter((text) => text.includes('This policy has 290 more findings of this rule.'))).toHaveLength(1);
});

test('ten bad patterns in one policy are all reported', () => {
  const warnings = warningsFor(10);

  expect(warnings).toHaveLength(10);
  expect(warnings.join('\n')).not.toContain('more findings');
});
