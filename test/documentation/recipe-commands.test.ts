import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECOND_TIER } from '../../scripts/test/second-tier';

const RECIPES = join(__dirname, '..', '..', 'docs', 'contributing', 'recipes');
const TESTS = readdirSync(join(__dirname, '..'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts')).map((file) => `test/${file}`);

const inFirstTier = (file: string) => !SECOND_TIER.some((pattern) => new RegExp(pattern).test(`/${file}`));

/** The test files that the commands of a recipe run. `npm test` runs only those of the first tier, with any paths. */
function testsRun(recipe: string): readonly string[] {
  return [...recipe.matchAll(/(npm test --|npx jest)((?: test\/[\w/-]+)+)/g)].flatMap(([, command, paths]) => TESTS
    .filter((file) => paths.trim().split(' ').some((path) => file.includes(path)) && (command === 'npx jest' || inFirstTier(file))));
}

/** The rows "test, what it complains about" name a file by its path or by its name. */
function testsThatComplain(recipe: string): readonly string[] {
  return recipe.split('\n').filter((line) => line.startsWith('| ')).flatMap((line) => [...line.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, file]) => file));
}

const CASES = readdirSync(RECIPES).map((name) => [name, readFileSync(join(RECIPES, name), 'utf8')] as const)
  .flatMap(([name, recipe]) => [...new Set(testsThatComplain(recipe))].map((file) => [name, file, recipe] as const));

test('the tables of the recipes are read', () => {
  expect(new Set(CASES.map(([name]) => name))).toEqual(new Set(['command.md', 'guardrail.md', 'policy-type.md', 'risk.md']));
});

test.each(CASES)('the commands of the recipe %s run %s', (_, named, recipe) => {
  expect(testsRun(recipe).filter((file) => `/${file}`.endsWith(`/${named}`))).not.toEqual([]);
});
