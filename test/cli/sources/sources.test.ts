import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawnAs } from '../../../src/cli/graph/graph-command';
import { SNAPSHOT_FORMAT } from '../../../src/model';
import { Simulator, startSimulatorServer } from '../../../src/simulator';
import { cleanUp, deployedExample, synthesizeExample } from '../../end-to-end/example';
import { CLI, cdkOrgIn } from '../run-cdk-org';

jest.setTimeout(180_000);

const SYNTHESIZED = new Date('2026-11-20T12:00:00Z');
const BEFORE = new Date('2026-11-19T12:00:00Z');
const AFTER = new Date('2026-11-21T12:00:00Z');

let work: string;
let assembly: string;
let snapshot: string;
let state: string;
let app: string;

beforeAll(async () => {
  work = realpathSync(mkdtempSync(join(tmpdir(), 'cdk-org-sources-')));
  assembly = synthesizeExample();
  const result = await deployedExample();
  snapshot = join(work, 'snapshot.json');
  writeFileSync(snapshot, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization: result.organization }));
  state = join(work, 'state.json');
  writeFileSync(state, JSON.stringify(result.state));
  app = join(work, 'app');
  for (const folder of ['lib', 'test', 'node_modules/x']) mkdirSync(join(app, folder), { recursive: true });
  cpSync(assembly, join(app, 'cdk.out'), { recursive: true });
  write('cdk.json', '{"app": "npx tsx lib/app.ts"}', BEFORE);
  write('lib/app.ts', '', BEFORE);
  utimesSync(join(app, 'cdk.out', 'manifest.json'), SYNTHESIZED, SYNTHESIZED);
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  cleanUp();
});

/** A file of the app, as if it was changed then. */
function write(name: string, content: string, changedAt: Date): void {
  const file = join(app, name);
  writeFileSync(file, content);
  utimesSync(file, changedAt, changedAt);
}

const QUESTION = ['--account', 'all', '--action', 's3:GetObject'];

describe('without a path', () => {
  test.each<[string, string[]]>([
    ['graph', ['--format', 'text']],
    ['explain', QUESTION],
    ['rehearse', ['--brief']],
    ['report', ['--output', 'page.html']],
    ['digest', []],
    ['rollout', ['status']],
  ])('%s finds the cdk.out of the app around the folder', (command, args) => {
    const { status, stderr, stdout } = cdkOrgIn(join(app, 'lib'), command, ...args);

    expect(stderr).not.toContain('cdk-org:');
    expect([status === 1, stdout.length > 0]).toEqual([false, true]);
    rmSync(join(app, 'lib', 'page.html'), { force: true });
  });

  test('drift finds it as well', () => {
    expect(cdkOrgIn(app, 'drift', '--snapshot', snapshot)).toMatchObject({ status: 0, stdout: expect.stringMatching(/./) });
  });

  test('the output that cdk.json names is taken', () => {
    const other = join(work, 'other-output');
    mkdirSync(other);
    writeFileSync(join(other, 'cdk.json'), '{"output": "build/assembly"}');
    cpSync(assembly, join(other, 'build', 'assembly'), { recursive: true });

    expect(cdkOrgIn(other, 'graph', '--format', 'mermaid').status).toBe(0);
  });

  test('where nothing was synthesized the error names what was looked for', () => {
    const empty = join(work, 'empty');
    mkdirSync(empty);

    const { status, stderr } = cdkOrgIn(empty, 'rehearse');

    expect(status).toBe(1);
    expect(stderr).toMatch(/No cloud assembly is given, and none is found \(looked for: cdk\.out\)\. Run "cdk synth" .*, or give the path of a cdk\.out\./);
  });
});

