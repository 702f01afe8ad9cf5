import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ResourceType } from '../../../src/contract';
import { hiddenIn } from '../../support/hidden-characters';

jest.setTimeout(120_000);

const CLI = join(__dirname, '..', '..', '..', 'bin', 'cdk-org');

/** Everything that a terminal or a reader must not meet as it is, in one name, with forged orders to a runner. */
const HOSTILE = 'a\u0007\u001b[2J\u009b31m\u202e\u2066\u200e\ufeff\u2028\u3164\u115f\u034f\u2800\ufe0f\u200c\u00a0\r\n::error file=x::forged\n##[error]forged ##vso[task.complete]';

let folder: string;

function assembly(name: string, hostile: string, stackName = 'App'): string {
  const directory = join(folder, name);
  mkdirSync(directory);
  const unit = { Type: ResourceType.ORGANIZATIONAL_UNIT, Properties: { ParentId: 'r-ab12', Name: hostile, Tags: [{ Key: hostile, Value: hostile }] } };
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: hostile, Effect: 'Deny', Action: 's3:*', Resource: '*' }] }, undefined, 2);
  const template = {
    Resources: {
      Unit: unit,
      Account: { Type: ResourceType.ACCOUNT, Properties: { ParentId: { Ref: 'Unit' }, AccountName: hostile, Email: 'a@example.com' } },
      Policy: { Type: ResourceType.POLICY, Properties: { Type: 'SERVICE_CONTROL_POLICY', Name: hostile, Description: hostile, Content: content } },
      Attachments: { Type: ResourceType.POLICY_ATTACHMENTS, Properties: { TargetId: { Ref: 'Unit' }, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Policy' }] } } },
      Service: { Type: ResourceType.TRUSTED_SERVICE, Properties: { ServicePrincipal: hostile } },
    },
  };
  writeFileSync(join(directory, 'App.template.json'), JSON.stringify(template));
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({
    version: '48.0.0', artifacts: { App: { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'App.template.json', stackName } } },
  }));
  return directory;
}

let before: string;
let after: string;
/** A stack with such a name, which is refused. */
let named: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-names-'));
  before = assembly('before', 'plain');
  after = assembly('after', HOSTILE);
  named = assembly('named', HOSTILE, HOSTILE);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A record with such a principal and such a message. */
function calls(): string {
  const file = join(folder, 'calls.jsonl');
  writeFileSync(file, JSON.stringify({
    eventSource: `s3.amazonaws.com${HOSTILE}`,
    eventName: HOSTILE,
    eventTime: HOSTILE,
    errorCode: 'AccessDenied',
    errorMessage: `${HOSTILE} with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-a/${HOSTILE}`,
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${HOSTILE}`, accountId: '111122223333' },
  }));
  return file;
}

type Command = readonly [name: string, args: () => readonly string[]];

const COMMANDS: readonly Command[] = [
  ...['text', 'markdown', 'json', 'html', 'csv', 'svg'].map((format): Command => [`diff --format ${format}`, () => ['diff', before, after, '--format', format]]),
  ['diff --fail-on', () => ['diff', before, after, '--fail-on', 'neutral,tightens']],
  ['diff --output', () => ['diff', before, after, '--output', join(folder, 'x.txt'), join(folder, 'x.md'), join(folder, 'x.html'), join(folder, 'x.csv'), join(folder, 'x.svg'), join(folder, 'x.json')]],
  ['explain', () => ['explain', after, '--account', 'all', '--action', 's3:GetObject']],
  ['explain --json', () => ['explain', after, '--account', 'all', '--action', 's3:GetObject', '--json']],
  ['explain of an account that is not there', () => ['explain', after, '--account', `x${HOSTILE}`, '--action', 's3:GetObject']],
  ['explain --effective', () => ['explain', after, '--account', 'all', '--effective', 'TAG_POLICY']],
  ['graph', () => ['graph', after]],
  ['graph --format mermaid', () => ['graph', after, '--format', 'mermaid']],
  ['rehearse', () => ['rehearse', after]],
  ['diff of a stack with such a name', () => ['diff', before, named]],
  ['rehearse of a stack with such a name', () => ['rehearse', named]],
  ['digest', () => ['digest', after, '--base', before]],
  ['digest of a stack that is not there', () => ['digest', after, '--stacks', `x${HOSTILE}`]],
  ['rehearse --stacks', () => ['rehearse', after, '--stacks', HOSTILE.replaceAll('\u0000', '')]],
  ['drift', () => ['drift', after, '--snapshot', join(folder, `no${HOSTILE.replaceAll('\u0000', '')}`)]],
  ['denials', () => ['denials', calls()]],
  ['rollout status', () => ['rollout', 'status', '--app', after]],
  ['an unknown command', () => [HOSTILE]],
  ['an unknown option', () => ['diff', `--${HOSTILE}`]],
  ['a wrong value', () => ['explain', after, '--account', 'x', '--region', HOSTILE]],
];

test.each(COMMANDS)('hostile names are text in the output of %s, and no orders to a runner', (_, args) => {
  const { stdout, stderr } = spawnSync(process.execPath, [CLI, ...args()], {
    encoding: 'utf8', cwd: folder, env: { ...process.env, GITHUB_ACTIONS: 'true', FORCE_COLOR: '', NO_COLOR: '1' }, maxBuffer: 2 ** 26,
  });
  expect(`${stdout}${stderr}`).not.toBe('');
  for (const output of [stdout, stderr]) {
    expect(hiddenIn(output)).toBeUndefined();
    expect(/^\s*::.*$/m.exec(output)).toBeNull();
    expect(/##\w*\[.*/.exec(output)).toBeNull();
  }
});

test('the files that diff writes hide nothing either', () => {
  spawnSync(process.execPath, [CLI, ...COMMANDS.find(([name]) => name === 'diff --output')![1]()]);
  for (const extension of ['txt', 'md', 'html', 'csv', 'svg', 'json']) {
    expect([extension, hiddenIn(readFileSync(join(folder, `x.${extension}`), 'utf8'))]).toEqual([extension, undefined]);
  }
});
