/**
 * Which way a stack is going, told by its status.
 *
 * `forward`: a creation or an update. `cleanup`: an update has succeeded, and what left the code is deleted. `rollback`: something
 * has failed. `delete`: the whole stack goes. `none`: nothing is under way, so nobody waits for an answer.
 * Source: AWS CloudFormation User Guide, "Stack status codes".
 */
export type Direction = 'forward' | 'cleanup' | 'rollback' | 'delete' | 'none';

export function direction(stackStatus: string): Direction {
  switch (stackStatus) {
    case 'CREATE_IN_PROGRESS':
    case 'UPDATE_IN_PROGRESS':
    case 'IMPORT_IN_PROGRESS':
      return 'forward';
    case 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS':
      return 'cleanup';
    case 'DELETE_IN_PROGRESS':
      return 'delete';
    case 'ROLLBACK_IN_PROGRESS':
    case 'UPDATE_ROLLBACK_IN_PROGRESS':
    case 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS':
    case 'IMPORT_ROLLBACK_IN_PROGRESS':
      return 'rollback';
    default:
      return 'none';
  }
}
