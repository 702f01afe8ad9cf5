import { load } from 'js-yaml';
import { appFiles, appRows } from '../../../src/init';
import { APPROVED_LABEL, FIELDS } from '../../../src/init/requests';
import { EVERY_ROW } from '../every-row-organization';
import { VERSIONS } from '../written-app';

const files = appFiles(appRows(EVERY_ROW), VERSIONS, 'typescript', { accountRequests: true });
const text = files.get('.github/workflows/account-request.yml')!;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: { readonly request: { readonly if: string; readonly steps: readonly Step[] } };
}

const workflow = load(text) as Workflow;

test('an app gets the form and the workflow only if somebody asks for them', () => {
  const without = appFiles(appRows(EVERY_ROW), VERSIONS);
  expect([...files.keys()].filter((path) => !without.has(path))).toEqual(['.github/ISSUE_TEMPLATE/account-request.yml', '.github/workflows/account-request.yml']);
});

test('the workflow starts at the label of an approval, which the form does not set', () => {
  const form = load(files.get('.github/ISSUE_TEMPLATE/account-request.yml')!) as { labels: string[]; body: { attributes: { label: string } }[] };
  expect(workflow.on).toEqual({ issues: { types: ['labeled'] } });
  expect(workflow.jobs.request.if).toBe(`\${{ github.event.label.name == '${APPROVED_LABEL}' }}`);
  expect(form.labels).not.toContain(APPROVED_LABEL);
  expect(form.body.map(({ attributes }) => attributes.label)).toEqual(Object.values(FIELDS));
});

test('no text of an issue reaches a shell: scripts have no expressions, and expressions name only numbers and values of GitHub', () => {
  const { steps } = workflow.jobs.request;
  expect(steps.flatMap(({ run }) => run ?? []).filter((script) => script.includes('${{'))).toEqual([]);
  const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, expression]) => expression.trim());
  const harmless = [
    'github.event.issue.number', 'github.token', 'failure()', 'github.server_url', 'github.repository', 'github.run_id', `github.event.label.name == '${APPROVED_LABEL}'`,
  ];
  expect(expressions.filter((each) => !harmless.includes(each))).toEqual([]);
});

test('the job with rights runs no code of the repository, and pins its actions', () => {
  const { steps } = workflow.jobs.request;
  expect(workflow.permissions).toEqual({});
  expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  expect(steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/npm ci|npx|npm run|cdk synth/);
  expect(text).toContain('cdk-aws-organizations@1.0.0\n');
});
