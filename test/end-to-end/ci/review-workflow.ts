import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtifactStore } from './artifact-store';
import { CommentsServer } from './comments-server';
import { GithubRunner, type JobRun, readWorkflow } from './github-runner';
import { ReviewProject } from './review-project';

export const WRITE_TOKEN = 'a-token-that-writes';
const WORKFLOW = '.github/workflows/organization-review.yml';
const INPUTS = { version: '1.2.3', directory: 'infra', rehearse: false };

export interface RunOptions {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly event?: string;
  readonly title?: string;
  /** Variables of the repository. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly order?: string[];
  readonly afterJob?: (job: string, artifacts: ArtifactStore) => void;
}

export type WorkflowRun = Record<'base' | 'head' | 'review', JobRun>;

/** A project on a simulated GitHub: a repository, an API, and a runner of the reusable workflow. */
export class ReviewWorkflow {
  readonly project = new ReviewProject();
  readonly github = new CommentsServer(WRITE_TOKEN);
  private api = '';

  async start(): Promise<void> {
    this.api = await this.github.start();
  }

  stop(): void {
    this.github.stop();
    this.project.remove();
  }

  /** Runs all jobs on a commit, which is the merge commit of a pull request unless the event is a different one. */
  async run(sha: string, { inputs, order, ...options }: RunOptions = {}): Promise<WorkflowRun> {
    return await this.runner(sha, options).run(readWorkflow(WORKFLOW), { ...INPUTS, ...inputs }, order) as WorkflowRun;
  }

  runner(sha: string, { event = 'pull_request', title = 'A change', variables, afterJob }: RunOptions = {}): GithubRunner {
    return new GithubRunner(mkdtempSync(join(this.project.folder, 'run-')), {
      name: event,
      payload: { pull_request: { number: 7, title } },
      sha,
      baseRef: 'main',
      repository: this.project.repository,
      api: this.api,
      writeToken: WRITE_TOKEN,
      variables,
      afterJob,
    });
  }
}
