import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { load } from 'js-yaml';
import { OrganizationPipeline } from '../../examples/pipeline/organization-pipeline';

/**
 * A job of a sample that has rights beyond reading the repository, or that can get them, must not install packages with their scripts and
 * must not run code of the app. The order of its steps does not matter: a step can request the token of a job before a later step does.
 */

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Job {
  readonly where: string;
  readonly hasCredentials: boolean;
  /** All lines that a shell runs, and the actions that the job uses. */
  readonly lines: readonly string[];
}

const RUNS_APP_CODE = /\bcdk\s+(?:synth|ls|list|diff)\b|synthesize\.js|\bINPUT_(?:SYNTH|INSTALL)\b|\bnpm\s+(?:run|test|exec|start)\b|\b(?:yarn|pnpm|pip|mvn)\b|\bnode\s+(?:dist|bin|lib|src)\b|\btsx?\b|\bts-node\b/;
const INSTALLS = /\bnpm\s+(?:ci|i|install|add)\b(?!.*--ignore-scripts)/;
/** The code of the pull request or of the app gets onto the machine. */
const CHECKS_OUT = /^actions\/checkout@/;

function breaches({ where, hasCredentials, lines }: Job, mayCheckOut: boolean): string[] {
  if (!hasCredentials) return [];
  return lines.filter((line) => RUNS_APP_CODE.test(line) || INSTALLS.test(line) || (!mayCheckOut && CHECKS_OUT.test(line))).map((line) => `${where}: ${line}`);
}

const texts = (value: unknown): string[] => (typeof value === 'string' ? value.split('\n') : Array.isArray(value) ? value.flatMap(texts) : []);

/** A permission to write, or to get a token that another service trusts, is a credential; so are secrets and access keys. */
function githubJobs(where: string, text: string): Job[] {
  const { permissions = 'write-all', jobs = {} } = (load(text) ?? {}) as { permissions?: unknown; jobs?: Record<string, any> };
  return Object.entries(jobs).filter(([, { steps }]) => steps !== undefined).map(([name, job]) => ({
    where: `${where}, job ${name}`,
    hasCredentials: /write/.test(JSON.stringify(job.permissions ?? permissions)) || /\bsecrets\.|AWS_(?:SECRET|ACCESS)|configure-aws-credentials/.test(JSON.stringify(job)),
    lines: job.steps.flatMap(({ uses, run, with: inputs }: any) => [uses, run, inputs?.install, inputs?.synth].flatMap(texts)),
  }));
}

function gitlabJobs(where: string, text: string): Job[] {
  const { default: { before_script: before = [] } = {}, variables: _, stages: __, ...jobs } = load(text) as Record<string, any>;
  return Object.entries(jobs).map(([name, job]) => ({
    where: `${where}, job ${name}`,
    hasCredentials: job.id_tokens !== undefined || job.secrets !== undefined || job.environment !== undefined,
    lines: [...texts(before), ...texts(job.script), ...job.variables?.GIT_STRATEGY === 'empty' ? [] : ['actions/checkout@git']],
  }));
}

function markdownFiles(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
}

const blocks = ['README.md', ...markdownFiles('docs'), ...markdownFiles('examples')].flatMap((path) => (
  [...read(path).matchAll(/^```ya?ml\n([^]*?)^```/gm)].map(([, text], place) => ({ where: `${path}, YAML ${place + 1}`, text }))));

const github = [
  ...blocks.filter(({ text }) => /^jobs:/m.test(text)).flatMap(({ where, text }) => githubJobs(where, text)),
  ...githubJobs('organization-review.yml', read('.github/workflows/organization-review.yml')),
  ...readdirSync(join(ROOT, 'examples/github')).flatMap((name) => githubJobs(name, read(`examples/github/${name}`))),
];
const gitlab = [
  ...readdirSync(join(ROOT, 'examples/gitlab')).filter((name) => /\.ya?ml$/.test(name)).flatMap((name) => gitlabJobs(name, read(`examples/gitlab/${name}`))),
  ...blocks.filter(({ text }) => /^\s+script:/m.test(text)).flatMap(({ where, text }) => gitlabJobs(where, text)),
];

test('no job of a GitHub sample that has or can get credentials installs with scripts, runs code of the app or checks it out', () => {
  expect(github.filter(({ hasCredentials }) => hasCredentials).length).toBeGreaterThanOrEqual(4);
  expect(github.flatMap((job) => breaches(job, false))).toEqual([]);
});

test('no job of a GitLab sample that has credentials installs with scripts, runs code of the app or checks it out', () => {
  expect(gitlab.filter(({ hasCredentials }) => hasCredentials).length).toBeGreaterThanOrEqual(2);
  expect(gitlab.flatMap((job) => breaches(job, false))).toEqual([]);
});

test('no build of the pipeline that may read the organization or assume a role installs with scripts or runs code of the app', () => {
  const stack = new OrganizationPipeline(new App(), 'Pipeline', {
    env: { account: '111122223333', region: 'us-east-1' },
    repository: 'acme/organization',
    connectionArn: 'arn:aws:codeconnections:us-east-1:111122223333:connection/11111111-2222-3333-4444-555555555555',
    tools: __dirname,
  });
  const template = Template.fromStack(stack);
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => JSON.stringify(Properties));
  const jobs = Object.entries(template.findResources('AWS::CodeBuild::Project')).map(([where, { Properties }]): Job => {
    const role = Properties.ServiceRole['Fn::GetAtt'][0] as string;
    const { phases } = JSON.parse(Properties.Source.BuildSpec) as { phases: Record<string, { commands?: string[] }> };
    return {
      where,
      hasCredentials: policies.some((text) => text.includes(`{"Ref":"${role}"}`) && /"(?:organizations|account|sts):/.test(text)),
      lines: Object.values(phases).flatMap(({ commands = [] }) => commands).flatMap((command) => command.split(/\n|&&/)),
    };
  });
  expect(jobs.map(({ hasCredentials }) => hasCredentials).filter(Boolean)).toHaveLength(3);
  expect(jobs.some(({ hasCredentials }) => !hasCredentials)).toBe(true);
  expect(jobs.flatMap((job) => breaches(job, true))).toEqual([]);
});

describe('the test finds', () => {
  const job = (steps: string) => githubJobs('sample', `permissions: { id-token: write }\njobs:\n  drift:\n    steps:\n${steps}`).flatMap((each) => breaches(each, false));

  test.each([
    ['an installation with scripts', '      - run: npm ci', 'npm ci'],
    ['a synthesis after a harmless step', '      - run: echo\n      - run: npx --no-install cdk synth --quiet', 'npx --no-install cdk synth --quiet'],
    ['a checkout', '      - uses: actions/checkout@abc', 'actions/checkout@abc'],
    ['a script of the app', '      - run: npm run build', 'npm run build'],
  ])('%s in a job that can get a token', (_, steps, line) => {
    expect(job(steps)).toEqual([`sample, job drift: ${line}`]);
  });

  test('nothing in a job that installs a release without scripts', () => {
    expect(job('      - run: npm install --prefix tool --ignore-scripts cdk-aws-organizations@1.2.3')).toEqual([]);
  });
});
