import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearseAssembly } from './hostile-code';
import { rehearse, rehearseChange } from '../../../src/rehearsal';
import { isOwnCode } from '../../../src/rehearsal/confinement/own-code';
import { readFunctionCode } from '../../../src/rehearsal/lambda/read-code';
import { provider, removeAssemblies, type Resources, temporaryDirectory, unit, writeAssembly } from '../written-assembly';

afterAll(removeAssemblies);

const OWN = join(__dirname, '..', '..', '..', 'assets', 'handler');
const CODE_KEY = 'code.zip';

describe('the code of this package', () => {
  test('is recognized by every byte of every file', () => {
    const copy = join(temporaryDirectory(), 'copy');
    cpSync(OWN, copy, { recursive: true });
    expect(isOwnCode(readFunctionCode(copy))).toBe(true);
    writeFileSync(join(copy, 'more.js'), '');
    expect(isOwnCode(readFunctionCode(copy))).toBe(false);
    const changed = join(temporaryDirectory(), 'changed');
    mkdirSync(changed);
    writeFileSync(join(changed, 'index.js'), `${readFileSync(join(OWN, 'index.js'), 'utf8')}\n`);
    expect(isOwnCode(readFunctionCode(changed))).toBe(false);
  });
});

describe('code outside of the assembly', () => {
  const refusal = async (assemblyDirectory: string): Promise<string> => {
    const { result, logs } = await rehearseAssembly(assemblyDirectory);
    expect([result.succeeded, logs]).toEqual([false, []]);
    return result.resources.flatMap(({ reason }) => reason ?? []).join();
  };
  const withAsset = (path: string): string => {
    const directory = writeAssembly('scripted', { Org: { resources: { ...provider(), A: unit({ ParentId: 'r-ab12', Name: 'unit' }) } } });
    const files = { code: { source: { path, packaging: 'zip' }, destinations: { current: { objectKey: CODE_KEY } } } };
    writeFileSync(join(directory, 'code.assets.json'), JSON.stringify({ files }));
    return directory;
  };

  test('is not read, through a path or through a link', async () => {
    const outside = temporaryDirectory();
    writeFileSync(join(outside, 'index.js'), 'exports.onEvent = () => ({}); exports.isComplete = () => ({ IsComplete: true });');
    const linked = withAsset('linked');
    symlinkSync(outside, join(linked, 'linked'));
    for (const directory of [withAsset('../elsewhere'), withAsset(outside), linked]) {
      expect(await refusal(directory)).toMatch(/A: The cloud assembly names a file outside of it\. Given: .*\. Run "cdk synth" without --no-staging/);
    }
  });

  test('is not read through a link in the code', async () => {
    const directory = writeAssembly('scripted', { Org: { resources: { ...provider(), A: unit({ ParentId: 'r-ab12', Name: 'unit' }) } } });
    const secret = join(temporaryDirectory(), 'secret.txt');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, join(directory, 'asset.code', 'data.txt'));
    expect(await refusal(directory)).toMatch(/A link in the code of a function leads out of it\. Given: .*data\.txt, which is .*secret\.txt/);
  });
});

describe('the code of a base and of a head', () => {
  /** An assembly whose handler logs its name, and fails if the resource has the property `Fails`. */
  function codeAssembly(name: string, key: string, properties: Record<string, unknown>): string {
    const resources: Resources = { ...provider(), A: unit(properties) };
    const keyed = JSON.parse(JSON.stringify(resources).replaceAll(CODE_KEY, key)) as Resources;
    const directory = writeAssembly('scripted', { Org: { resources: keyed } });
    writeFileSync(join(directory, 'code.assets.json'), JSON.stringify({
      files: { code: { source: { path: 'asset.code', packaging: 'zip' }, destinations: { current: { objectKey: key } } } },
    }));
    writeFileSync(join(directory, 'asset.code', 'index.js'), `
      exports.onEvent = (event) => {
        console.log('${name} ' + event.RequestType);
        if (event.ResourceProperties.Fails) throw new Error('as asked');
        return { PhysicalResourceId: 'a' };
      };
      exports.isComplete = () => ({ IsComplete: true });
    `);
    return directory;
  }

  test('runs for the stack that has it, so a rollback runs the former code again', async () => {
    const base = codeAssembly('base', 'base.zip', { Version: '1' });
    const head = codeAssembly('head', 'head.zip', { Version: '2', Fails: 'yes' });
    const logs: string[] = [];
    const { state } = await rehearseAssembly(base).then(({ result }) => result);
    const onLog = (_name: string, line: string) => logs.push(line);
    const { warnings } = await rehearse({ assemblyDirectory: head, formerAssemblyDirectory: base, state, onLog });
    expect(logs).toEqual(['head Update', 'base Update']);
    expect(warnings.filter((warning) => warning.includes('is not in this cloud assembly'))).toEqual([]);
  });

  test('is not replaced by a head that publishes its own code under the key of the base', async () => {
    const base = codeAssembly('base', 'same.zip', { Version: '1' });
    const head = codeAssembly('head', 'same.zip', { Version: '2' });
    const logs: string[] = [];
    await rehearseChange({ baseDirectory: base, headDirectory: head, onLog: (_name, line) => logs.push(line) }).catch(() => undefined);
    expect(logs).toEqual(['base Update']);
  });
});
