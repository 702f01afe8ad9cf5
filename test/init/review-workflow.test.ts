import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { EVERY_ROW } from './every-row-organization';
import { VERSIONS } from './written-app';
import { appFiles, appRows, LANGUAGES } from '../../src/init';

const ROOT = join(__dirname, '..', '..');

interface Job {
  readonly permissions: unknown;
  readonly uses: string;
  readonly with: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: { readonly organization: Job };
}

const workflowOf = (language: (typeof LANGUAGES)[number]) => appFiles(appRows(EVERY_ROW), VERSIONS, language).get('.github/workflows/review.yml')!;
const parsed = (text: string) => load(text) as Workflow;

describe.each(LANGUAGES)('the review workflow of an app in %s', (language) => {
  const workflow = parsed(workflowOf(language));

  test('is the one that the documentation recommends, with the version of this package', () => {
    const page = readFileSync(join(ROOT, 'docs', 'review-in-ci.md'), 'utf8');
    const recommended = parsed(/## GitHub\n\n```yaml\n([^]*?)```/.exec(page)![1]);
    expect({ on: workflow.on, permissions: workflow.permissions }).toEqual({ on: recommended.on, permissions: recommended.permissions });
    expect(workflow.jobs.organization.permissions).toEqual(recommended.jobs.organization.permissions);
    expect(workflow.jobs.organization.uses).toBe(recommended.jobs.organization.uses.replace('<commit>', 'v1.0.0'));
    expect(workflow.jobs.organization.with.version).toBe('1.0.0');
    expect(workflowOf(language)).toContain('replace it by the commit that "git ls-remote https://github.com/cdk-aws-organizations/cdk-aws-organizations v1.0.0" prints.');
  });

  test('gives only inputs that the workflow has', () => {
    const { on } = load(readFileSync(join(ROOT, '.github', 'workflows', 'organization-review.yml'), 'utf8')) as {
      on: { workflow_call: { inputs: object } };
    };
    expect(Object.keys(workflow.jobs.organization.with).filter((name) => !Object.hasOwn(on.workflow_call.inputs, name))).toEqual([]);
  });
});

test('the review of an app in Python installs its packages, and synthesizes with them', () => {
  expect(parsed(workflowOf('python')).jobs.organization.with).toMatchObject({
    install: 'python3 -m venv .venv && .venv/bin/pip install --requirement requirements.txt',
    synth: 'PATH="$PWD/.venv/bin:$PATH" npx --yes aws-cdk@2 synth --quiet',
  });
});
