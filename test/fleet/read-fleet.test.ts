import { type FleetRows, readFleet } from '../../src/fleet';
import { parseYamlFile } from '../../src/fleet/read/yaml-file';

const KNOWN = { policies: ['deny-all', 'sandbox-limits'], units: ['security'] };

function read(files: Readonly<Record<string, string>>, known: typeof KNOWN | undefined = KNOWN): FleetRows {
  return readFleet(new Map(Object.entries(files)), { parseYaml: parseYamlFile, known });
}

function problemsOf(files: Readonly<Record<string, string>>): string[] {
  try {
    read(files);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').filter((line) => !line.endsWith(':'));
  }
}

const SHOP = { id: 'shop', name: 'shop', email: 'aws+shop@example.com' };
const BANK = { id: 'bank', name: 'bank', email: 'aws+bank@example.com' };

/** The same two accounts in each format. */
const FORMATS = {
  'a.json': JSON.stringify({
    tagsOfAll: { team: 'red' },
    accounts: [
      { ...SHOP, unit: 'security', tags: { 'cost.center': '007' }, policies: ['deny-all', 'sandbox-limits'], enabledRegions: ['eu-south-2'] },
      {
        ...BANK,
        id: '012345678901',
        adopt: true,
        administers: ['guardduty.amazonaws.com'],
        exemptFrom: ['deny-internet'],
        alternateContacts: { security: { name: 'Ana', title: 'Lead', emailAddress: 'sec@example.com', phoneNumber: '+49 30 1' } },
      },
    ],
  }, undefined, 2),
  'a.yaml': `# yaml-language-server: $schema=fleet.schema.json
tagsOfAll: { team: red }
accounts:
  - id: shop
    name: shop
    email: aws+shop@example.com
    unit: security
    tags: { cost.center: 007 }
    policies: [deny-all, sandbox-limits]
    enabledRegions: [eu-south-2]
  - id: 012345678901
    adopt: true
    name: bank
    email: aws+bank@example.com
    administers: [guardduty.amazonaws.com]
    exemptFrom: [deny-internet]
    alternateContacts:
      security: { name: Ana, title: Lead, emailAddress: sec@example.com, phoneNumber: +49 30 1 }
`,
  'a.csv': '\uFEFFid,adopt,name,email,unit,tags.team,tags.cost.center,policies,enabledRegions,administers,exemptFrom,alternateContacts.security.name,'
    + 'alternateContacts.security.title,alternateContacts.security.emailAddress,alternateContacts.security.phoneNumber\r\n'
    + 'shop,,shop,aws+shop@example.com,security,red,007,deny-all; sandbox-limits,eu-south-2,,,,,,\r\n'
    + '012345678901,true,bank,aws+bank@example.com,,red,,,,guardduty.amazonaws.com,deny-internet,Ana,"Lead",sec@example.com,+49 30 1\r\n',
};

test('JSON, YAML and CSV give the same two accounts, and a YAML account ID keeps its zero', () => {
  const [json, yaml, csv] = Object.entries(FORMATS).map(([file, text]) => read({ [file]: text }).accounts);
  const withoutPlace = (accounts: FleetRows['accounts']) => accounts.map(({ place, ...row }) => row);
  expect(withoutPlace(json)[1]).toMatchObject({
    id: '012345678901', adopt: true, tags: { team: 'red' }, settings: { alternateContacts: { security: { name: 'Ana' } } },
  });
  expect(withoutPlace(yaml)).toEqual(withoutPlace(json));
  expect(withoutPlace(csv)).toEqual(withoutPlace(json));
  expect([json, yaml, csv].map((accounts) => accounts.map(({ place: { line } }) => line))).toEqual([[6, 22], [4, 11], [2, 3]]);
});

