import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { readCloudAssembly, selectStacks } from '../../src/assembly';

const directory = mkdtempSync(join(tmpdir(), 'reader-'));
afterAll(() => rmSync(directory, { recursive: true }));

function synthesize(): string {
  const app = new App({ outdir: join(directory, 'cdk.out') });
  const first = new Stack(app, 'First', { stackName: 'named', env: { account: '111122223333', region: 'eu-west-1' } });
  new CfnResource(new NestedStack(first, 'Nested'), 'Deep', { type: 'AWS::IAM::Role' });
  const second = new Stack(app, 'Second');
  new CfnResource(second, 'Role', { type: 'AWS::IAM::Role' });
  first.addStackDependency(second);
  new Stack(new Stage(app, 'Prod'), 'Third');
  app.synth();
  return app.outdir;
}

test('a cloud assembly lists its stacks in the order of their dependencies, including those of stages and nested templates', () => {
  const { stacks } = readCloudAssembly(synthesize());
  expect(stacks.map(({ name, displayName }) => [name, displayName])).toEqual([
    ['Prod-Third', 'Prod/Third'], ['Second', 'Second'], ['named', 'First'],
  ]);
  const first = stacks[2];
  expect([first.accountId, first.region, stacks[1].accountId]).toEqual(['111122223333', 'eu-west-1', undefined]);
  expect([...first.nestedTemplates.values()].map(({ Resources: resources }) => Object.keys(resources))).toEqual([['Deep']]);
  expect(selectStacks(stacks, ['First']).map(({ name }) => name)).toEqual(['Second', 'named']);
  expect(() => selectStacks(stacks, ['Nobody'])).toThrow('No stack of this name. Given: Nobody. Give one of: Prod-Third, Second, named.');
});

test('a folder that is not a cloud assembly is refused with a remedy', () => {
  expect(() => readCloudAssembly(tmpdir())).toThrow(/^This is not a cloud assembly: .* Given: .*\. Run "cdk synth" and give its output folder, usually cdk\.out\.$/);
  writeFileSync(join(directory, 'manifest.json'), '{"name":"a web app"}');
  expect(() => readCloudAssembly(directory)).toThrow('This is not a cloud assembly');
  writeFileSync(join(directory, 'manifest.json'), '{');
  expect(() => readCloudAssembly(directory)).toThrow('This file is not valid JSON');
});

describe('an assembly that names a file outside of it is refused', () => {
  const template = '{"Resources":{}}';
  /** A file beside the assembly that it must not reach. */
  function write(artifacts: object, more: Record<string, string> = {}): string {
    const folder = mkdtempSync(join(directory, 'outside-'));
    writeFileSync(join(folder, 'template.json'), template);
    mkdirSync(join(folder, 'cdk.out'));
    writeFileSync(join(folder, 'cdk.out', 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts }));
    Object.entries(more).forEach(([name, text]) => writeFileSync(join(folder, 'cdk.out', name), text));
    return join(folder, 'cdk.out');
  }
  const stack = (templateFile: string, dependencies: string[] = []) => ({ S: { type: 'aws:cloudformation:stack', properties: { templateFile }, dependencies } });
  const refusal = /^The cloud assembly names a file outside of it\. Given: .*\. Run "cdk synth" without --no-staging/;

  test('by its path', () => {
    expect(() => readCloudAssembly(write(stack('../template.json')))).toThrow(refusal);
    expect(() => readCloudAssembly(write({ ...stack('template.json', ['A']), A: { type: 'cdk:asset-manifest', properties: { file: '../template.json' } } }))).toThrow(refusal);
    expect(() => readCloudAssembly(write({ N: { type: 'cdk:cloud-assembly', properties: { directoryName: '../cdk.out/../..' } } }))).toThrow(/outside of it|not a cloud assembly/);
  });

  test('by a link, to a file or to a folder', () => {
    const linked = write(stack('linked.json'));
    symlinkSync(join(linked, '..', 'template.json'), join(linked, 'linked.json'));
    expect(() => readCloudAssembly(linked)).toThrow(/linked\.json, which is .*template\.json/);
    const below = write(stack('folder/template.json'));
    symlinkSync(join(below, '..'), join(below, 'folder'));
    expect(() => readCloudAssembly(below)).toThrow(refusal);
  });

  test('and an assembly that is itself behind a link is read, with links that stay inside', () => {
    const assembly = write(stack('inside.json'), { 'real.json': template });
    symlinkSync('real.json', join(assembly, 'inside.json'));
    renameSync(assembly, `${assembly}.moved`);
    symlinkSync(`${assembly}.moved`, assembly);
    expect(readCloudAssembly(assembly).stacks.map(({ name }) => name)).toEqual(['S']);
  });
});
