import type { Tags } from '../organization';

/** Tools and services that write to organizations besides this library. */
export type Writer = 'controlTower' | 'landingZoneAccelerator' | 'terraform' | 'cloudFormation' | 'stackSets';

/** A resource as far as its writer is recognized from it. */
export interface Written {
  readonly name: string;
  readonly tags: Tags;
  readonly isPolicy: boolean;
}

/** Keys with which teams name the tool that manages a resource. No tool writes them by itself. */
const MANAGER_KEY = /^(?:managed|created|provisioned|deployed)[-_:. ]?(?:by|with)$|^(?:iac|tool)$/i;

/**
 * The writer of a resource, by its name and its tags; undefined if nothing tells one.
 *
 * AWS Control Tower names its policies `aws-guardrails-…`. Landing Zone Accelerator marks its policies with the tag
 * `AWSAcceleratorManaged`, if it has its default prefix. AWS CloudFormation puts no tags of its own on resources of AWS Organizations
 * (`cloudFormationSystemTags` of their schemas), and Terraform none at all: only tags that a team writes tell them.
 *
 * Source: AWS Control Tower User Guide, "Types of governance drift"; the schemas of `AWS::Organizations` in the CloudFormation registry;
 * the source code of Landing Zone Accelerator on AWS.
 */
export function writerOf({ name, tags, isPolicy }: Written): Writer | undefined {
  if (isPolicy && /^aws-guardrails-/i.test(name)) return 'controlTower';
  const entries = Object.entries(tags);
  const has = (matches: (key: string, value: string) => boolean) => entries.some(([key, value]) => matches(key, value));
  if (has((key) => key === 'AWSAcceleratorManaged') || (isPolicy && /^AWSAccelerator-/.test(name))) return 'landingZoneAccelerator';
  const isManagedBy = (tool: RegExp) => has((key, value) => (
    (MANAGER_KEY.test(key) && tool.test(value)) || (tool.test(key) && !/^(?:false|no|0)$/i.test(value))));
  if (isManagedBy(/^(?:hashicorp[-_ ]?)?(?:terraform|opentofu|terragrunt)\b/i)) return 'terraform';
  const isOfStack = has((key) => key.startsWith('aws:cloudformation:')) || isManagedBy(/^(?:aws[-_ ]?)?(?:cloudformation|cdk)$/i);
  return isOfStack ? 'cloudFormation' : undefined;
}

/** The writers that only trusted access tells. Their service principals are in the AWS Organizations User Guide. */
export const WRITER_OF_SERVICE: Readonly<Record<string, Writer>> = {
  'controltower.amazonaws.com': 'controlTower',
  'member.org.stacksets.cloudformation.amazonaws.com': 'stackSets',
};
