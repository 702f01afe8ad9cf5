import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { git } from './git';
import { runScript } from './process';
import { standInTools } from './tools';

const FILE = join(__dirname, '..', '..', '..', 'examples', 'gitlab', 'organization.gitlab-ci.yml');

interface Job {
  readonly stage: string;
  readonly rules: readonly { readonly if: string; readonly when?: string }[];
  readonly needs?: readonly string[];
  readonly environment?: { readonly name: string };
  readonly variables?: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly artifacts?: { readonly when?: string; readonly paths: readonly string[] };
}

export interface JobRun {
  readonly status: 'success' | 'failed' | 'skipped';
  readonly log: string;
}

export interface MergeRequest {
  /** The address of the bare repository. */
  readonly repository: string;
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly api: string;
  /** The variable REVIEW_TOKEN, with the environment scope `organization-review`. */
  readonly reviewToken: string;
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * The condition of the jobs that run, as the rules have it.
   * @default - those of a merge request
   */
  readonly rule?: string;
  /** The assembly of the last deployment. */
  readonly deployed?: string;
  /** Called after a job with the folder of its artifact, which code that has taken over the job could change. */
  readonly afterJob?: (job: string, artifact: string) => void;
}

/** Runs the example's pipeline for a merge request, each job on a separate machine. */
export async function runMergeRequest(folder: string, request: MergeRequest): Promise<Record<string, JobRun>> {
  const { stages, variables, default: { before_script: before }, ...jobs } = load(readFileSync(FILE, 'utf8')) as any;
  const { rule: condition = '$CI_MERGE_REQUEST_IID', deployed } = request;
  const path = standInTools(join(folder, 'tools'), deployed === undefined ? undefined : { id: '77', commit: request.head, folder: deployed });
  const runs: Record<string, JobRun> = {};
  const names = Object.keys(jobs).filter((name) => jobs[name].rules.some((rule: { if: string }) => rule.if === condition));
  names.sort((one, other) => stages.indexOf(jobs[one].stage) - stages.indexOf(jobs[other].stage));
  for (const name of names) {
    const job: Job = jobs[name];
    const ready = (job.needs ?? []).every((needed) => runs[needed].status === 'success');
    if (!ready && job.rules[0].when !== 'always') {
      runs[name] = { status: 'skipped', log: '' };
      continue;
    }
    const [project, machine] = ['project', 'machine'].map((part) => join(folder, name, part));
    for (const each of [project, machine]) mkdirSync(each, { recursive: true });
    if (job.variables?.GIT_STRATEGY !== 'empty') checkOut(request, project);
    for (const needed of job.needs ?? []) {
      const artifact = join(folder, 'artifacts', needed);
      if (existsSync(artifact)) cpSync(artifact, project, { recursive: true, verbatimSymlinks: true });
    }
    const env = {
      ...predefined(request, project),
      ...variables,
      ...job.variables,
      ...request.variables,
      ...(job.environment?.name === 'organization' ? toolsOfDeployment(machine) : {}),
      ...(job.environment?.name === 'organization-review' ? { REVIEW_TOKEN: request.reviewToken } : {}),
      PATH: path,
      HOME: machine,
      TMPDIR: mkdtempSync(join(machine, 'tmp-')),
      NOTES: join(machine, 'notes'),
    };
    const lines = [...before, ...job.script];
    if (lines.some((line) => typeof line !== 'string')) throw new Error(`A line of the script is not a string in YAML (given: ${JSON.stringify(lines)})`);
    const { status, log } = await runScript(lines.join('\n'), project, env);
    if (status === 0 || job.artifacts?.when === 'always') keepArtifact(job, project, join(folder, 'artifacts', name));
    runs[name] = { status: status === 0 ? 'success' : 'failed', log };
    request.afterJob?.(name, join(folder, 'artifacts', name));
  }
  return runs;
}

/** The variables with the environment scope `organization`, and the token of the job. */
function toolsOfDeployment(machine: string): Record<string, string> {
  const [TOOLS_PACKAGE, TOOLS_LOCK] = ['package', 'lock'].map((name) => join(machine, name));
  for (const file of [TOOLS_PACKAGE, TOOLS_LOCK]) writeFileSync(file, '{}');
  return { TOOLS_PACKAGE, TOOLS_LOCK, AWS_TOKEN: 'a-token-for-the-role' };
}

function predefined({ head, base, title, api }: MergeRequest, project: string): Record<string, string> {
  return {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_PROJECT_DIR: project,
    CI_PROJECT_ID: '5',
    CI_API_V4_URL: api,
    CI_COMMIT_SHA: head,
    CI_DEFAULT_BRANCH: 'main',
    CI_JOB_TOKEN: 'the-token-of-the-job',
    CI_REPOSITORY_URL: 'https://gitlab-ci-token:the-token-of-the-job@gitlab.example.com/acme/organization.git',
    CI_MERGE_REQUEST_IID: '7',
    CI_MERGE_REQUEST_TITLE: title,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
  };
}

function checkOut({ repository, head }: MergeRequest, project: string): void {
  git(project, 'init', '--quiet');
  git(project, 'remote', 'add', 'origin', repository);
  git(project, 'fetch', '--quiet', '--depth=20', 'origin', head);
  git(project, 'checkout', '--quiet', '--detach', head);
}

function keepArtifact({ artifacts }: Job, project: string, to: string): void {
  for (const path of artifacts?.paths ?? []) {
    if (existsSync(join(project, path))) cpSync(join(project, path), join(to, path), { recursive: true, verbatimSymlinks: true });
  }
}
