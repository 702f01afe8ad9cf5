import { CfnResource, Lazy, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type ParentPlaceProperties, ResourceType } from '../../contract';
import { topLevelStack } from '../../provider';
import { destinationOf, type IParent } from '../policy/attachments/policy-target';

/** The root or an organizational unit as the template names a destination of accounts. */
export function placeOf(parent: IParent): ParentPlaceProperties {
  const ParentLogicalId = Lazy.uncachedString({ produce: ({ scope }) => logicalIdIn(scope, parent.rootOrOrganizationalUnitId) });
  const next = destinationOf(parent);
  // The handlers see the resources of a stack and of its nested stacks, and whether they leave the app.
  const isSeen = (scope: IConstruct) => topLevelStack(scope) === topLevelStack(parent);
  const IfRemoved: unknown = next && Lazy.uncachedAny({ produce: ({ scope }) => (isSeen(scope) ? placeOf(next) : undefined) });
  return { ParentId: parent.rootOrOrganizationalUnitId, ParentLogicalId, IfRemoved: IfRemoved as ParentPlaceProperties | undefined };
}

/** The logical ID of the organizational unit that an ID refers to, if it is in the same template. */
function logicalIdIn(scope: IConstruct, id: string): string | undefined {
  const reference = Tokenization.reverseString(id).firstToken;
  if (!Reference.isReference(reference) || !CfnResource.isCfnResource(reference.target)) return undefined;
  if (reference.target.cfnResourceType !== ResourceType.ORGANIZATIONAL_UNIT) return undefined;
  return reference.target.stack === Stack.of(scope) ? reference.target.logicalId : undefined;
}
