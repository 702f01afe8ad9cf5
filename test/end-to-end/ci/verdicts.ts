import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ReviewWorkflow, WorkflowRun } from './review-workflow';

/** A file outside of all machines to which an attack writes its findings. */
export function lootFile({ project }: ReviewWorkflow): string {
  return join(mkdtempSync(join(project.folder, 'loot-')), 'loot');
}

/** Expects that the review found the detached guardrail and reported it as the user of the token. */
export function expectVerdict({ github }: ReviewWorkflow, { review }: WorkflowRun): void {
  expect(review.outputs.risk).toBe('loosens');
  expect(review.result).toBe('failure');
  expect(github.comments.map(({ user, body }) => [user.login, body])).toEqual([['github-actions[bot]', review.summary]]);
  expect(review.summary).toContain('1 account can do more than before');
}

/** Expects that the review did not compare: the required job fails, and no comment reports success. */
export function expectStopped({ github }: ReviewWorkflow, { review }: WorkflowRun, message: string): void {
  expect(review.result).toBe('failure');
  expect(review.log).toContain(message);
  expect(github.comments).toEqual([]);
}
