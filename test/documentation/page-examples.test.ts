import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ts from 'typescript';
import * as library from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { allowListsOf, organizationFromAssembly, reviewOf } from '../../src/model';
import { rehearse } from '../../src/rehearsal';
import { textReview } from '../../src/report';

const DOCS = join(__dirname, '..', '..', 'docs');
const PAGES = ['accounts', 'account-settings', 'invited-accounts', 'organization', 'policy-types', 'allow-list', 'organizational-units'];
const EXAMPLES = PAGES.flatMap((page) => {
  const text = readFileSync(join(DOCS, `${page}.md`), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code], index) => ({ page, index, code }));
});

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'page-example-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

/** An app with the example: a whole program, or the body of a stack's constructor, where the library's names need no import. */
function synthesize(code: string): void {
  class App extends cdk.App {
    constructor(props?: cdk.AppProps) {
      super({ ...props, outdir });
      apps.push(this);
    }
  }
  const apps: cdk.App[] = [];
  const modules: Record<string, unknown> = { 'aws-cdk-lib': { ...cdk, App }, 'aws-cdk-lib/aws-iam': iam, 'cdk-aws-organizations': library };
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const isProgram = code.includes('new App(');
  const stack = isProgram ? undefined : new cdk.Stack(new App(), 'Example');
  const given = /^import .*'cdk-aws-organizations'/m.test(code) ? {} : library;
  const body = new Function('require', 'exports', ...Object.keys(given), outputText);
  body.call(stack, (name: string) => modules[name], {}, ...Object.values(given));
  apps.forEach((app) => app.synth());
}

test.each(EXAMPLES)('example $index of docs/$page.md deploys onto the simulator', async ({ code }) => {
  synthesize(code);
  const { succeeded, stacks, differences } = await rehearse({ assemblyDirectory: outdir });
  expect({ succeeded, stacks: stacks.map(({ reason }) => reason), differences }).toEqual({
    succeeded: true, stacks: stacks.map(() => undefined), differences: [],
  });
});

test('each page has an example', () => {
  expect([...new Set(EXAMPLES.map(({ page }) => page))]).toEqual(PAGES);
});

test('the page about allow-lists shows the review of its example with another service, and the report names the same target', () => {
  const { code } = EXAMPLES.find(({ page }) => page === 'allow-list')!;
  const organizationOf = (text: string) => {
    synthesize(text);
    return organizationFromAssembly(readCloudAssembly(outdir));
  };
  const [before, after] = [code, code.replace("'s3:*'", "'dynamodb:*'")].map(organizationOf);
  const [, shown] = /^```text\n([\s\S]*?)^```/m.exec(readFileSync(join(DOCS, 'allow-list.md'), 'utf8'))!;
  expect(textReview(reviewOf(before, after))).toContain(shown);
  expect(allowListsOf(after).map(({ targets, allowed }) => [targets.map(({ path }) => path), allowed])).toEqual([
    [['Root/Restricted'], 'cloudformation, dynamodb, iam, organizations, sts, support'],
  ]);
});
