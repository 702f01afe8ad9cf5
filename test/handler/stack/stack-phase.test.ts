import { stackPhase } from '../../../src/handler/stack/stack-phase';

// Every status of the CloudFormation User Guide, "Stack status codes".
test.each([
  ['CREATE_IN_PROGRESS', 'deploy'],
  ['CREATE_COMPLETE', 'idle'],
  ['CREATE_FAILED', 'idle'],
  ['ROLLBACK_IN_PROGRESS', 'rollback'],
  ['ROLLBACK_COMPLETE', 'idle'],
  ['ROLLBACK_FAILED', 'idle'],
  ['REVIEW_IN_PROGRESS', 'idle'],
  ['UPDATE_IN_PROGRESS', 'deploy'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'cleanup'],
  ['UPDATE_COMPLETE', 'idle'],
  ['UPDATE_FAILED', 'idle'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'rollback'],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'rollback'],
  ['UPDATE_ROLLBACK_COMPLETE', 'idle'],
  ['UPDATE_ROLLBACK_FAILED', 'idle'],
  ['DELETE_IN_PROGRESS', 'delete'],
  ['DELETE_COMPLETE', 'idle'],
  ['DELETE_FAILED', 'idle'],
  ['IMPORT_IN_PROGRESS', 'deploy'],
  ['IMPORT_COMPLETE', 'idle'],
  ['IMPORT_ROLLBACK_IN_PROGRESS', 'rollback'],
  ['IMPORT_ROLLBACK_COMPLETE', 'idle'],
  ['IMPORT_ROLLBACK_FAILED', 'idle'],
])('a stack that is %s is in the phase %s', (status, expected) => {
  expect(stackPhase(status)).toBe(expected);
});
