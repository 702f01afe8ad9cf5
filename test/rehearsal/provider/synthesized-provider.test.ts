import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, CfnOutput, CustomResource, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { buildSync } from 'esbuild';
import { rehearse } from '../../../src/rehearsal';
import { removeAssemblies, temporaryDirectory, UNIT } from '../written-assembly';

afterAll(removeAssemblies);

/** Synthesizes an app with the real provider, one resource in the stack and one in a nested stack. */
function synthesize(version: string, fail = ''): string {
  const directory = temporaryDirectory();
  const code = join(directory, 'code');
  mkdirSync(code);
  const handler = join(__dirname, '..', 'handlers', 'scripted.ts');
  const { outputFiles } = buildSync({ entryPoints: [handler], bundle: true, platform: 'node', format: 'cjs', write: false });
  writeFileSync(join(code, 'index.js'), outputFiles[0].contents);
  const context = { 'aws:cdk:enable-path-metadata': true };
  const app = new App({ outdir: join(directory, 'cdk.out'), context });
  const stack = new Stack(app, 'Org');
  const lambda = (id: string, name: string) => new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_22_X, handler: `index.${name}`, code: Code.fromAsset(code), timeout: Duration.minutes(5),
  });
  const provider = new Provider(stack, 'Provider', {
    onEventHandler: lambda('OnEvent', 'onEvent'),
    isCompleteHandler: lambda('IsComplete', 'isComplete'),
    queryInterval: Duration.seconds(20),
    totalTimeout: Duration.minutes(10),
  });
  const resource = (scope: Stack, id: string, properties: Record<string, string>) =>
    new CustomResource(scope, id, { serviceToken: provider.serviceToken, resourceType: UNIT, properties });
  const outer = resource(stack, 'Outer', { Id: 'outer', Version: version, Polls: '3' });
  const inner = resource(new NestedStack(stack, 'Nested'), 'Inner', { Id: 'inner', Name: outer.ref, Version: version, Fail: fail });
  new CfnOutput(stack, 'Inner', { value: inner.ref });
  app.synth();
  return app.outdir;
}

test('a provider of aws-cdk-lib works in its stack and in a nested stack that gets the service token as a parameter', async () => {
  const result = await rehearse({ assemblyDirectory: synthesize('1') });
  expect(result.resources.filter(({ reason }) => reason)).toEqual([]);
  expect(result.succeeded).toBe(true);
  expect(result.warnings).toEqual([]);
  expect(result.virtualSeconds).toBe(40);
  expect(result.resources.filter(({ type }) => type === UNIT).map(({ path, physicalId }) => [path, physicalId])).toEqual([
    ['Org/Outer/Default', 'outer'], ['Org/Nested/Inner/Default', 'inner'],
  ]);
  expect(Object.values(Object.values(result.state.stacks)[0].outputs)).toEqual([{ value: 'inner' }]);
});

test('an update that fails in the nested stack is rolled back in the whole tree, clean-ups last', async () => {
  const { state } = await rehearse({ assemblyDirectory: synthesize('1') });
  const requests: string[] = [];
  const result = await rehearse({ assemblyDirectory: synthesize('2', 'Update:2'), state, onLog: (_name, line) => requests.push(line) });
  expect(result.succeeded).toBe(false);
  expect(result.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(requests.map((line) => JSON.parse(line) as string[]).filter(([type]) => type === 'Update').map((parts) => parts.slice(2))).toEqual([
    ['outer', '2', '1'], ['inner', '2', '1'], ['outer', '1', '2'], ['inner', '1', '2'],
  ]);
  expect(result.resources.find(({ path }) => path === 'Org/Nested/Inner/Default')?.reason).toMatch(/^Org\/Nested\/Inner\/Default: .* fails as scripted/);
  expect(Object.values(result.state.stacks).map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
  const again = await rehearse({ assemblyDirectory: synthesize('3'), state: result.state });
  expect(again.succeeded).toBe(true);
});
