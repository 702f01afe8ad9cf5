import { CfnElement, Lazy, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ParentPlaceProperties } from '../../contract';
import type { IParent } from '../policy/attachments/policy-target';

/** The root or an organizational unit as the template names a destination of accounts. */
export function placeOf(parent: IParent): ParentPlaceProperties {
  const ParentLogicalId = Lazy.uncachedString({ produce: ({ scope }) => logicalIdIn(scope, parent.rootOrOrganizationalUnitId) });
  return { ParentId: parent.rootOrOrganizationalUnitId, ParentLogicalId };
}

/** The logical ID of the resource that an ID refers to, if it is in the same template. */
function logicalIdIn(scope: IConstruct, id: string): string | undefined {
  const reference = Tokenization.reverseString(id).firstToken;
  if (!Reference.isReference(reference) || !CfnElement.isCfnElement(reference.target)) return undefined;
  return reference.target.stack === Stack.of(scope) ? reference.target.logicalId : undefined;
}
