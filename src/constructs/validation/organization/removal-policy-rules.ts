import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';
import { ResourceType } from '../../../contract';
import { problem } from '../rule';

/** The deletion policies under which CloudFormation sends no Delete when the resource leaves the template. */
const KEPT: readonly (CfnDeletionPolicy | undefined)[] = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE];

/** Refuses a removal policy that requests a deletion on a resource without a removal of its own: the handlers never delete it. */
export function deletionProblems({ cfnOptions: { deletionPolicy } }: CfnResource, subject: string, remedy: string): string[] {
  return KEPT.includes(deletionPolicy) ? [] : [problem({
    wrong: `The removal policy of the ${subject} asks CloudFormation to delete it, which no deployment does`,
    given: `DeletionPolicy: ${deletionPolicy ?? CfnDeletionPolicy.DELETE}`,
    remedy,
  })];
}

/** Refuses a removal policy that prevents the Delete on which the removal of an account relies. */
export function keptAccountProblems({ cfnOptions: { deletionPolicy } }: CfnResource, method: string): string[] {
  return deletionPolicy === CfnDeletionPolicy.DELETE ? [] : [problem({
    wrong: `The removal policy of the account keeps CloudFormation from the Delete with which AccountRemoval.${method}() begins`,
    given: `DeletionPolicy: ${deletionPolicy}`,
    remedy: 'Keep the removal policy off the account, or set removal to AccountRemoval.retain()',
  })];
}

/** Whether CloudFormation sends a Delete when the resource leaves the template. */
export function isDestroyed({ cfnOptions: { deletionPolicy } }: CfnResource): boolean {
  return !KEPT.includes(deletionPolicy);
}

/** Refuses a removal policy that requests the deletion of an organization without the second key, or of an adopted one. */
export function organizationDeletionProblems(
  resource: CfnResource, { allowDeletion, adopt }: { readonly allowDeletion?: boolean; readonly adopt?: boolean },
): string[] {
  if (!isDestroyed(resource)) return [];
  if (!allowDeletion) {
    return [problem({
      wrong: 'It takes two keys to delete the organization: its removal policy asks CloudFormation to delete it, and it does not allow that',
      given: 'allowDeletion: false',
      remedy: `Keep the removal policy off the organization (excludeResourceTypes: ${ResourceType.ORGANIZATION}), or set allowDeletion: true on it`,
    })];
  }
  return adopt ? [problem({
    wrong: 'The removal policy of the organization asks CloudFormation to delete it, but an adopted organization is never deleted',
    given: 'adopt: true',
    remedy: 'Leave out adopt: true, or the removal policy and allowDeletion',
  })] : [];
}

/** Refuses a removal policy that prevents the Delete on which `moveAccountsTo` relies. */
export function keptUnitProblems({ cfnOptions: { deletionPolicy } }: CfnResource): string[] {
  return !KEPT.includes(deletionPolicy) ? [] : [problem({
    wrong: 'The removal policy of the organizational unit keeps CloudFormation from the Delete with which moveAccountsTo begins',
    given: `DeletionPolicy: ${deletionPolicy}`,
    remedy: 'Keep the removal policy off the organizational unit, or take moveAccountsTo out',
  })];
}
