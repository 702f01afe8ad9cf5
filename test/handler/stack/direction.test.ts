import { direction } from '../../../src/handler/stack/direction';

// Every status of the CloudFormation User Guide, "Stack status codes".
test.each([
  ['CREATE_IN_PROGRESS', 'forward'],
  ['CREATE_COMPLETE', 'none'],
  ['CREATE_FAILED', 'none'],
  ['ROLLBACK_IN_PROGRESS', 'rollback'],
  ['ROLLBACK_COMPLETE', 'none'],
  ['ROLLBACK_FAILED', 'none'],
  ['REVIEW_IN_PROGRESS', 'none'],
  ['UPDATE_IN_PROGRESS', 'forward'],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'cleanup'],
  ['UPDATE_COMPLETE', 'none'],
  ['UPDATE_FAILED', 'none'],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'rollback'],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'rollback'],
  ['UPDATE_ROLLBACK_COMPLETE', 'none'],
  ['UPDATE_ROLLBACK_FAILED', 'none'],
  ['DELETE_IN_PROGRESS', 'delete'],
  ['DELETE_COMPLETE', 'none'],
  ['DELETE_FAILED', 'none'],
  ['IMPORT_IN_PROGRESS', 'forward'],
  ['IMPORT_COMPLETE', 'none'],
  ['IMPORT_ROLLBACK_IN_PROGRESS', 'rollback'],
  ['IMPORT_ROLLBACK_COMPLETE', 'none'],
  ['IMPORT_ROLLBACK_FAILED', 'none'],
])('a stack that is %s goes: %s', (status, expected) => {
  expect(direction(status)).toBe(expected);
});
