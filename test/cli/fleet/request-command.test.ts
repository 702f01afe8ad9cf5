import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdkOrgIn } from '../run-cdk-org';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'request-'));
  mkdirSync(join(work, 'data'));
  writeFileSync(join(work, 'data', 'organizational-units.json'), '{"root": {}, "organizationalUnits": [\n{"id": "t", "name": "Test"}]}\n');
  writeFileSync(join(work, 'data', 'accounts.json'), '{\n  "accounts": [\n    {"id": "a", "name": "a", "email": "a@example.com"}\n  ]\n}\n');
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const accounts = () => readFileSync(join(work, 'data', 'accounts.json'), 'utf8');
const event = (body: unknown) => {
  writeFileSync(join(work, 'event.json'), JSON.stringify({ action: 'labeled', issue: { number: 7, title: '"; rm -rf /', body } }));
  return cdkOrgIn(work, 'request', '--github-event', 'event.json');
};
const form = (name: string) => `### Account name\n\n${name}\n\n### Email address\n\naws+lab@example.com\n\n### Organizational unit\n\nTest\n\n### Tags\n\n_No response_\n`;

test('request adds the row that an issue describes, and prints its place and the line', () => {
  const { status, stdout, stderr } = event(form('lab'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe('Added  data/accounts.json:4\ndata/accounts.json\n  -     {"id": "a", "name": "a", "email": "a@example.com"}\n  +     {"id": "a", "name": "a", "email": "a@example.com"},\n'
    + '  +     {"id": "lab", "name": "lab", "email": "aws+lab@example.com", "unit": "t"}\n');
  expect(accounts()).toContain('"a@example.com"},\n    {"id": "lab", "name": "lab", "email": "aws+lab@example.com", "unit": "t"}\n  ]\n}\n');
  expect(event(form('lab')).stderr).toBe('cdk-org: The account name of the request is that of a row, at data/accounts.json:4 (given: "lab"). Give another one.\n');
});

test('request of options writes a new file of a team', () => {
  const { status } = cdkOrgIn(work, 'request', '--name', 'lab', '--email', 'aws+lab@example.com', '--unit', 't', '--tag', 'team=red', '--tag', 'x=y', '--file', 'fleet/red.yaml');
  expect(status).toBe(0);
  expect(readFileSync(join(work, 'fleet', 'red.yaml'), 'utf8')).toBe(
    'accounts:\n  - {"id": "lab", "name": "lab", "email": "aws+lab@example.com", "unit": "t", "tags": {"team": "red", "x": "y"}}\n');
});

test('request of a hostile issue is refused, prints no command of a workflow, and writes nothing', () => {
  const before = accounts();
  const { status, stdout, stderr } = event(form('x\n::set-output name=a::b'));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('cdk-org: The account name of the request is not one that a request may have (given: "x\\n::set-output name=a::b"). Give up to 50 letters, digits, spaces, dots, hyphens and underscores.\n');
  expect(event(null).stderr).toContain('The event has no issue with a text');
  expect(accounts()).toBe(before);
});

test('request with a folder in place of a file is an error that says so', () => {
  const { status, stderr } = cdkOrgIn(work, 'request', '--name', 'lab', '--email', 'aws+lab@example.com', '--unit', 't', '--file', 'data');
  expect([status, stderr]).toEqual([1, 'cdk-org: This is a folder (given: --file data). Give a file for the row.\n']);
});
