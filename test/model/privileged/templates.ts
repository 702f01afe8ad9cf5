import type { CloudAssembly, Template } from '../../../src/assembly';
import { type KnownCode, organizationFromAssembly, type Organization, reviewOf, type RiskLevel } from '../../../src/model';
import { changeText } from '../../../src/report';

type Resources = Record<string, { readonly Type: string; readonly [name: string]: unknown }>;

/** The digests of the code that the templates name by its key. */
export const DIGESTS = new Map([['ours.zip', 'a'], ['framework.zip', 'f'], ['report.zip', 'b'], ['other.zip', 'c']].map(([key, digit]) => [key, digit.repeat(64)]));

export const KNOWN: KnownCode = { handlers: DIGESTS.get('ours.zip')!, framework: [DIGESTS.get('framework.zip')!] };

export const BUCKET = 'cdk-hnb659fds-assets-111122223333-eu-west-1';

/** The stack publishes its assets here as well. */
export const OTHER_BUCKET = 'cdk-hnb659fds-assets-111122223333-us-east-1';

const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** A Lambda function with the role of the handlers or another one. */
export function lambda(key: string, handler: string, role: string, more: object = {}): Resources[string] {
  return { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: BUCKET, S3Key: key }, Handler: handler, Runtime: 'nodejs24.x', Role: arn(role), ...more } };
}

const TASKS = { 'Fn::Join': ['', ['{"IsComplete":"', arn('Complete'), '","OnTimeout":"', arn('Timeout'), '"}']] };
const CALLED = { USER_ON_EVENT_FUNCTION_ARN: arn('OnEvent'), USER_IS_COMPLETE_FUNCTION_ARN: arn('IsComplete') };

/** The provider of this package, with the functions of the CDK's framework around its two handlers. */
export const PROVIDER: Resources = {
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  FrameworkRole: { Type: 'AWS::IAM::Role', Properties: {} },
  OnEvent: lambda('ours.zip', 'index.onEvent', 'Role', { Environment: { Variables: { SERVED_STACKS: 'Org' } } }),
  IsComplete: lambda('ours.zip', 'index.isComplete', 'Role', { Environment: { Variables: { SERVED_STACKS: 'Org' } } }),
  Framework: lambda('framework.zip', 'framework.onEvent', 'FrameworkRole', { Environment: { Variables: { ...CALLED, WAITER_STATE_MACHINE_ARN: { Ref: 'Waiter' } } } }),
  Complete: lambda('framework.zip', 'framework.isComplete', 'FrameworkRole', { Environment: { Variables: CALLED } }),
  Timeout: lambda('framework.zip', 'framework.onTimeout', 'FrameworkRole', { Environment: { Variables: CALLED } }),
  Waiter: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: TASKS } },
  Organization: { Type: 'Custom::OrganizationsOrganization', Properties: { ServiceToken: arn('Framework'), FeatureSet: 'ALL' } },
};

/** The provider with other properties of one of its resources. */
export function withProperties(logicalId: string, properties: object): Resources {
  const { Properties: former, ...rest } = PROVIDER[logicalId];
  return { ...PROVIDER, [logicalId]: { ...rest, Properties: { ...former as object, ...properties } } };
}

/** The organization of an app with one stack, which goes to the management account. */
export function organizationOf(resources: Resources, sections: object = {}, others: readonly Resources[] = []): Organization {
  const templates = [{ Resources: resources, ...sections }, ...others.map((each) => ({ Resources: each }))] as Template[];
  const assembly: CloudAssembly = {
    directory: '',
    assetDirectories: new Map(),
    codeDigests: new Map([BUCKET, OTHER_BUCKET].flatMap((bucket) => [...DIGESTS].map(([key, digest]) => [`${bucket}/${key}`, digest] as const))),
    stacks: templates.map((template, index) => {
      const name = index === 0 ? 'Org' : `Other${index}`;
      return { id: name, name, displayName: name, template, accountId: '111122223333', dependencies: [], nestedTemplates: new Map() };
    }),
  };
  return organizationFromAssembly(assembly);
}

export interface Told {
  readonly headline: string;
  readonly level: RiskLevel | undefined;
  readonly reason: string | undefined;
}

/** Each change with its worst risk, without those about guarded actions. */
export function told(base: Organization, head: Organization, knownCode: KnownCode = KNOWN): Told[] {
  const review = reviewOf(base, head, { knownCode });
  return review.changes.map((change, index) => {
    const risk = review.risks.find((each) => each.change === index);
    return { headline: changeText(change).headline, level: risk?.level, reason: risk?.reason };
  }).filter(({ headline }) => !headline.startsWith('From now on'));
}