test('rows of cdk-org init are read from their three files, with the settings that one of them gives by ID', () => {
  const { root, units, accounts } = read({
    'data/account-settings.json': '{\n  "accounts": {\n    "shop": {"enabledRegions": ["eu-south-2"]}\n  }\n}\n',
    'data/accounts.json': `{\n  "leftOut": [],\n  "tagsOfAll": {"team": "red"},\n  "accounts": [\n    ${JSON.stringify({ ...SHOP, unit: 'prod' })},\n    ${JSON.stringify(BANK)}\n  ]\n}\n`,
    'data/organizational-units.json': '{\n  "leftOut": [],\n  "root": {"policies": ["deny-all"]},\n  "organizationalUnits": [\n    {"id": "prod", "name": "Prod"}\n  ]\n}\n',
  });
  expect(root).toMatchObject({ policies: ['deny-all'], place: { file: 'data/organizational-units.json', line: 3 } });
  expect(units).toMatchObject([{ id: 'prod', name: 'Prod' }]);
  expect(accounts).toMatchObject([
    { id: 'shop', unit: 'prod', tags: { team: 'red' }, settings: { enabledRegions: ['eu-south-2'] }, place: { line: 5 } },
    { id: 'bank', settings: {}, place: { line: 6 } },
  ]);
});

test('organizational units may be in any order and in two files, and come out below the ones above them', () => {
  const { units } = read({
    'a.yaml': 'organizationalUnits:\n  - { id: test, name: Test, parent: workloads }\n  - { id: sdlc, name: Sdlc, parent: test }\n',
    'b.yaml': 'organizationalUnits:\n  - { id: workloads, name: Workloads }\n  - { id: other, name: Other }\n',
  });
  expect(units.map(({ id }) => id)).toEqual(['workloads', 'test', 'sdlc', 'other']);
});

const yamlRow = (row: object) => `  - ${JSON.stringify(row)}\n`;
const accountsYaml = (...rows: object[]) => `accounts:\n${rows.map(yamlRow).join('')}`;

