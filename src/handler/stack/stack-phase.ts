/**
 * The phase of a deployment that a stack is in, read from its status.
 *
 * | Phase | The stack |
 * |---|---|
 * | `deploy` | is being created or updated, or imports resources |
 * | `cleanup` | was updated successfully, and deletes resources that left the template or were replaced |
 * | `rollback` | returns to its former template after a failure |
 * | `delete` | is being deleted as a whole |
 * | `idle` | has no operation in progress, so CloudFormation does not wait for a response |
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
