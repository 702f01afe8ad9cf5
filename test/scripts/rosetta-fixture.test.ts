import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withImports } from '../../scripts/rosetta-fixture';

const FIXTURE = readFileSync(join(__dirname, '..', '..', 'rosetta', 'default.ts-fixture'), 'utf8');
const NAMES = [...Array.from({ length: 30 }, (_, index) => `Policy${index}`), 'Account'];

test('the fixture imports each name once, in alphabetical order, and keeps the rest', () => {
  const text = withImports(FIXTURE, NAMES);
  const [, imports] = /import \{([^}]*)\} from 'cdk-aws-organizations';/.exec(text)!;
  expect(imports.split(',').map((name) => name.trim()).filter(Boolean)).toEqual([...NAMES].sort());
  expect(text.split('\n').filter((line) => line.length > 125 && !line.startsWith('import'))).toEqual([]);
  expect(text.split('cdk-aws-organizations\';')[1]).toBe(FIXTURE.split('cdk-aws-organizations\';')[1]);
});

test('writing the imports twice changes nothing', () => {
  const once = withImports(FIXTURE, NAMES);
  expect(withImports(once, [...NAMES].reverse())).toBe(once);
});

test('a fixture without an import of the package is an error that says what to add', () => {
  expect(() => withImports('class Fixture {}', NAMES)).toThrow('Add: import {} from \'cdk-aws-organizations\';');
});