test.each<[string, Record<string, string>, string[]]>([
  ['an unknown member names the nearest one', { 'a.yaml': accountsYaml(SHOP, { ...BANK, emial: 'x' }) },
    ['a.yaml:3: This member is unknown (given: "emial"). Did you mean "email"?.']],
  ['a missing member', { 'a.yaml': accountsYaml({ id: 'shop', name: 'shop' }) },
    ['a.yaml:2: The member "email" is missing (given: {"id":"shop","name":"shop"}). Add it: the email address of the root user, which no other AWS account has.']],
  ['a member of another kind, in JSON a number', { 'a.json': '{\n "accounts": [\n  {"id": "shop",\n   "name": 12,\n   "email": "a@b.example"}]}' },
    ['a.json:4: The member "name" is not a text (given: 12). Write a text that is not empty; in JSON, put it in quotes.']],
  ['two accounts with one email address in two files', { 'a.yaml': accountsYaml(SHOP), 'b.yaml': accountsYaml({ ...BANK, email: 'AWS+shop@example.com' }) },
    ['b.yaml:2: Two accounts have the same email address, also at a.yaml:2 (given: "AWS+shop@example.com"). Give each row its own, or remove one of them.']],
  ['two accounts with one ID in two files', { 'a.yaml': accountsYaml(SHOP), 'b.csv': `id,name,email\n${Object.values({ ...BANK, id: 'shop' }).join(',')}\n` },
    ['b.csv:2: Two accounts have the same ID, also at a.yaml:2 (given: "shop"). Give each row its own, or remove one of them.']],
  ['two new accounts with one name in one organizational unit', { 'a.yaml': accountsYaml(SHOP), 'b.yaml': accountsYaml({ ...BANK, name: 'shop' }) },
    ['b.yaml:2: Two accounts in one organizational unit have the same name, also at a.yaml:2 (given: "shop"). Give each row its own, or remove one of them.']],
  ['two organizational units with one name below one parent', {
    'a.yaml': 'organizationalUnits:\n  - { id: a, name: Prod }\n', 'b.yaml': 'organizationalUnits:\n  - { id: b, name: Prod }\n  - { id: c, name: Prod, parent: b }\n',
  }, ['b.yaml:2: Two organizational units below one parent have the same name, also at a.yaml:2 (given: "Prod"). Give each row its own, or remove one of them.']],
  ['organizational units above each other', { 'a.yaml': 'organizationalUnits:\n  - { id: a, name: A, parent: b }\n  - { id: b, name: B, parent: a }\n' },
    ['a.yaml:2: The organizational unit is above itself, through a.yaml:3 (given: "a"). Correct one of the parents.']],
  ['an unknown organizational unit', { 'a.yaml': accountsYaml({ ...SHOP, unit: 'securty' }) },
    ['a.yaml:2: No organizational unit has this ID (given: "securty"). Use the ID of a row of an organizational unit, or a key of organizationalUnits of the fleet; did you mean "security"?.']],
  ['an unknown policy', { 'a.yaml': accountsYaml({ ...SHOP, policies: ['deny-al'] }) },
    ['a.yaml:2: No policy has this key (given: "deny-al"). Did you mean "deny-all"?.']],
  ['an ID with a slash', { 'a.yaml': accountsYaml({ ...SHOP, id: 'a/b' }) },
    ['a.yaml:2: The ID has a slash, or a space at an end (given: "a/b"). Use another ID.']],
  ['JSON with a mistake', { 'a.json': '{\n "accounts": [\n  {"id": "shop",}]}' },
    ['a.json:3: This is not JSON, in column 16: there is a comma before "}", where nothing follows. Correct it.']],
  ['YAML with a key twice', { 'a.yaml': 'accounts:\n  - id: a\n    id: b\n' },
    ['a.yaml:3: This is not YAML that is read here: Map keys must be unique. Correct it.']],
  ['YAML with a second document', { 'a.yaml': 'accounts:\n  - { id: a }\n---\naccounts:\n  - { id: b }\n' },
    ['a.yaml:3: A second document begins here. Write all rows in one document, or in two files.']],
  ['YAML with a tag', { 'a.yaml': 'accounts: !Ref x\n' },
    ['a.yaml:1: This is not YAML that is read here: Unresolved tag: !Ref. Correct it.']],
  ['CSV with semicolons', { 'a.csv': 'id;name;email\n' },
    ['a.csv:1: The columns are not separated by commas (given: "id;name;email"). Save the file with commas.']],
  ['CSV with a column too many', { 'a.csv': 'id,name,email\na,b,c@d.example,e\n' },
    ['a.csv:2: The line has more cells than there are columns (given: "e"). Put a cell with a comma in quotes.']],
  ['CSV with an unknown column, in every row', { 'a.csv': 'id,name,emails\na,b,c\n' },
    ['a.csv:2: This member is unknown (given: "emails"). Did you mean "email"?.',
      'a.csv:2: The member "email" is missing (given: {"id":"a","name":"b","emails":"c"}). Add it: the email address of the root user, which no other AWS account has.']],
  ['settings without an account', { 'a.json': '{"accounts": {"shop": {}}}' },
    ['a.json:1: No account has this ID (given: "shop"). Use the ID of a row of an account.']],
  ['two roots', { 'a.yaml': 'root: { policies: [deny-all] }\n', 'b.yaml': 'root: { policies: [deny-all] }\n' },
    ['b.yaml:1: The root is given twice, also at a.yaml:1 (given: "root"). Remove one of them.']],
])('%s is an error with file, line and value', (_, files, problems) => {
  expect(problemsOf(files)).toEqual(problems.map((each) => each.replace('?.', '?')));
});

test('without the names of the code, policies and organizational units of rows are not checked', () => {
  const files = new Map([['a.yaml', accountsYaml({ ...SHOP, unit: 'of-the-code', policies: ['of-the-code'] })]]);
  expect(readFleet(files, { parseYaml: parseYamlFile }).accounts).toMatchObject([{ unit: 'of-the-code', policies: ['of-the-code'] }]);
});

test('two adopted accounts may share a name in one organizational unit, as AWS allows it', () => {
  const rows = [{ ...SHOP, id: '111111111111', adopt: 'true' }, { ...BANK, id: '222222222222', adopt: 'true', name: 'shop' }];
  expect(read({ 'a.yaml': accountsYaml(...rows) }).accounts).toHaveLength(2);
});

