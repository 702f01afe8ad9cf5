import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MISTAKES, ORGANIZATION } from './data-mistakes';
import { EVERY_ROW } from './every-row-organization';
import { LARGE } from './large-organization';
import { hasPython, VERSIONS } from './written-app';
import { appFiles, appRows, LANGUAGES } from '../../src/init';

jest.setTimeout(120_000);

const filesOf = (organization: typeof LARGE) => appFiles(appRows(organization), VERSIONS, 'python');
/** The rows are read with the standard library alone. `.ci/app-languages` runs the app with its packages. */
const ifPython = hasPython() ? test : test.skip;
const LONGEST_FUNCTION = 30;

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'python-app-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('an app in Python has its own files, and the data and policies of the app in TypeScript', () => {
  const files = filesOf(EVERY_ROW);
  expect([...files.keys()].filter((path) => !/^(?:data|policies)\//.test(path))).toEqual([
    '.github/workflows/review.yml', '.gitignore', 'README.md', 'app.py', 'cdk.json', 'organization/__init__.py', 'organization/check.py', 'organization/data.py',
    'organization/organization_stack.py', 'organization/policies.py', 'organization/rows.py', 'requirements.txt', 'tests/test_organization.py',
  ]);
  const shared = (all: ReadonlyMap<string, string>) => [...all].filter(([path]) => /^(?:data|policies)\//.test(path));
  expect(shared(files)).toHaveLength(9);
  expect(shared(files)).toEqual(shared(appFiles(appRows(EVERY_ROW), VERSIONS)));
  expect(files.get('requirements.txt')).toBe('aws-cdk-lib>=2.232.0,<3\ncdk-aws-organizations>=1.0.0,<2\nconstructs>=10.5.1,<11\npytest\n');
});

test('an app in Python has nested stacks of the same numbers as the app in TypeScript', () => {
  expect(filesOf(LARGE).get('organization/parts.py')).toContain('PARTS = {"Policies": 1, "Units": 2, "Accounts": 3}\n');
  expect(appFiles(appRows(LARGE), VERSIONS).get('lib/parts.ts')).toContain('PARTS = { Policies: 1, Units: 2, Accounts: 3 };');
});

test.each([['small', EVERY_ROW], ['large', LARGE]])('no line of the %s app in TypeScript has more than 140 characters', (_size, organization) => {
  const code = [...appFiles(appRows(organization), VERSIONS)].filter(([path]) => path.endsWith('.ts'));
  expect(code.length).toBeGreaterThan(5);
  expect(code.flatMap(([, text]) => text.split('\n')).filter((line) => line.length > 140)).toEqual([]);
});

test.each([['small', EVERY_ROW], ['large', LARGE]])('no line of the %s app in Python is too long, and no function has more than 30 lines', (_size, organization) => {
  for (const [path, text] of filesOf(organization)) {
    if (!path.endsWith('.py')) continue;
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
    const functions = text.split(/^(?= *def )/m).slice(1).map((each) => each.split(/\n(?=\n\n|\n {4}def )/)[0].split('\n').length);
    expect(Math.max(0, ...functions)).toBeLessThanOrEqual(LONGEST_FUNCTION);
  }
});

test('a text of a snapshot is data in both languages, and never code', () => {
  const hostile = '\'"; process.exit() #\\\n${x}\u2028';
  const rows = appRows({ ...EVERY_ROW, managementAccountId: hostile });
  const program = (language: 'typescript' | 'python', path: string) => appFiles(rows, VERSIONS, language).get(path)!;
  expect(program('typescript', 'bin/app.ts')).toContain('account: \'\\\'"; process.exit() #\\\\\\u{a}${x}\\u{2028}\', region');
  expect(program('python', 'app.py')).toContain('account="\'\\"; process.exit() #\\\\\\n${x}\\u2028", region');
  for (const language of LANGUAGES) {
    const code = [...appFiles(appRows(EVERY_ROW), VERSIONS, language)].filter(([path]) => /\.(?:ts|py|txt|yml)$/.test(path));
    expect(code.filter(([, text]) => /Café|o'Brien|Locked|example\.com|same/.test(text.replaceAll('the same', '')))).toEqual([]);
  }
});

describe('the rows of an app in Python', () => {
  const written = filesOf(ORGANIZATION);
  const read = (changes: Readonly<Record<string, string>>) => {
    for (const [path, text] of [...written, ...Object.entries(changes)]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return spawnSync('python3', ['-c', 'from organization.data import read_data; print(len(read_data().accounts))'], { cwd: folder, encoding: 'utf8' });
  };

  ifPython('are read', () => {
    expect(read({})).toMatchObject({ status: 0, stdout: '2\n', stderr: '' });
  });

  ifPython.each(MISTAKES)('with %s are an error with the words of the app in TypeScript', (_title, file, from, to, message) => {
    const { status, stderr } = read({ [file]: written.get(file)!.replace(from, to) });
    expect(status).toBe(1);
    expect(stderr).toContain(`ValueError: ${file}: ${message}`);
  });
});
