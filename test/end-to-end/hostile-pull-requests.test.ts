import { existsSync, readFileSync } from 'node:fs';
import { ReviewWorkflow, WRITE_TOKEN } from './ci/review-workflow';
import { expectStopped, expectVerdict, lootFile } from './ci/verdicts';
import { obeyedCommands } from './ci/workflow-commands';
import { RENAME_ASSETS } from '../support/renamed-assets';

jest.setTimeout(120_000);

const LOOSENED = { guarded: false };
const MARKER = '<!-- cdk-aws-organizations:review -->';

const workflow = new ReviewWorkflow();
const { project, github } = workflow;

beforeAll(() => workflow.start());
afterAll(() => workflow.stop());
beforeEach(() => { [github.comments, github.requests] = [[], []]; });

test('code of the head cannot replace the base by overwriting every assembly that it finds', async () => {
  const search = `
    const fs = require('fs'), path = require('path');
    const visit = (folder, depth) => {
      if (depth < 0) return;
      for (const entry of fs.readdirSync(folder, { withFileTypes: true }).filter((each) => each.isDirectory() && each.name !== 'origin.git')) {
        const inner = path.join(folder, entry.name);
        if (/^(cdk\\.out|base)$/.test(entry.name)) fs.cpSync(path.resolve('assembly'), inner, { recursive: true });
        else visit(inner, depth - 1);
      }
    };
    visit(process.env.RUNNER_TEMP, 4);
    visit(process.env.GITHUB_WORKSPACE, 4);`;
  expectVerdict(workflow, await workflow.run(project.propose({ variant: LOOSENED, attack: search })));
});

test('code of the head finds no token with write permissions in the environment of a parent process', async () => {
  const loot = lootFile(workflow);
  const read = `
    const fs = require('fs');
    for (let id = 'self'; id !== '0';) {
      try {
        fs.appendFileSync(${JSON.stringify(loot)}, fs.readFileSync('/proc/' + id + '/environ', 'utf8') + '\\n');
      } catch {} // A process of another user.
      id = /^PPid:\\s*(\\d+)/m.exec(fs.readFileSync('/proc/' + id + '/status', 'utf8'))[1];
    }`;
  expectVerdict(workflow, await workflow.run(project.propose({ variant: LOOSENED, attack: read })));
  const found = readFileSync(loot, 'utf8');
  expect(found).toContain('INPUT_SIDE=head');
  expect(found).not.toContain(WRITE_TOKEN);
  expect(found).not.toContain('INPUT_TOKEN');
});

test('code of the head gets no file that controls later steps, and no input', async () => {
  const loot = lootFile(workflow);
  const list = `require('fs').writeFileSync(${JSON.stringify(loot)}, Object.keys(process.env).join('\\n'));`;
  expectVerdict(workflow, await workflow.run(project.propose({ variant: LOOSENED, attack: list })));
  const names = readFileSync(loot, 'utf8').split('\n');
  expect(names).toContain('GITHUB_SHA');
  expect(names.filter((name) => /^(INPUT_|ACTIONS_|GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|TOKEN)$)/.test(name))).toEqual([]);
});

test('values that code of the head still writes to GITHUB_ENV, GITHUB_PATH and GITHUB_OUTPUT stay in its job', async () => {
  const loot = lootFile(workflow);
  const write = `
    const fs = require('fs'), path = require('path');
    const parent = fs.readFileSync('/proc/' + process.ppid + '/status', 'utf8');
    let id = process.ppid, environment = '';
    while (!environment.includes('GITHUB_ENV=')) {
      environment = fs.readFileSync('/proc/' + id + '/environ', 'utf8');
      id = /^PPid:\\s*(\\d+)/m.exec(fs.readFileSync('/proc/' + id + '/status', 'utf8'))[1];
    }
    const file = (name) => new RegExp(name + '=([^\\\\0]*)').exec(environment)[1];
    const evil = path.resolve('evil');
    fs.mkdirSync(evil);
    for (const tool of ['node', 'npm']) fs.writeFileSync(path.join(evil, tool), '#!/bin/sh\\necho ran >> ${loot}\\nexit 0\\n', { mode: 0o755 });
    fs.appendFileSync(file('GITHUB_PATH'), evil + '\\n');
    fs.appendFileSync(file('GITHUB_ENV'), 'NODE_OPTIONS=--require=' + evil + '/nothing.js\\nINPUT_FAIL_ON=\\n');
    fs.appendFileSync(file('GITHUB_OUTPUT'), 'digest=0000\\n');
    fs.appendFileSync(file('GITHUB_STEP_SUMMARY'), '${MARKER}\\n## Nothing changes');`;
  expectVerdict(workflow, await workflow.run(project.propose({ variant: LOOSENED, attack: write })));
  expect(existsSync(loot)).toBe(false);
});