test('a quoted cell of CSV may have commas, quotes and line breaks, and the next row keeps its line', () => {
  const { accounts } = read({ 'a.csv': 'id,name,email,tags.note\na,A,a@b.example,"one, ""two""\nthree"\n\nb,B,b@b.example,\n' });
  expect(accounts).toMatchObject([{ id: 'a', tags: { note: 'one, "two"\nthree' }, place: { line: 2 } }, { id: 'b', tags: {}, place: { line: 5 } }]);
});

describe('CSV as programs write it', () => {
  const ROWS = ['id,name,email', 'shop,shop,aws+shop@example.com', 'bank,"ba,nk",aws+bank@example.com'];
  const names = (text: string) => read({ 'a.csv': text }).accounts.map(({ name, place: { line } }) => [name, line]);

  test.each([['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r']])('is read with line ends of %s, and its rows have their lines', (_title, end) => {
    expect(names(ROWS.join(end))).toEqual([['shop', 2], ['ba,nk', 3]]);
    expect(names(`${ROWS.join(end)}${end}`)).toEqual([['shop', 2], ['ba,nk', 3]]);
    expect(problemsOf({ 'a.csv': [...ROWS, 'shop,x,y@example.com,more'].join(end) })).toEqual([expect.stringContaining('a.csv:4: The line has more cells than there are columns')]);
  });

  test('may have spaces around quotes, also around a quote with a line end in it', () => {
    expect(names([ROWS[0], 'shop, "sh""op" ,aws+shop@example.com', 'bank,\t"ba', 'nk",aws+bank@example.com', 'third, third ,aws+third@example.com'].join('\r\n')))
      .toEqual([['sh"op', 2], ['ba\r\nnk', 3], ['third', 5]]);
    expect(problemsOf({ 'a.csv': [...ROWS, 'x, "x"x,x@example.com'].join('\n') })).toEqual([expect.stringContaining('a.csv:4: A quote is not closed, or text follows it')]);
  });

  test('may begin with empty lines, and have empty columns at the end', () => {
    expect(names(['', ' , ,', ...ROWS].join('\n'))).toEqual([['shop', 4], ['ba,nk', 5]]);
    expect(names(ROWS.map((line) => `${line},,`).join('\n'))).toEqual([['shop', 2], ['ba,nk', 3]]);
    expect(problemsOf({ 'a.csv': ['', ...ROWS.map((line) => `${line},x,`)].join('\n').replace('email,x', 'email,') })).toEqual([
      expect.stringContaining('a.csv:3: The cell is in a column without a name (given: "x")'),
    ]);
    expect(problemsOf({ 'a.csv': '\n\r\n' })).toEqual([expect.stringContaining('a.csv:1: The file is empty')]);
  });

  test('names the line of a wrong header behind empty lines', () => {
    expect(problemsOf({ 'a.csv': '\n\nid;name;email\n' })).toEqual([expect.stringContaining('a.csv:3: The columns are not separated by commas')]);
  });
});

test('all mistakes are named at once, the first twenty of them', () => {
  const message = () => read({ 'a.yaml': accountsYaml(...Array.from({ length: 25 }, (_, index) => ({ id: `a${index}`, name: 'a' }))) });
  expect(message).toThrow(/^25 mistakes in the rows of the fleet:\na.yaml:2: [^]*a.yaml:21: .*\n… and 5 more$/);
});

test('YAML that repeats anchors a million times is an error and does not fill the memory', () => {
  const levels = Array.from({ length: 9 }, (_, index) => `a${index}: &a${index} [${Array(9).fill(index === 0 ? 'x' : `*a${index - 1}`).join(', ')}]`);
  expect(problemsOf({ 'a.yaml': `${levels.join('\n')}\n` })[0]).toMatch(/^a.yaml:1: The file cannot be read: .*Leave out anchors that repeat others many times\.$/);
});

test('hidden characters of a value are escapes in the message', () => {
  expect(problemsOf({ 'a.yaml': accountsYaml({ ...SHOP, ['\u202ename2']: 'x' }) })[0]).toContain('(given: "\\u202ename2")');
});
