import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ReviewWorkflow, WorkflowRun } from './review-workflow';

/** A file outside of all machines, where an attack leaves what it found. */
export function lootFile({ project }: ReviewWorkflow): string {
  return join(mkdtempSync(join(project.folder, 'loot-')), 'loot');
}

/** The gate has seen that the guardrail is detached, and says so as the user of the token. */
export function expectVerdict({ github }: ReviewWorkflow, { review }: WorkflowRun): void {
  expect(review.outputs.risk).toBe('loosens');
  expect(review.result).toBe('failure');
  expect(github.comments.map(({ user, body }) => [user.login, body])).toEqual([['github-actions[bot]', review.summary]]);
  expect(review.summary).toContain('1 account can do more than before');
}

/** The gate has not compared: the job that counts fails, and no comment says that all is well. */
export function expectStopped({ github }: ReviewWorkflow, { review }: WorkflowRun, message: string): void {
  expect(review.result).toBe('failure');
  expect(review.log).toContain(message);
  expect(github.comments).toEqual([]);
}
