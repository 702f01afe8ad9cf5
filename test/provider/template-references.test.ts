import { templateReferences } from '../../src/provider/resource-graph';

test.each([
  [{ Ref: 'A' }, ['A']],
  [{ 'Fn::GetAtt': ['A', 'Arn'] }, ['A']],
  [{ 'Fn::GetAtt': 'A.Arn' }, ['A']],
  [{ 'Fn::Sub': 'x ${A} ${B.Arn} ${!C}' }, ['A', 'B']],
  [{ 'Fn::Sub': ['${A} ${Mine}', { Mine: { Ref: 'B' } }] }, ['A', 'Mine', 'B']],
  [{ 'Fn::Join': ['', ['x', { 'Fn::If': ['Condition', { Ref: 'A' }, { Ref: 'B' }] }]] }, ['A', 'B']],
  ['A', []],
  [null, []],
])('%j refers to %j', (value, expected) => {
  expect([...templateReferences(value)]).toEqual(expected);
});
