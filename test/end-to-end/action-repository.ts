import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const TOKEN = 'the-token';

const APP = `
import { App, Stack } from 'aws-cdk-lib';
import { Account, AccountGuardrails, Organization, OrganizationalUnit, ServiceControlPolicy } from 'cdk-aws-organizations';

const app = new App();
const stack = new Stack(app, 'Small');
const organization = new Organization(stack, 'Organization');
const workloads = new OrganizationalUnit(stack, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
new Account(stack, 'Shop', { parent: workloads, accountName: 'shop', email: 'aws+shop@example.com' });
const baseline = new ServiceControlPolicy(stack, 'Baseline', { policyName: 'baseline', guardrails: [AccountGuardrails.denyLeavingOrganization()] });
workloads.attachPolicy(baseline);
if (process.env.INPUT_TOKEN || process.env.TOKEN) throw new Error('the code under review was given the token');
`;

export interface ActionRun {
  readonly status: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A git repository with a small app in `infra/`, and what GitHub gives an action that runs in it. */
export class ActionRepository {
  readonly token = TOKEN;
  // Inside of ours, where the app finds its packages.
  private readonly work: string;
  readonly folder: string;

  constructor() {
    mkdirSync(join(ROOT, 'tmp'), { recursive: true });
    this.work = mkdtempSync(join(ROOT, 'tmp', 'action-'));
    this.folder = join(this.work, 'repository');
    mkdirSync(join(this.folder, 'infra'), { recursive: true });
    this.git('init', '--quiet', '--initial-branch', 'main');
    writeFileSync(join(this.folder, '.gitignore'), 'node_modules\ncdk.out\n');
    this.write(APP);
    this.commit();
    this.git('switch', '--quiet', '--create', 'change');
  }

  /** Changes the app on the branch of the pull request. */
  propose(replace: string, by: string): void {
    this.git('reset', '--quiet', '--hard', 'main');
    if (!APP.includes(replace)) throw new Error(`The app has no such text: ${replace}`);
    this.write(APP.replace(replace, by));
    this.commit();
  }

  /** Somebody else's change gets onto the target branch, after the branch of the pull request left it. */
  moveMain(replace: string, by: string): void {
    this.git('switch', '--quiet', 'main');
    this.write(APP.replace(replace, by));
    this.commit();
    this.git('switch', '--quiet', 'change');
  }

  /** What the usual checkout has: the pull request merged by GitHub. */
  mergeIntoMain(): void {
    this.git('switch', '--quiet', '--detach', 'main');
    this.git('merge', '--quiet', '--no-edit', 'change');
  }

  /** Runs the step of action.yml with its own defaults, in a process of its own. */
  async run(apiUrl: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
    const [summary, output, event] = ['summary.md', 'output', 'event.json'].map((name) => join(this.work, name));
    for (const file of [summary, output]) writeFileSync(file, '');
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7, title: 'A change' } }));
    const child = spawn(join(ROOT, 'action', 'review'), {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        HOME: this.work,
        TSX_TSCONFIG_PATH: join(ROOT, 'examples', 'typescript', 'landing-zone', 'tsconfig.json'),
        RUNNER_TEMP: this.work,
        GITHUB_BASE_REF: 'main',
        GITHUB_SHA: this.git('rev-parse', 'HEAD').trim(),
        GITHUB_API_URL: apiUrl,
        GITHUB_REPOSITORY: 'acme/organization',
        GITHUB_EVENT_PATH: event,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_OUTPUT: output,
        ...environmentOfStep({
          'directory': 'infra',
          'install': `mkdir -p node_modules/.bin && ln -sf '${join(ROOT, 'bin', 'cdk-org')}' node_modules/.bin/cdk-org`,
          'synth': `CDK_OUTDIR=cdk.out node --import '${join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs')}' app.ts`,
          'base-ref': 'main',
          'token': TOKEN,
          ...inputs,
        }),
      },
    });
    const log: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    const lines = readFileSync(output, 'utf8').trim().split('\n').map((line) => line.split('='));
    return { status, log: log.join(''), summary: readFileSync(summary, 'utf8'), outputs: Object.fromEntries(lines) };
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.work, { recursive: true, force: true });
  }

  private write(app: string): void {
    writeFileSync(join(this.folder, 'infra', 'app.ts'), app);
  }

  private commit(): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'The app');
  }
}

/** What action.yml hands to its step: the inputs, their defaults where none is given, and what comes from the event. */
function environmentOfStep(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const action = readFileSync(join(ROOT, 'action.yml'), 'utf8');
  const defaults = Object.fromEntries([...action.matchAll(/^ {2}([\w-]+):\n {4}description: .*\n {4}default: (.*)$/gm)]
    .map(([, name, value]) => [name, value.replace(/^'(.*)'$/, '$1')]));
  const unknown = Object.keys(inputs).filter((name) => !(name in defaults));
  if (unknown.length > 0) throw new Error(`action.yml has no such input: ${unknown.join(', ')}`);
  const values: Record<string, string> = { 'github.event.pull_request.title': 'A change' };
  for (const [name, value] of Object.entries({ ...defaults, ...inputs })) values[`inputs.${name}`] = value;
  return Object.fromEntries([...action.matchAll(/^ {8}(INPUT_\w+): \$\{\{ (.+) \}\}$/gm)].map(([, variable, expression]) => [variable, values[expression]]));
}
