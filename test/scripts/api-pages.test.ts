import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { areaPage } from '../../scripts/api-pages/area-page';
import { areaOf, AREAS } from '../../scripts/api-pages/areas';
import { indexPage, typesByArea } from '../../scripts/api-pages/index-page';
import { type ApiType, apiTypes, type AssemblyType, type Described } from '../../scripts/api-pages/reference';

const ROOT = join(__dirname, '..', '..');

function type(name: string, filename: string, assembly: Partial<AssemblyType> = {}, described: Partial<Described> = {}): ApiType {
  const fqn = `lib.${name}`;
  return {
    assembly: { name, fqn, kind: 'class', docs: { summary: `Is ${name}.` }, locationInModule: { filename }, ...assembly },
    described: { fqn, displayName: name, docs: { summary: `Is ${name}.` }, ...described },
  };
}

const TYPES = [
  type('PolicySet', 'src/constructs/policy/policy-set/policy-set.ts', { docs: { summary: 'A set. It packs\nstatements.' } }),
  type('IAccount', 'src/constructs/account/account-base.ts', { kind: 'interface' }),
  type('AccountMode', 'src/constructs/account/account.ts', { kind: 'enum', docs: undefined }),
  type('AccountProps', 'src/constructs/account/account.ts', { kind: 'interface', datatype: true }),
  type('Account', 'src/constructs/account/account.ts', { docs: { summary: 'Is Account.', stability: 'experimental' } }),
];

test('API.md lists classes before interfaces by area, then the names of structs and enums, and marks what is experimental', () => {
  expect(indexPage(TYPES)).toContain(`## [Accounts](docs/api/accounts.md)

- [Account](docs/api/accounts.md#Account) (experimental): Is Account.
- [IAccount](docs/api/accounts.md#IAccount): Is IAccount.

Structs and enums: [AccountProps](docs/api/accounts.md#AccountProps), [AccountMode](docs/api/accounts.md#AccountMode)

## [Policies and policy sets](docs/api/policies-and-policy-sets.md)

- [PolicySet](docs/api/policies-and-policy-sets.md#PolicySet): A set.
`);
});

test('the order of the types in the assembly does not change API.md', () => {
  expect(indexPage([...TYPES].reverse())).toBe(indexPage(TYPES));
});

test('a class whose file is in no area is an error that names both', () => {
  expect(() => indexPage([...TYPES, type('Stray', 'src/constructs/new-folder/stray.ts')])).toThrow(
    'No area of API.md has Stray (given: src/constructs/new-folder/stray.ts). Add its folder to an area in scripts/api-pages/areas.ts.',
  );
});

test('a class that jsii-docgen did not describe is an error', () => {
  const apiReference = { constructs: [], classes: [], structs: [], interfaces: [], enums: [] };
  expect(() => apiTypes([TYPES[0].assembly], { apiReference })).toThrow('The output of jsii-docgen has nothing about PolicySet.');
});

const returnsAccount = { type: { collection: { kind: 'array', elementtype: { fqn: 'lib.IAccount' } } } };
const SET = type(
  'PolicySet', 'src/constructs/policy/policy-set/policy-set.ts',
  { base: 'cdk.Resource', interfaces: ['lib.IPolicySet'], methods: [{ name: 'accountsOf', returns: returnsAccount }, { name: 'add', docs: { stability: 'experimental' } }] },
  {
    docs: { summary: 'A set.', remarks: '- one\n- two', links: ['https://example.com/'], example: 'new PolicySet();' },
    initializer: {
      displayName: 'Initializer',
      usage: 'import { PolicySet } from \'lib\'\n\nnew PolicySet(id: string)',
      parameters: [{ displayName: 'id', type: { formattingPattern: 'string' }, docs: {} }],
    },
    staticMethods: [{ displayName: 'accountsOf', docs: { summary: 'Its accounts.' }, parameters: [], usage: 'import { PolicySet } from \'lib\'\n\nPolicySet.accountsOf()' }],
    instanceMethods: [
      { displayName: 'toString', docs: { summary: 'Of the CDK.' }, parameters: [], usage: 'public toString(): string' },
      {
        displayName: 'add',
        docs: { summary: 'Adds.' },
        usage: 'public add(accounts: IAccount[]): void',
        parameters: [{ displayName: 'accounts', type: { formattingPattern: '%[]', types: [{ fqn: 'lib.IAccount', displayName: 'IAccount' }] }, docs: { summary: 'at least one.' } }],
      },
    ],
  },
);

const PARENT = type('Options', 'src/constructs/policy/policy-set/policy-set.ts', { kind: 'interface', datatype: true, properties: [{ name: 'tags' }] });
const PROPS = type('PolicySetProps', 'src/constructs/policy/policy-set/policy-set.ts', {
  kind: 'interface', datatype: true, interfaces: ['lib.Options', 'cdk.ResourceProps'], properties: [{ name: 'mode' }],
}, {
  properties: [
    { displayName: 'tags', docs: {} },
    { displayName: 'physicalName', type: { formattingPattern: 'string' }, docs: { summary: 'Of the CDK.' } },
    { displayName: 'mode', type: { formattingPattern: 'string' }, optional: true, default: '- none', docs: { summary: 'A mode.', links: ['https://example.com/'] } },
  ],
});

function pageAbout(...types: ApiType[]): string {
  const [[area, inside]] = [...typesByArea(types)];
  const pages = new Map<string, string>([['lib.IAccount', 'accounts.md'], ...inside.map(({ assembly: { fqn } }) => [fqn, 'policies-and-policy-sets.md'] as const)]);
  return areaPage(area, inside, [...types, TYPES[1]], pages);
}

test('a class has its own members with their results, links to types of other pages, and no members of the CDK', () => {
  const page = pageAbout(SET);
  expect(page).toContain('## PolicySet <a name="PolicySet"></a>\n\nA set.\n\n- one\n- two\n\nSee <https://example.com/>.\n\n```ts\nnew PolicySet();\n```');
  expect(page).toContain('Extends `Resource`. Implements `IPolicySet`.\n\n```ts\nnew PolicySet(id: string)\n```\n\n### `accountsOf`');
  expect(page).toContain('```ts\nPolicySet.accountsOf(): IAccount[]\n```\n\nIts accounts.');
  expect(page).toContain('### `add` (experimental)\n\n```ts\nadd(accounts: IAccount[]): void\n```');
  expect(page).toContain('- `accounts` ([IAccount](accounts.md#IAccount)\\[\\]): at least one.');
  expect(page).not.toContain('toString');
});

test('a struct has the properties that it declares and those of the CDK, and names the struct that it extends', () => {
  const page = pageAbout(PROPS, PARENT);
  expect(page).toContain('Has the properties of [Options](#Options) too.');
  expect(page).toContain('- **`mode`** (`string`, optional): A mode.\n\n  See <https://example.com/>.\n\n  Default: none');
  expect(page).toContain('- **`physicalName`** (`string`): Of the CDK.');
  expect(page).not.toContain('**`tags`**');
});

test('the longest path decides about the area of a file', () => {
  expect(areaOf('src/constructs/organization/root.ts')?.title).toBe('Organization');
  expect(areaOf('src/constructs/organization/policy-type-disabling.ts')?.title).toBe('Policy types');
  expect(areaOf('src/constructs/guardrails/data/key-guardrails.ts')?.title).toBe('Guardrails for data');
  expect(areaOf('src/constructs/policy/policy-types.ts')).toBeUndefined();
});

test('every path of an area exists, and no two areas share one', () => {
  const paths = AREAS.flatMap((area) => area.paths);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(new Set(paths).size).toBe(paths.length);
});
