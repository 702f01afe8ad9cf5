import { Stack, Token } from 'aws-cdk-lib';
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam';

/** Source: IAM User Guide, "IAM and AWS STS quotas": all inline policies of a role together, white space not counted. */
export const INLINE_POLICY_LENGTH = 10_240;

const SHORTEST_REGION = 'us-east-1';
const UUID_LENGTH = 36;

/** The minimum number of characters of a policy document after CloudFormation has resolved its intrinsic functions. */
export function minimumDocumentLength(stack: Stack, document: PolicyDocument): number {
  return JSON.stringify(minimumText(stack, stack.resolve(document))).length;
}

/** A resolved value with a text of the minimum length in place of each intrinsic function. */
function minimumText(stack: Stack, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => minimumText(stack, item));
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = [undefined, undefined], ...more] = Object.entries(value);
  if (more.length === 0 && name === 'Ref') return pseudoParameter(stack, String(argument));
  if (more.length === 0 && name === 'Fn::Join') {
    const [delimiter, parts] = argument as [string, unknown[]];
    return parts.map((part) => minimumText(stack, part)).join(delimiter);
  }
  if (more.length === 0 && name?.startsWith('Fn::')) return '';
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, minimumText(stack, item)]));
}

function pseudoParameter(stack: Stack, name: string): string {
  const region = Token.isUnresolved(stack.region) ? SHORTEST_REGION : stack.region;
  const account = Token.isUnresolved(stack.account) ? '0'.repeat(12) : stack.account;
  const values: Record<string, string> = {
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::StackName': stack.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.stackName}/${'0'.repeat(UUID_LENGTH)}`,
  };
  return values[name] ?? '';
}