test('a head with its own cdk-org, as a dependency and as a program, is not compared by it', async () => {
  const loot = lootFile(workflow);
  const program = `#!/bin/sh\necho ran >> ${loot}\nexit 0\n`;
  expectVerdict(workflow, await workflow.run(project.propose({
    variant: LOOSENED,
    files: {
      'package.json': JSON.stringify({ name: 'app', bin: { 'cdk-org': 'cdk-org' }, dependencies: { 'cdk-aws-organizations': 'file:./mine' } }),
      'node_modules/.bin/cdk-org': program,
      'node_modules/cdk-aws-organizations/bin/cdk-org': program,
      'node_modules/cdk-aws-organizations/action/compare.js': `require("fs").writeFileSync(${JSON.stringify(loot)}, "ran")`,
      '.npmrc': 'registry=http://127.0.0.1:9/\n',
    },
  })));
  expect(existsSync(loot)).toBe(false);
});

test('a head that overwrites the release in its own job does not affect the job that compares', async () => {
  const loot = lootFile(workflow);
  const overwrite = `
    const fs = require('fs');
    const action = process.env.RUNNER_TEMP + '/cdk-org/node_modules/cdk-aws-organizations/';
    for (const file of ['action/compare.js', 'action/comment.js', 'assets/cli/index.js']) {
      fs.writeFileSync(action + file, 'require("fs").writeFileSync(${JSON.stringify(loot)}, "ran")');
    }`;
  expectVerdict(workflow, await workflow.run(project.propose({ variant: LOOSENED, attack: overwrite })));
  expect(existsSync(loot)).toBe(false);
});

test('a base with the name of a git option is refused before git sees it', async () => {
  const loot = lootFile(workflow);
  const run = await workflow.run(project.propose({ variant: LOOSENED }), { inputs: { 'base-ref': `--upload-pack=touch ${loot};git-upload-pack` } });
  expect(run.base.log).toContain('This is not the name of a branch or a commit (given: "--upload-pack=');
  expectStopped(workflow, run, 'The base or the head was not synthesized (given: failure success).');
  expect(existsSync(loot)).toBe(false);
});

test('a head that fails on purpose does not skip the required job', async () => {
  const run = await workflow.run(project.propose({ variant: LOOSENED, attack: 'process.exit(3);' }));
  expectStopped(workflow, run, 'The base or the head was not synthesized (given: success failure).');
});

test('a comment of another author with the marker is not changed', async () => {
  const body = `${MARKER}\n\n## Nothing changes in the organization\n`;
  github.write('mallory', body);
  const { review } = await workflow.run(project.propose({ variant: LOOSENED }));
  expect(github.comments.map(({ user, body: text }) => [user.login, text])).toEqual([['mallory', body], ['github-actions[bot]', review.summary]]);
  // The next run finds its own comment after it.
  await workflow.run(project.propose({ variant: { unitName: 'Services' } }));
  expect(github.comments).toHaveLength(2);
  expect(github.comments[0].body).toBe(body);
  expect(github.comments[1].body).toContain('## 1 organizational unit is renamed');
});

