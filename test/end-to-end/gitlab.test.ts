import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { type JobRun, type MergeRequest, runMergeRequest } from './ci/gitlab-runner';
import { NotesServer, TOKEN_USER } from './ci/notes-server';
import { type Proposal, ReviewProject } from './ci/review-project';

jest.setTimeout(120_000);

const TOKEN = 'the-token-that-writes-notes';
const MARKER = '<!-- cdk-aws-organizations:review -->';
const LOOSENED = { guarded: false };

const project = new ReviewProject();
const gitlab = new NotesServer(TOKEN);
let api: string;

beforeAll(async () => { api = await gitlab.start(); });
afterAll(() => {
  gitlab.stop();
  project.remove();
});
beforeEach(() => { [gitlab.notes, gitlab.requests] = [[], []]; });

async function review(proposal: Proposal, options: Partial<MergeRequest> = {}): Promise<Record<string, JobRun>> {
  const head = project.propose(proposal);
  return runMergeRequest(mkdtempSync(join(project.folder, 'pipeline-')), {
    repository: project.repository,
    head,
    base: project.commit('main'),
    title: 'A change',
    api,
    reviewToken: TOKEN,
    ...options,
    variables: { INPUT_REHEARSE: 'false', ...options.variables },
  });
}

function statuses(runs: Record<string, JobRun>): Record<string, string> {
  return Object.fromEntries(Object.entries(runs).map(([name, { status }]) => [name, status]));
}

/** Expects that the review found the detached guardrail and reported it as the user of the token. */
function expectVerdict(runs: Record<string, JobRun>): void {
  expect(statuses(runs)).toEqual({ base: 'success', head: 'success', check: 'success', compare: 'failed', comment: 'success' });
  expect(runs.compare.log).toContain('The change is more dangerous than fail-on allows');
  expect(gitlab.notes.map(({ author }) => author.id)).toEqual([TOKEN_USER]);
  expect(gitlab.notes[0].body).toContain('1 account can do more than before');
}

function lootFile(): string {
  return join(mkdtempSync(join(project.folder, 'loot-')), 'loot');
}

