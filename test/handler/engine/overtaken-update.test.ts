import { contradictsTemplate } from '../../../src/handler/engine/overtaken-update';

const contradicts = (declared: unknown, sent: unknown) => (
  contradictsTemplate({ Resources: { Resource: { Properties: { Value: declared } } } }, 'Resource', { Value: sent }));

test.each([
  ['equal text', 'Security', 'Security'],
  ['a number that arrives as text', 7, '7'],
  ['one question mark for each character above U+007F', 'B?ro', 'Büro'],
  ['a question mark for each of the two bytes of a character', 'B??ro', 'Büro'],
  ['a question mark for a character outside the basic plane', 'Team ?', 'Team 🚀'],
  ['question marks that are part of the text', 'Why? 100?', 'Why? 100€'],
  ['a resolved dynamic reference', '{{resolve:ssm:/org/name}}', 'Security'],
  ['a dynamic reference inside a text', 'team-{{resolve:ssm:/org/name:1}}-prod', 'team-blue-prod'],
  ['two dynamic references', '{{resolve:ssm:/a}} and {{resolve:ssm:/b}}!', 'one and two!'],
  ['a function', { Ref: 'Root' }, 'r-abcd'],
  ['a list in which a condition leaves out an element', ['a', { 'Fn::If': ['C', 'b', { Ref: 'AWS::NoValue' }] }], ['a']],
  ['nested text', [{ Key: 'name', Value: 'J?rg' }], [{ Key: 'name', Value: 'Jörg' }]],
])('properties do not contradict a template: %s', (_, declared, sent) => {
  expect(contradicts(declared, sent)).toBe(false);
});

test.each([
  ['other text', 'Security', 'Safety'],
  ['other text beside a character above U+007F', 'B?ro', 'Büros'],
  ['other text before a dynamic reference', 'team-{{resolve:ssm:/a}}', 'group-blue'],
  ['other text after a dynamic reference', 'team-{{resolve:ssm:/a}}-prod', 'team-blue-test'],
  ['text that is too short for both sides of a dynamic reference', 'aba{{resolve:ssm:/a}}aba', 'aba'],
  ['other text between two dynamic references', '{{resolve:ssm:/a}} and {{resolve:ssm:/b}}', 'one or two'],
  ['a longer list', ['a'], ['a', 'b']],
  ['a missing property', 'Security', undefined],
  ['a list instead of a text', ['a'], 'a'],
  ['an object instead of a text', { Key: 'name', Value: 'a' }, 'a'],
  ['null instead of a text', null, 'a'],
])('properties contradict a template: %s', (_, declared, sent) => {
  expect(contradicts(declared, sent)).toBe(true);
});

test('a template without the resource does not contradict its properties', () => {
  expect(contradictsTemplate({ Resources: {} }, 'Resource', { Value: 'Security' })).toBe(false);
});
