/**
 * Writes the list of imports in rosetta/default.ts-fixture, which has every public name in scope of the examples in docstrings. The names
 * come from the assembly of jsii (`.jsii`). The task `docgen` runs it.
 *
 *   npx tsx scripts/rosetta-fixture.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const FIXTURE = join(ROOT, 'rosetta', 'default.ts-fixture');
const LINE_LENGTH = 125;

/** The fixture with these names in its import of the package. */
export function withImports(fixture: string, names: readonly string[]): string {
  const pattern = /import \{[^}]*\} from 'cdk-aws-organizations';/;
  if (!pattern.test(fixture)) throw new Error('rosetta/default.ts-fixture does not import the package. Add: import {} from \'cdk-aws-organizations\';');
  return fixture.replace(pattern, `import {\n${lines(names).join('\n')}\n} from 'cdk-aws-organizations';`);
}

function lines(names: readonly string[]): string[] {
  const result: string[] = [];
  for (const name of [...names].sort()) {
    const extended = `${result.at(-1)} ${name},`;
    if (result.length > 0 && extended.length <= LINE_LENGTH) result[result.length - 1] = extended;
    else result.push(`  ${name},`);
  }
  return result;
}

if (require.main === module) {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, { readonly name: string }>> };
  writeFileSync(FIXTURE, withImports(readFileSync(FIXTURE, 'utf8'), Object.values(types).map(({ name }) => name)));
}
