import { DOCUMENTED_PAGES } from './documented';
import { POLICY_TYPE_NAMES } from '../../../src/contract';
import type { ManagementPolicyType } from '../../../src/contract';
import { effectivePolicy, type JsonValue, validatePolicy } from '../../../src/policy';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const EXAMPLES = DOCUMENTED_PAGES.flatMap(({ page, type, examples }) => examples.map((example) => ({ page, type, ...example })));

test.each(EXAMPLES)('$page: the rules accept the example "$name"', ({ type, document }) => {
  expect(validatePolicy(type, JSON.stringify(document))).toEqual([]);
});

test.each(EXAMPLES)('$page: typed props produce the example "$name"', ({ type, document, build, built }) => {
  const stack = testStack();
  build(stack);
  expect(synthesisProblems(stack)).toEqual([]);
  const { Type, Content: content } = onlyProperties(stack, 'Custom::OrganizationsPolicy');
  expect(Type).toBe(type);
  expect(JSON.parse(content as string)).toEqual(built?.document ?? document);
});

test.each(EXAMPLES.filter(({ built }) => built !== undefined))('$page: the document that typed props produce for "$name" has the same effect', (example) => {
  const { type, above, document, built } = example;
  expect(built!.document).not.toEqual(document);
  expect(built!.reason).toMatch(/\.$/);
  expect(effect(type, above, built!.document)).toEqual(effect(type, above, document));
});

test.each(EXAMPLES.filter(({ above }) => above !== undefined))('$page: the example "$name" changes what it inherits', ({ type, above, document }) => {
  expect(effect(type, above, document)).not.toEqual(effect(type, undefined, above!));
});

test.each(DOCUMENTED_PAGES)('$page: each of its $shows examples is tested once', ({ shows, examples }) => {
  expect(examples).toHaveLength(shows);
  expect(new Set(examples.map(({ name }) => name)).size).toBe(shows);
});

test('every management policy type except Security Hub CSPM has its page, since that page could not be read completely', () => {
  const withoutPage = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'SECURITYHUB_CSPM_POLICY'];
  expect(DOCUMENTED_PAGES.map(({ type }) => type).sort()).toEqual(POLICY_TYPE_NAMES.filter((type) => !withoutPage.includes(type)).sort());
});

/**
 * The effective policy of an account. Numbers and booleans become strings, since backup policies accept either. Tag names become
 * lowercase, since their capitalization has no meaning where they are keys.
 */
function effect(type: ManagementPolicyType, above: JsonValue | undefined, document: JsonValue): unknown {
  const levels = [...(above === undefined ? [] : [above]), document].map((content, level) => ({
    name: `level ${level}`, policies: [{ name: `policy ${level}`, content }],
  }));
  const { document: effective, problems } = effectivePolicy(type, levels);
  expect(problems).toEqual([]);
  return JSON.parse(JSON.stringify(effective), (key, value: unknown) => {
    if (typeof value !== 'object') return String(value);
    return key === 'tags' ? Object.fromEntries(Object.entries(value!).map(([tag, settings]) => [tag.toLowerCase(), settings])) : value;
  });
}