test('a merge request gets one note, which the next push updates', async () => {
  for (let each = 0; each < 120; each++) gitlab.write(1, 'A remark');
  const first = await review({ variant: { unitName: 'Services' } }, { variables: { INPUT_REHEARSE: 'true' } });
  expect(statuses(first)).toEqual({ base: 'success', head: 'success', check: 'success', compare: 'success', comment: 'success' });
  expect(gitlab.notes).toHaveLength(121);
  expect(gitlab.notes[120].body).toMatch(/## 1 organizational unit is renamed\n[^]*\*\*Rehearsal\*\*: succeeds/);
  await review({ variant: LOOSENED });
  expect(gitlab.notes).toHaveLength(121);
  expect(gitlab.notes[120].body).toContain('1 account can do more than before');
});

test('a head that does not synthesize fails the pipeline, without a note', async () => {
  expect(statuses(await review({ attack: 'process.exit(3);' }))).toEqual({ base: 'success', head: 'failed', check: 'skipped', compare: 'skipped', comment: 'success' });
  expect(gitlab.requests).toEqual([]);
});

test('only the job that comments has the environment of the token, and it runs no code of the merge request', () => {
  const { default: _default, stages: _stages, variables, ...jobs } = load(
    readFileSync(join(__dirname, '..', '..', 'examples', 'gitlab', 'organization.gitlab-ci.yml'), 'utf8')) as any;
  const withEnvironment = Object.keys(jobs).filter((name) => jobs[name].environment !== undefined);
  expect(withEnvironment.map((name) => [name, jobs[name].environment.name])).toEqual([['comment', 'organization-review'], ['deploy', 'organization']]);
  for (const name of ['check', 'compare', 'comment', 'assembly', 'review', 'deploy']) expect({ name, strategy: jobs[name].variables.GIT_STRATEGY }).toEqual({ name, strategy: 'empty' });
  expect(jobs.comment.needs).toEqual(['compare']);
  expect(Object.keys(variables).filter((name) => /TOKEN/.test(name))).toEqual([]);
});

test('code of the head does not find the token for notes in a parent process, nor the job token in its environment', async () => {
  const loot = lootFile();
  const attack = `
    const fs = require('fs');
    for (let id = 'self'; id !== '0';) {
      try {
        fs.appendFileSync(${JSON.stringify(loot)}, fs.readFileSync('/proc/' + id + '/environ', 'utf8') + '\\n');
      } catch {} // A process of another user.
      id = /^PPid:\\s*(\\d+)/m.exec(fs.readFileSync('/proc/' + id + '/status', 'utf8'))[1];
    }
    fs.writeFileSync(${JSON.stringify(`${loot}.own`)}, JSON.stringify(process.env));`;
  expectVerdict(await review({ variant: LOOSENED, attack }));
  expect(readFileSync(loot, 'utf8')).toContain('INPUT_SIDE=head');
  expect(readFileSync(loot, 'utf8')).not.toContain(TOKEN);
  expect(readFileSync(`${loot}.own`, 'utf8')).not.toMatch(/the-token-of-the-job|INPUT_/);
});

test('a folder "base" in the archive of the head does not replace the base', async () => {
  expectVerdict(await review({ variant: LOOSENED }, {
    afterJob: (job, artifact) => { if (job === 'head') cpSync(join(artifact, 'head'), join(artifact, 'base'), { recursive: true }); },
  }));
});

test('tools and settings in the archive of the head are not used', async () => {
  const loot = lootFile();
  const program = `#!/bin/sh\necho ran >> ${loot}\n`;
  expectVerdict(await review({ variant: LOOSENED }, {
    afterJob: (job, artifact) => {
      if (job !== 'head') return;
      for (const name of ['.npmrc', 'package.json', 'index.js', 'node_modules/.bin/cdk-org']) {
        const file = join(artifact, name);
        cpSync(join(artifact, 'head', 'manifest.json'), file);
        writeFileSync(file, program, { mode: 0o755 });
      }
      appendFileSync(join(artifact, '.npmrc'), 'registry=http://127.0.0.1:9/\n');
    },
  }));
  expect(existsSync(loot)).toBe(false);
});

test('a head with its own cdk-org is not compared by it', async () => {
  const loot = lootFile();
  expectVerdict(await review({ variant: LOOSENED, files: { 'node_modules/.bin/cdk-org': `#!/bin/sh\necho ran >> ${loot}\n` } }));
  expect(existsSync(loot)).toBe(false);
});

test('an archive of the head with a symbolic link stops the pipeline, without a note', async () => {
  const runs = await review({ variant: LOOSENED }, {
    afterJob: (job, artifact) => {
      if (job !== 'head') return;
      rmSync(join(artifact, 'head', 'Small.template.json'));
      symlinkSync('../base/Small.template.json', join(artifact, 'head', 'Small.template.json'));
    },
  });
  expect(statuses(runs)).toEqual({ base: 'success', head: 'success', check: 'failed', compare: 'skipped', comment: 'success' });
  expect(runs.check.log).toContain('The cloud assembly has a symbolic link or a special file (given: "Small.template.json").');
  expect(gitlab.requests).toEqual([]);
});

test('a zip of an earlier deployment in the archive of the head stops the pipeline, without a note', async () => {
  const runs = await review({ variant: LOOSENED }, {
    afterJob: (job, artifact) => {
      if (job !== 'head') return;
      mkdirSync(join(artifact, 'head', '.cache'));
      writeFileSync(join(artifact, 'head', '.cache', 'x.zip'), 'x');
    },
  });
  expect(statuses(runs)).toEqual({ base: 'success', head: 'success', check: 'failed', compare: 'skipped', comment: 'success' });
  expect(runs.check.log).toContain('The cloud assembly has a zip of an earlier deployment (given: ".cache/x.zip").');
  expect(gitlab.requests).toEqual([]);
});

test('a note of another author with the marker is not changed', async () => {
  const body = `${MARKER}\n\n## Nothing changes in the organization\n`;
  gitlab.write(1, body);
  await review({ variant: LOOSENED });
  await review({ variant: { unitName: 'Services' } });
  expect(gitlab.notes.map(({ author }) => author.id)).toEqual([1, TOKEN_USER]);
  expect(gitlab.notes[0].body).toBe(body);
  expect(gitlab.notes[1].body).toContain('## 1 organizational unit is renamed');
});

test.each(['latest', '^1.2.3', '1.2.3 evil', 'file:../evil'])('the version %j is refused before npm sees it', async (version) => {
  const runs = await review({}, { variables: { CDK_ORG_VERSION: version } });
  expect(Object.values(runs).map(({ status }) => status)).toEqual(['failed', 'failed', 'skipped', 'skipped', 'failed']);
});
