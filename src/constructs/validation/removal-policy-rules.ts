import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';
import { problem } from './problem';

/** The removal policies under which no Delete is sent when the resource leaves the template. */
const KEPT: readonly (CfnDeletionPolicy | undefined)[] = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE];

/** Refuses a removal policy that asks for a deletion which the handlers never do, on a resource that says nothing of its removal. */
export function deletionProblems({ cfnOptions: { deletionPolicy } }: CfnResource, subject: string, remedy: string): string[] {
  return KEPT.includes(deletionPolicy) ? [] : [problem({
    wrong: `The removal policy of the ${subject} asks CloudFormation to delete it, which no deployment does`,
    given: `DeletionPolicy: ${deletionPolicy ?? CfnDeletionPolicy.DELETE}`,
    remedy,
  })];
}

/** Refuses a removal policy that keeps back the Delete on which the removal of an account relies. */
export function keptAccountProblems({ cfnOptions: { deletionPolicy } }: CfnResource, method: string): string[] {
  return deletionPolicy === CfnDeletionPolicy.DELETE ? [] : [problem({
    wrong: `The removal policy of the account keeps CloudFormation from the Delete with which AccountRemoval.${method}() begins`,
    given: `DeletionPolicy: ${deletionPolicy}`,
    remedy: 'Keep the removal policy off the account, or set removal to AccountRemoval.retain()',
  })];
}

/** Refuses a removal policy that keeps back the Delete on which `moveAccountsTo` relies. */
export function keptUnitProblems({ cfnOptions: { deletionPolicy } }: CfnResource): string[] {
  return !KEPT.includes(deletionPolicy) ? [] : [problem({
    wrong: 'The removal policy of the organizational unit keeps CloudFormation from the Delete with which moveAccountsTo begins',
    given: `DeletionPolicy: ${deletionPolicy}`,
    remedy: 'Keep the removal policy off the organizational unit, or take moveAccountsTo out',
  })];
}
