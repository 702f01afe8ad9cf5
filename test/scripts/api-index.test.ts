import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { areaOf, AREAS } from '../../scripts/api-index/areas';
import { type ApiType, indexOf, withIndex } from '../../scripts/api-index/index-page';

const ROOT = join(__dirname, '..', '..');

function type(name: string, filename: string, more: Partial<ApiType> = {}): ApiType {
  return { name, fqn: `lib.${name}`, kind: 'class', docs: { summary: `Is ${name}.` }, locationInModule: { filename }, ...more };
}

const TYPES = [
  type('PolicySet', 'src/constructs/policy/policy-set/policy-set.ts', { docs: { summary: 'A set. It packs\nstatements.' } }),
  type('IAccount', 'src/constructs/account/account-base.ts', { kind: 'interface' }),
  type('AccountProps', 'src/constructs/account/account.ts', { kind: 'interface', datatype: true }),
  type('AccountMode', 'src/constructs/account/account.ts', { kind: 'enum', docs: undefined }),
  type('Account', 'src/constructs/account/account.ts'),
];

const API = `# API Reference\n\n## Constructs\n\n${TYPES.map(({ name, fqn }) => `### ${name} <a name="${name}" id="${fqn}"></a>\n`).join('\n')}`;

test('the index lists classes before interfaces by area, and structs before enums at its end', () => {
  expect(indexOf(TYPES)).toBe(`## Index by area <a name="Index by area" id="index"></a>

[Accounts](#index-accounts) · [Policies and policy sets](#index-policies-and-policy-sets) · [Structs and enums](#index-structs-and-enums)

### Accounts <a name="Accounts" id="index-accounts"></a>

- [Account](#lib.Account): Is Account.
- [IAccount](#lib.IAccount): Is IAccount.

### Policies and policy sets <a name="Policies and policy sets" id="index-policies-and-policy-sets"></a>

- [PolicySet](#lib.PolicySet): A set.

### Structs and enums by area <a name="Structs and enums by area" id="index-structs-and-enums"></a>

**Accounts**

- [AccountProps](#lib.AccountProps): Is AccountProps.
- [AccountMode](#lib.AccountMode)`);
});

test('the order of the types in the assembly does not change the index', () => {
  expect(indexOf([...TYPES].reverse())).toBe(indexOf(TYPES));
});

test('the index stands between the title and the rest, and replaces a former one', () => {
  const once = withIndex(API, TYPES);
  expect(once.startsWith('# API Reference\n\n<!-- ')).toBe(true);
  expect(once.endsWith(API.slice('# API Reference'.length))).toBe(true);
  expect(withIndex(once, TYPES)).toBe(once);
  const fewer = TYPES.slice(1);
  expect(withIndex(once, fewer)).toBe(withIndex(API, fewer));
});

test('a class whose file is in no area is an error that names both', () => {
  expect(() => indexOf([...TYPES, type('Stray', 'src/constructs/new-folder/stray.ts')])).toThrow(
    'No area of the index of API.md has Stray (given: src/constructs/new-folder/stray.ts). Add its folder to an area in scripts/api-index/areas.ts.',
  );
});

test('a class without a section in API.md is an error', () => {
  expect(() => withIndex(API, [...TYPES, type('Late', 'src/provider/late.ts')])).toThrow('API.md has no section about Late.');
});

test('the longest path decides about the area of a file', () => {
  expect(areaOf('src/constructs/organization/root.ts')?.title).toBe('Organization');
  expect(areaOf('src/constructs/organization/policy-type-disabling.ts')?.title).toBe('Policy types');
  expect(areaOf('src/constructs/organizational-unit/organizational-unit.ts')?.title).toBe('Organizational units');
  expect(areaOf('src/constructs/policy/policy-types.ts')).toBeUndefined();
});

test('every path of an area exists, and no two areas share one', () => {
  const paths = AREAS.flatMap((area) => area.paths);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(new Set(paths).size).toBe(paths.length);
});
