import { readFleet } from '../../../src/fleet';
import { parseYamlFile } from '../../../src/fleet/read/yaml-file';
import { fieldsOfIssue, requestedRow, withRow } from '../../../src/init/requests';

const ROWS = readFleet(new Map([
  ['a.yaml', 'organizationalUnits:\n  - { id: w, name: Workloads }\n  - { id: ou-ab12-11111111, adopt: true, name: Test, parent: w }\n  - { id: t2, name: Test }\n'],
  ['b.yaml', 'accounts:\n  - { id: shop, name: shop, email: aws+shop@example.com, unit: w }\n  - { id: bank, name: bank, email: aws+bank@example.com, unit: of-the-code }\n'],
]), { parseYaml: parseYamlFile });

const issue = (fields: Readonly<Record<string, string>>) => Object.entries(fields).map(([label, value]) => `### ${label}\n\n${value}\n\n`).join('');
const ASKED = { 'Account name': 'Lab Test.2', 'Email address': 'aws+lab@example.com', 'Organizational unit': 'Workloads/Test', 'Tags': 'team=red\r\ncost-center=007' };
const asked = (fields: Partial<typeof ASKED> = {}) => requestedRow(fieldsOfIssue(issue({ ...ASKED, ...fields })), ROWS);

const ROW = { id: 'lab-test-2', name: 'Lab Test.2', email: 'aws+lab@example.com', unit: 'ou-ab12-11111111', tags: { 'team': 'red', 'cost-center': '007' } };

test('the form of an issue becomes a row, by the path or the ID of its organizational unit, and with or without tags', () => {
  expect(asked()).toEqual(ROW);
  expect(asked({ 'Organizational unit': 'ou-ab12-11111111' })).toEqual(ROW);
  expect(asked({ 'Organizational unit': 'of-the-code' })).toEqual({ ...ROW, unit: 'of-the-code' });
  expect(asked({ 'Organizational unit': 'Root/Test', 'Tags': '_No response_' })).toEqual({ ...ROW, unit: 't2', tags: undefined });
});

test.each<[string, Partial<typeof ASKED>, string]>([
  ['a name with a shell command', { 'Account name': '$(curl x)' }, 'The account name of the request is not one that a request may have (given: "$(curl x)").'],
  ['a name with a line break', { 'Account name': 'a\nb' }, 'The account name of the request is not one that a request may have (given: "a\\nb").'],
  ['no name', { 'Account name': '_No response_' }, '(given: "").'],
  ['a second name under a heading in another field', { Tags: 'a=b\n### Account name\nevil' }, 'The account name of the request is not one that a request may have (given: "Lab Test.2\\n\\n'],
  ['the name of a row', { 'Account name': 'Shop' }, 'The account name of the request is that of a row, at b.yaml:2 (given: "Shop"). Give another one.'],
  ['the address of a row', { 'Email address': 'AWS+shop@example.com' }, 'The email address of the request is that of a row, at b.yaml:2'],
  ['an address with a quote', { 'Email address': 'a"b@example.com' }, 'is not an address that AWS accepts (given: "a\\"b@example.com"). Give one like'],
  ['an unknown organizational unit', { 'Organizational unit': 'Prod' }, 'The organizational unit of the request is not one of the rows (given: "Prod"). Give its path,'],
  ['a reserved tag', { Tags: 'cdk-aws-organizations:owner=x' }, 'The tags of the request have a reserved key'],
  ['a tag with markup', { Tags: 'a=<b>' }, 'The tags of the request are not of the form KEY=VALUE'],
  ['a tag twice', { Tags: 'a=1\na=2' }, 'The tags of the request have a key twice'],
  ['a hidden character', { 'Account name': 'a\u202eb' }, '(given: "a\\u202eb")'],
])('a request with %s is refused', (_, fields, message) => {
  expect(() => asked(fields)).toThrow(message);
});

test.each<[string, string | undefined, string]>([
  ['f.json', '{\n  "leftOut": [],\n  "accounts": [\n    {"id": "a", "name": "]"},\n    {"id": "b"}\n  ]\n}\n', '{\n  "leftOut": [],\n  "accounts": [\n    {"id": "a", "name": "]"},\n    {"id": "b"},\n    ROW\n  ]\n}\n'],
  ['f.json', '{"accounts": []}', '{"accounts": [\n    ROW\n  ]}'],
  ['f.json', undefined, '{\n  "accounts": [\n    ROW\n  ]\n}\n'],
  ['f.yaml', '# team\naccounts:\n  # first\n  - { id: a } # note\n  - id: b\n    name: b # last\n\norganizationalUnits: []\n', '# team\naccounts:\n  # first\n  - { id: a } # note\n  - id: b\n    name: b # last\n  - ROW\n\norganizationalUnits: []\n'],
  ['f.yml', 'accounts:\n- { id: a }\n- { id: b }', 'accounts:\n- { id: a }\n- { id: b }\n- ROW\n'],
  ['f.yaml', undefined, 'accounts:\n  - ROW\n'],
])('a row goes behind the others of %s, and all other text stays', (file, before, after) => {
  const row = '{"id": "lab-test-2", "name": "Lab Test.2", "email": "aws+lab@example.com", "unit": "ou-ab12-11111111", "tags": {"team": "red", "cost-center": "007"}}';
  expect(withRow(file, before, ROW)).toBe(after.replace('ROW', row));
});

test('a row goes into the columns of a CSV file, and a missing column is an error', () => {
  expect(withRow('f.csv', 'id,email,unit,name,adopt,tags.team,tags.cost-center\r\na,a@b.example,,a,,,\r\n', ROW)).toMatch(
    /\r\nlab-test-2,aws\+lab@example\.com,ou-ab12-11111111,Lab Test\.2,,red,007\r\n$/);
  expect(withRow('f.csv', '\r"id","email", "unit",name,tags.team,tags.cost-center\ra,a@b.example,,"a",,', ROW)).toMatch(/,"a",,\r[^\r\n]+\r$/);
  expect(() => withRow('f.csv', 'id,email,unit,name\n', ROW)).toThrow('The file has no column for a value of the row (given: f.csv, column "tags.team"). Add the column.');
});

test.each([
  ['f.yaml', 'accounts: [{ id: a }]\n', 'Write them as "accounts:" and lines that begin with "- ".'],
  ['f.json', '{"organizationalUnits": []}', 'Add "accounts", or give another file.'],
  ['f.txt', 'x', 'Give a file that ends in .json, .yaml, .yml or .csv.'],
])('a file without a place for the row is an error that says what to do (%s)', (file, text, message) => {
  expect(() => withRow(file, text, ROW)).toThrow(message);
});
