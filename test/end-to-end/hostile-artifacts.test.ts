import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReviewWorkflow } from './ci/review-workflow';
import { expectStopped } from './ci/verdicts';
import { obeyedCommands } from './ci/workflow-commands';

jest.setTimeout(120_000);

const LOOSENED = { guarded: false };

const workflow = new ReviewWorkflow();
const { project, github } = workflow;

beforeAll(() => workflow.start());
afterAll(() => workflow.stop());
beforeEach(() => { [github.comments, github.requests] = [[], []]; });

test('an artifact that the head uploads instead of the one of the base is not compared', async () => {
  const run = await workflow.run(project.propose({ variant: LOOSENED }), {
    afterJob: (job, artifacts) => {
      if (job !== 'head') return;
      artifacts.delete('organization-review-base');
      artifacts.upload('organization-review-base', artifacts.contents('organization-review-head'));
    },
  });
  expectStopped(workflow, run, '404: no artifact has this ID');
});

test('an artifact with the name of the base\'s artifact that is uploaded before the base job ends stops the review', async () => {
  const run = await workflow.run(project.propose({ variant: LOOSENED }), {
    order: ['head', 'base', 'review'],
    afterJob: (job, artifacts) => {
      if (job === 'head') artifacts.upload('organization-review-base', artifacts.contents('organization-review-head'));
    },
  });
  expect(run.base.log).toContain('409 Conflict');
  expectStopped(workflow, run, 'The base or the head was not synthesized (given: failure success).');
});

test('an artifact of the base whose contents changed in the store is not compared', async () => {
  const run = await workflow.run(project.propose({ variant: LOOSENED }), {
    afterJob: (job, artifacts) => {
      if (job !== 'head') return;
      const template = join(artifacts.contents('organization-review-base'), 'Small.template.json');
      writeFileSync(template, readFileSync(join(artifacts.contents('organization-review-head'), 'Small.template.json')));
    },
  });
  expectStopped(workflow, run, 'This is not the cloud assembly that the job of the base synthesized');
});

describe('an artifact of a head that has taken over its job', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['a symbolic link to the base', (folder) => {
      rmSync(join(folder, 'Small.template.json'));
      symlinkSync('../base/Small.template.json', join(folder, 'Small.template.json'));
    }, 'The cloud assembly has a symbolic link or a special file (given: "Small.template.json").'],
    ['a linked folder', (folder) => symlinkSync('/proc/self', join(folder, 'process')), 'symbolic link or a special file (given: "process")'],
    ['a template outside', (folder) => edit(folder, 'manifest.json', '"Small.template.json"', '"../base/Small.template.json"'),
      'The cloud assembly names a file outside of its folder (given: "../base/Small.template.json").'],
    ['an absolute path', (folder) => edit(folder, 'manifest.json', '"Small.assets.json"', '"/etc/passwd"'), 'names a file outside of its folder (given: "/etc/passwd")'],
    ['code outside', (folder) => edit(folder, 'Small.assets.json', /"path": "asset\.[0-9a-f]+"/, '"path": "../base"'), 'names a file outside of its folder (given: "../base")'],
    ['a name with a workflow command', (folder) => writeFileSync(join(folder, 'x\n::error::forged'), ''), 'The name of a file has a control character or a backslash'],
    ['a zip that the CDK would publish in the place of a folder', (folder) => {
      mkdirSync(join(folder, '.cache'));
      writeFileSync(join(folder, '.cache', 'x.zip'), '');
    }, 'The cloud assembly has a zip of an earlier deployment (given: ".cache/x.zip")'],
    ['no manifest', (folder) => rmSync(join(folder, 'manifest.json')), 'A file of the cloud assembly cannot be read as JSON (given: "manifest.json"'],
  ])('with %s is refused', async (_name, attack, message) => {
    const run = await workflow.run(project.propose({ variant: LOOSENED }), {
      afterJob: (job, artifacts) => { if (job === 'head') attack(artifacts.contents('organization-review-head')); },
    });
    expectStopped(workflow, run, message);
    expect(obeyedCommands(run.review.log).filter((line) => !/^(::error title=cdk-org::|##\[error\]Process)/.test(line))).toEqual([]);
  });

  function edit(folder: string, file: string, replace: string | RegExp, by: string): void {
    const text = readFileSync(join(folder, file), 'utf8');
    const edited = text.replace(replace, by);
    if (edited === text) throw new Error(`There is no such text in ${file}: ${replace}`);
    writeFileSync(join(folder, file), edited);
  }
});
