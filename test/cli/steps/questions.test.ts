import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { answersMissing, askForChoices, type Choices, commandOf } from '../../../src/cli/init/questions';
import { canAsk, withTerminal } from '../../../src/cli/options/terminal';
import { NewFiles } from '../../../src/cli/output/written-files';

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'questions-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

async function asked(lines: readonly string[], given: Choices = {}, hasSource = false) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(lines.map((line) => `${line}\n`).join(''));
  const choices = await withTerminal(answersMissing, (ask) => askForChoices(ask, given, hasSource), { input, output });
  return { choices, shown: String(output.read()) };
}

test('an empty answer to each question is the default, and the command for a script follows', async () => {
  const folder = join(work, 'organization');
  const { choices, shown } = await asked(['', '', '', '', '', '', ''], { directory: folder });
  expect(choices).toEqual({ directory: folder, language: 'typescript', profile: undefined, from: undefined, include: [], exclude: [], nestedStacks: false });
  expect(shown).toContain('Language: typescript or python [typescript]: ');
  expect(shown).toContain('File of a snapshot in place of the live organization [live]: ');
  expect(commandOf(choices)).toBe(`npx cdk-org init ${folder} --language typescript`);
});

test('two answers of each kind that are given become options', async () => {
  const snapshot = join(work, 'organization.json');
  writeFileSync(snapshot, '{}');
  const { choices } = await asked([
    join(work, 'my app'), 'Python', snapshot, 'none', 'Workloads/**', 'tag:team=payments', '', 'Sandbox/**', 'tag:old', '', 'yes',
  ]);
  expect(commandOf(choices)).toBe(`npx cdk-org init '${join(work, 'my app')}' --language python --organization ${snapshot} --include 'Workloads/**' `
    + '--include tag:team=payments --exclude \'Sandbox/**\' --exclude tag:old --nested-stacks'.replace('tag:team=payments', '\'tag:team=payments\''));
});

test('options that are not asked for are in the command for a script as well', async () => {
  const given: Choices = {
    directory: 'a', language: 'python', simulatorState: 'state.json', stackName: 'Landing', documents: true, accountRequests: true, check: false,
  };
  const { choices } = await asked(['', '', '', ''], given, true);
  expect(commandOf(choices)).toBe('npx cdk-org init a --language python --simulator-state state.json --stack-name Landing --documents --account-requests --no-check');
});

test('a wrong answer is explained and asked for again', async () => {
  const full = join(work, 'full');
  mkdirSync(full);
  writeFileSync(join(full, 'x'), '');
  const { choices, shown } = await asked([full, join(work, 'new'), 'go', 'python', join(work, 'missing'), '', 'prod', '', 'a//b', '', '', 'perhaps', 'no']);
  expect(choices).toMatchObject({ directory: join(work, 'new'), language: 'python', profile: 'prod', include: [], exclude: [], nestedStacks: false });
  for (const reason of [
    'The folder is not empty: ', 'This is not a language of apps (given: go). Answer typescript or python.', 'This path does not exist (given: ',
    'A name is empty in --include (given: a//b).', 'This is neither yes nor no (given: perhaps).',
  ]) expect(shown).toContain(`  ${reason}`);
});

test('what options say is not asked', async () => {
  const given: Choices = { directory: join(work, 'a'), language: 'python', from: 'x', include: ['A/**'], exclude: ['B/**'], nestedStacks: true };
  const { choices, shown } = await asked([], given, true);
  expect(choices).toEqual(given);
  expect(shown).toBe('null');
});

test('an input that ends before the last answer is an error, and nothing is asked again', async () => {
  await expect(asked(['', 'python'], { directory: join(work, 'a') })).rejects.toThrow(answersMissing().message);
});

test('nobody is asked where CI is set or where there is no terminal', () => {
  const streams = [process.stdin, process.stdout] as const;
  const before = streams.map(({ isTTY }) => isTTY);
  try {
    for (const stream of streams) stream.isTTY = true;
    expect([{}, { CI: '' }, { CI: 'false' }, { CI: 'true' }, { CI: '1' }].map((environment) => canAsk(environment))).toEqual([true, true, true, false, false]);
    process.stdin.isTTY = false;
    expect(canAsk({})).toBe(false);
  } finally {
    streams.forEach((stream, index) => { stream.isTTY = before[index]; });
  }
});

test('the removal of an app leaves the folders and files that were there before', () => {
  const files = new Map([['bin/app.ts', '1'], ['data/a.json', '2'], ['data/b.json', '3']]);
  const [existing, fresh] = [join(work, 'existing'), join(work, 'deep', 'fresh')];
  mkdirSync(join(existing, '.git'), { recursive: true });
  for (const folder of [existing, fresh]) {
    const writing = new NewFiles(folder);
    writing.write(files);
    if (folder === existing) writeFileSync(join(folder, 'data', 'mine'), '');
    writing.remove();
  }
  expect(readdirSync(work)).toEqual(['existing']);
  expect(readdirSync(existing, { recursive: true }).sort()).toEqual(['.git', 'data', join('data', 'mine')]);
});
