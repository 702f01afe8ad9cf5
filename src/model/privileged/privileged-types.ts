import { isOurResourceType } from '../../contract';

/**
 * Types of resources that grant rights, that run with them, or that bring what the assembly does not show.
 * Source: AWS CloudFormation Template Reference, the resource types of the services.
 */
const PREFIXES = [
  'AWS::IAM::', 'AWS::Lambda::', 'AWS::StepFunctions::', 'AWS::Serverless::', 'AWS::RolesAnywhere::', 'AWS::SSO::', 'AWS::Organizations::',
  'AWS::CloudFormation::', 'Custom::',
];

/** They only wait. */
const HARMLESS = ['AWS::CloudFormation::WaitCondition', 'AWS::CloudFormation::WaitConditionHandle'];

/** A module stands for resources that only CloudFormation knows. Source: AWS CloudFormation User Guide, "Modules". */
const MODULE = '::MODULE';

/** Whether a reviewer sees each change of resources of the type. Those of this library have changes of their own. */
export function isPrivilegedType(type: string): boolean {
  const isOutside = isOurResourceType(type) || HARMLESS.includes(type);
  return !isOutside && (type.endsWith(MODULE) || PREFIXES.some((prefix) => type.startsWith(prefix)));
}
