/**
 * The phase of a deployment that a stack is in, read from its status.
 *
 * | Phase | The stack |
 * |---|---|
 * | `deploy` | is created or updated, or imports resources |
 * | `cleanup` | was updated successfully, and deletes what left the template or was replaced |
 * | `rollback` | returns to its former template, after something failed |
 * | `delete` | is deleted as a whole |
 * | `idle` | has no operation in progress, so that nobody waits for an answer |
 *
 * Source: AWS CloudFormation User Guide, "Stack status codes".
 */
export type StackPhase = 'deploy' | 'cleanup' | 'rollback' | 'delete' | 'idle';

export function stackPhase(stackStatus: string): StackPhase {
  switch (stackStatus) {
    case 'CREATE_IN_PROGRESS':
    case 'UPDATE_IN_PROGRESS':
    case 'IMPORT_IN_PROGRESS':
      return 'deploy';
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
      return 'idle';
  }
}