describe('a path that is no cloud assembly', () => {
  test.each<[string, () => string, RegExp]>([
    ['that does not exist', () => join(work, 'nowhere'), /This path does not exist: .*nowhere\. Run "cdk synth"/],
    ['that is a snapshot', () => snapshot, /This is a snapshot of an organization, not a cloud assembly: .*\. Use --from .*snapshot\.json/],
    ['that is a saved state', () => state, /This is a saved state, not a cloud assembly: .*\. Use --state .*state\.json/],
    ['that is another file', () => CLI, /This is a file, not a cloud assembly: .*Give the folder that "cdk synth" wrote/],
    ['that is the folder of the app', () => app, /This is the folder of an app, not its cloud assembly: .*\. Give .*cdk\.out\./],
    ['that is another folder', () => join(app, 'lib'), /This is not a cloud assembly: a folder with a manifest\.json/],
  ])('%s has an error of its own', (_what, path, message) => {
    const { status, stderr } = cdkOrgIn(work, 'rehearse', path());

    expect(stderr).toMatch(message);
    expect(status).toBe(1);
  });
});

describe('a cloud assembly that is older than the source', () => {
  const warning = /Warning: cdk\.out is older than lib\/app\.ts\. Run "cdk synth" for what the code says now\.\n/g;
  afterEach(() => write('lib/app.ts', '', BEFORE));

  test.each([['graph', '--format', 'text'], ['explain', ...QUESTION], ['rehearse', '--brief']])('%s says so once', (...args) => {
    write('lib/app.ts', '', AFTER);

    expect(cdkOrgIn(app, ...args).stderr.match(warning)).toHaveLength(1);
  });

  test('tests, dependencies, saved files and settings of tools do not count as source', () => {
    for (const name of ['test/app.ts', 'node_modules/x/index.js', 'organization.json', 'lib/app.test.ts', 'lib/app.d.ts', 'jest.config.js']) {
      write(name, '{}', AFTER);
    }

    expect(cdkOrgIn(app, 'graph', 'cdk.out', '--format', 'text').stderr).toBe('');
  });

  test('the code of a base is meant to be old', () => {
    write('lib/app.ts', '', AFTER);
    cpSync(join(app, 'cdk.out'), join(app, 'base', 'cdk.out'), { recursive: true });

    expect(cdkOrgIn(app, 'graph', 'base/cdk.out', '--format', 'text').stderr).toBe('');
    rmSync(join(app, 'base'), { recursive: true });
  });
});

describe('graph', () => {
  test.each<[string, Parameters<typeof drawnAs>[0], boolean, string]>([
    ['a tree on a terminal', {}, true, 'text'],
    ['a drawing for a program', {}, false, 'svg'],
    ['what the extension says', { output: 'organization.txt' }, true, 'text'],
    ['a drawing in any other file', { output: 'organization.drawing' }, true, 'svg'],
    ['what the option says', { format: 'mermaid', output: 'organization.svg' }, true, 'mermaid'],
  ])('is %s', (_what, options, isTerminal, format) => {
    expect(drawnAs(options, isTerminal)).toBe(format);
  });

  test('the tree of code says of IDs that they are known after the deployment', () => {
    const { status, stdout } = cdkOrgIn(app, 'graph', '--format', 'text');

    expect(status).toBe(0);
    expect(stdout).toMatch(/^Organization \(known after deployment\)/);
    expect(stdout).toMatch(/└─ Workloads {2}\[allowed-regions, protect-network, protect-security-services-1\]/);
    expect(stdout).not.toContain('${');
  });

  test('a tree in a file has no colors', () => {
    const file = join(work, 'tree.txt');
    spawnSync(process.execPath, [CLI, 'graph', snapshot, '-o', file], { env: { ...process.env, FORCE_COLOR: '1' } });

    expect(readFileSync(file, 'utf8')).toMatch(/^Organization o-/);
  });
});

test('explain --live asks about the live organization, and keeps --region for the request', async () => {
  const server = await startSimulatorServer(new Simulator({ state: JSON.parse(readFileSync(state, 'utf8')).simulator }));
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [
    CLI, 'explain', '--live', '--endpoint-url', server.url, '--account', 'log-archive', '--action', 'ec2:RunInstances', '--region', 'us-west-1', '--json',
  ], { env: { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_CONFIG_FILE: '/dev/null' } });
  let output = '';
  child.stdout.on('data', (chunk) => { output += chunk; });
  await new Promise((resolve) => child.once('close', resolve));
  await server.close();

  expect(JSON.stringify(JSON.parse(output))).toContain('log-archive');
});