test('workflow commands in names, in the title and in the log of the head are not executed', async () => {
  const command = '::error title=forged::x';
  const print = `
    for (const line of [${JSON.stringify(command)}, '::set-output name=risk::none', '::stop-commands::x', '##[add-mask]loosens', '::add-path::/evil']) {
      console.log(line);
      console.error(line);
    }`;
  const run = await workflow.run(
    project.propose({ variant: { guarded: false, unitName: '##[add-mask]loosens', policyName: `x\r\n${command}` }, attack: print }), { title: `A change\n${command}` },
  );
  expectVerdict(workflow, run);
  expect(obeyedCommands(run.head.log)).toEqual([]);
  expect(obeyedCommands(run.review.log)).toEqual([
    expect.stringMatching(/^::error title=cdk-org::The change is more dangerous than fail-on allows/), '##[error]Process completed with exit code 1.',
  ]);
});

test('a folder whose name forges a workflow command is shown on one line', async () => {
  const { base } = await workflow.run(project.propose({}), { inputs: { directory: 'a\n::error::forged%0Ax' } });
  expect(obeyedCommands(base.log)).toEqual([
    expect.stringMatching(/^::error title=cdk-org::The base has no such folder \(given: "a\\n::error::forged%250Ax"\)/),
    '##[error]Process completed with exit code 1.',
  ]);
});

describe('the rehearsal in the job with permissions', () => {
  const inputs = { 'rehearse': true, 'fail-on': '' };

  test('is skipped with a sentence in the comment if the head has unknown handlers', async () => {
    const loot = lootFile(workflow);
    const attack = `
      const fs = require('fs'), path = require('path');
      for (const name of fs.readdirSync('cdk.out')) {
        const file = path.join('cdk.out', name, 'index.js');
        if (fs.existsSync(file)) fs.appendFileSync(file, ';Function("return process")().mainModule.require("fs").writeFileSync(${JSON.stringify(loot)}, "ran")');
      }${RENAME_ASSETS}`;
    const { review } = await workflow.run(project.propose({ attack }), { inputs });
    expect(review.result).toBe('success');
    expect(existsSync(loot)).toBe(false);
    expect(github.comments.map(({ body }) => body)).toEqual([review.summary]);
    expect(review.summary).toMatch(/\n## .*\n\n> \*\*The rehearsal was skipped\*\*: the pull request brings a folder \(`[0-9a-f]{64}`\) with code that is neither in the base nor in the release/);
  });

  test('runs the handlers of the release', async () => {
    const { review } = await workflow.run(project.propose({ variant: { unitName: 'Services' } }), { inputs });
    expect(review.summary).toContain('**Rehearsal**: succeeds');
  });
});

describe('handlers that neither the release nor the base has', () => {
  const attack = `
    const fs = require('fs'), path = require('path');
    for (const name of fs.readdirSync('cdk.out')) {
      const file = path.join('cdk.out', name, 'index.js');
      if (fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes('CreateAccount')) fs.appendFileSync(file, ';console.log("changed")');
    }${RENAME_ASSETS}`;
  const inputs = { 'fail-on': 'destroys' };

  test('count as a destroying change until their hash is in a variable of the repository', async () => {
    const sha = project.propose({ attack });
    const { review } = await workflow.run(sha, { inputs });
    expect([review.result, review.outputs.risk]).toEqual(['failure', 'destroys']);
    const [hash] = /\b[0-9a-f]{64}\b/.exec(review.summary)!;
    const { review: acknowledged } = await workflow.run(sha, { inputs, variables: { ACKNOWLEDGED_BUNDLES: hash } });
    expect([acknowledged.result, acknowledged.outputs.risk]).toEqual(['success', 'loosens']);
  });

  test('are not acknowledged by a text that is not a hash', async () => {
    const { review } = await workflow.run(project.propose({ attack }), { inputs, variables: { ACKNOWLEDGED_BUNDLES: '--fail-on=never' } });
    expect(review.result).toBe('failure');
    expect(review.log).toContain('The input acknowledge-bundle is not a list of SHA-256 hashes (given: "--fail-on=never")');
  });
});
