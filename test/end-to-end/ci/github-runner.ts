import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { ArtifactStore } from './artifact-store';
import { type Contexts, holds, interpolate } from './expressions';
import { git } from './git';
import { runScript } from './process';
import { standInTools } from './tools';

const ROOT = join(__dirname, '..', '..', '..');

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly 'needs'?: string | readonly string[];
  readonly 'environment'?: string;
  readonly 'if'?: string;
  readonly 'permissions'?: Readonly<Record<string, string>>;
  readonly 'outputs'?: Readonly<Record<string, string>>;
  readonly 'steps': readonly Step[];
  readonly 'runs-on'?: string;
}

export interface Workflow {
  readonly on: { readonly workflow_call?: { readonly inputs: Readonly<Record<string, { default?: unknown; required?: boolean }>> } };
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface JobRun {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** The runner's data of the event, and the attack of a job that has taken over its machine. */
export interface Event {
  readonly name: string;
  /** The payload. */
  readonly payload: object;
  readonly sha: string;
  readonly baseRef: string;
  /** The address of the bare repository. */
  readonly repository: string;
  readonly api: string;
  /** The token of a job with the permission to comment. Other jobs get a different one. */
  readonly writeToken: string;
  /** Variables of the repository. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The last run of the workflow that succeeded, with its artifacts. */
  readonly lastRun?: { readonly id: string; readonly commit: string; readonly artifacts: ArtifactStore };
  /** Called after the steps of a job, before the next job begins. */
  readonly afterJob?: (job: string, artifacts: ArtifactStore) => void;
}

export function readWorkflow(file: string): Workflow {
  return load(readFileSync(join(ROOT, file), 'utf8')) as Workflow;
}

/** Runs the jobs of a workflow one after another, each on a separate machine with its own folder, environment and files. */
export class GithubRunner {
  readonly artifacts: ArtifactStore;
  private readonly path: string;

  constructor(private readonly folder: string, private readonly event: Event) {
    this.artifacts = new ArtifactStore(join(folder, 'artifacts'));
    this.path = standInTools(join(folder, 'tools'), event.lastRun);
  }

  /** @param order the order of the jobs, if it differs from that of the file. */
  async run(
    { on, jobs, permissions, env = {} }: Workflow, inputs: Readonly<Record<string, unknown>>, order = Object.keys(jobs),
  ): Promise<Record<string, JobRun>> {
    const declared = on.workflow_call?.inputs ?? {};
    const unknown = Object.keys(inputs).find((name) => !(name in declared));
    if (unknown !== undefined) throw new Error(`The workflow does not have this input (given: ${unknown}).`);
    const github = this.github();
    const defaults = Object.entries(declared).map(([name, { default: value }]) => (
      [name, typeof value === 'string' ? interpolate(value, { github, vars: this.event.variables ?? {} }) : value] as const));
    const contexts = { github, env, vars: this.event.variables ?? {}, inputs: { ...Object.fromEntries(defaults), ...inputs } };
    const runs: Record<string, JobRun> = {};
    for (const name of order) {
      runs[name] = await this.job(name, { permissions, ...jobs[name] }, contexts, runs);
      this.event.afterJob?.(name, this.artifacts);
    }
    return runs;
  }

  /** Runs a composite action as the only step of a job. */
  async action(file: string, inputs: Readonly<Record<string, string>>): Promise<JobRun> {
    const { inputs: declared, outputs, runs } = load(readFileSync(join(ROOT, file), 'utf8')) as any;
    const job: Job = {
      steps: runs.steps, permissions: { 'pull-requests': 'write' }, outputs: Object.fromEntries(Object.keys(outputs).map((name) => [name, outputs[name].value])),
    };
    const github = this.github(job);
    const defaults = Object.entries<{ default?: string }>(declared).map(([name, { default: value = '' }]) => [name, interpolate(value, { github })]);
    return this.job('action', job, { inputs: { ...Object.fromEntries(defaults), ...inputs } }, {});
  }

  private async job(name: string, job: Job, given: Contexts, earlier: Readonly<Record<string, JobRun>>): Promise<JobRun> {
    const needs = Object.fromEntries([job.needs ?? []].flat().map((each) => [each, earlier[each]]));
    const ready = Object.values(needs).every(({ result }) => result === 'success');
    const github = this.github(job);
    if (!holds(job.if, { ...given, github, needs }, ready)) return { result: 'skipped', log: '', summary: '', outputs: {} };
    const machine = join(this.folder, name);
    const [workspace, temp, files] = ['workspace', 'temp', 'files'].map((part) => join(machine, part));
    for (const each of [workspace, temp, files]) mkdirSync(each, { recursive: true });
    writeFileSync(join(files, 'event.json'), JSON.stringify(this.event.payload));
    const steps: Record<string, { outputs: Record<string, string>; outcome: string }> = {};
    const contexts = { ...given, github, needs, steps, runner: { temp } };
    let [success, log, summary, path] = [true, '', '', this.path];
    const later: Record<string, string> = {};
    for (const [index, step] of job.steps.entries()) {
      if (!holds(step.if, contexts, success)) continue;
      const commandFiles = Object.fromEntries(['OUTPUT', 'ENV', 'PATH', 'STATE', 'STEP_SUMMARY'].map((each) => [`GITHUB_${each}`, join(files, `${each}-${index}`)]));
      Object.values(commandFiles).forEach((file) => writeFileSync(file, ''));
      const env = {
        ...this.environment(files),
        ...given.env as Record<string, string> | undefined,
        HOME: machine,
        PATH: path,
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
        NOTES: join(machine, 'notes'),
        ...commandFiles,
        ...later,
        ...Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, interpolate(String(value), contexts)])),
      };
      let outputs: Record<string, string> = {};
      try {
        if (step.run !== undefined) {
          const { status, log: lines } = await runScript(interpolate(step.run, contexts), workspace, env);
          log += lines;
          if (status !== 0) throw new Error(`Process completed with exit code ${status}.`);
        } else {
          outputs = this.uses(step, workspace, contexts);
          if (step.uses?.startsWith('aws-actions/')) log += 'These are credentials.\n';
        }
      } catch (error) {
        success = false;
        log += `##[error]${(error as Error).message}\n`;
      }
      outputs = { ...outputs, ...pairs(commandFiles.GITHUB_OUTPUT) };
      Object.assign(later, pairs(commandFiles.GITHUB_ENV));
      path = [...readFileSync(commandFiles.GITHUB_PATH, 'utf8').split('\n').filter(Boolean), path].join(':');
      summary += readFileSync(commandFiles.GITHUB_STEP_SUMMARY, 'utf8');
      if (step.id !== undefined) steps[step.id] = { outputs, outcome: success ? 'success' : 'failure' };
    }
    const outputs = Object.fromEntries(Object.entries(job.outputs ?? {}).map(([key, value]) => [key, interpolate(value, contexts)]));
    return { result: success ? 'success' : 'failure', log, summary, outputs };
  }

  /** Replaces the third-party actions of the workflows, as far as the workflows use them. */
  private uses({ uses = '', with: options = {} }: Step, workspace: string, contexts: Contexts): Record<string, string> {
    const pinned = /^((?:aws-)?actions\/[\w-]+)@[0-9a-f]{40}$/.exec(uses);
    if (!pinned) throw new Error(`This action is not pinned to a full commit (given: ${uses})`);
    const option = (name: string) => interpolate(String(options[name] ?? ''), contexts);
    switch (pinned[1]) {
      case 'actions/setup-node':
        return {};
      case 'actions/checkout':
        if (option('persist-credentials') !== 'false') throw new Error('The checkout would leave its token in the clone.');
        checkOut({ ...this.event, ...(option('ref') === '' ? {} : { sha: option('ref') }) }, join(workspace, option('path')), option('fetch-depth') === '0');
        return {};
      case 'actions/upload-artifact':
        if (!existsSync(resolve(workspace, option('path')))) throw new Error(`No files were found with the provided path: ${option('path')}`);
        if (option('overwrite') === 'true') this.artifacts.delete(option('name'));
        return { 'artifact-id': String(this.artifacts.upload(option('name'), resolve(workspace, option('path')))) };
      case 'actions/download-artifact':
        if (option('run-id') === '') this.artifacts.download(option('artifact-ids'), resolve(workspace, option('path')));
        else cpSync(this.event.lastRun!.artifacts.contents(option('name')), resolve(workspace, option('path')), { recursive: true });
        return {};
      case 'aws-actions/configure-aws-credentials':
        return {};
      default:
        throw new Error(`The stand-in does not support this action (given: ${uses}).`);
    }
  }

  private github(job?: Job): Record<string, unknown> {
    const token = job?.permissions?.['pull-requests'] === 'write' ? this.event.writeToken : 'a-token-that-reads';
    return { base_ref: this.event.baseRef, event: this.event.payload, sha: this.event.sha, event_name: this.event.name, token };
  }

  private environment(files: string): Record<string, string> {
    return {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: this.event.name,
      GITHUB_EVENT_PATH: join(files, 'event.json'),
      GITHUB_SHA: this.event.sha,
      GITHUB_BASE_REF: this.event.baseRef,
      GITHUB_REPOSITORY: 'acme/organization',
      GITHUB_API_URL: this.event.api,
      GITHUB_GRAPHQL_URL: `${this.event.api}/graphql`,
    };
  }
}

/** Checks out the commit of the event as actions/checkout does, with one commit or with all branches. */
function checkOut({ repository, sha }: Event, workspace: string, whole: boolean): void {
  mkdirSync(workspace, { recursive: true });
  git(workspace, 'init', '--quiet');
  git(workspace, 'remote', 'add', 'origin', repository);
  const [depth, refs] = whole ? [[], ['+refs/heads/*:refs/remotes/origin/*']] : [['--depth=1'], []];
  git(workspace, 'fetch', '--quiet', '--no-tags', ...depth, 'origin', `+${sha}:refs/remotes/pull/7/merge`, ...refs);
  git(workspace, 'checkout', '--quiet', '--detach', 'refs/remotes/pull/7/merge');
}

function pairs(file: string): Record<string, string> {
  return Object.fromEntries(readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => {
    const place = line.indexOf('=');
    return [line.slice(0, place), line.slice(place + 1)];
  }));
}

