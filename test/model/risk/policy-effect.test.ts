import type { StatementChange } from '../../../src/model';
import { ofAttaching, ofDetaching, ofStatements } from '../../../src/model/risk/policy-effect';

const [LESS, MORE, EITHER] = [{ loosens: false, tightens: true }, { loosens: true, tightens: false }, { loosens: true, tightens: true }];
const statement = (effect: string, more: object = {}) => JSON.stringify({ Effect: effect, Action: 's3:*', Resource: '*', ...more });
const added = (effect: string): StatementChange => ({ change: 'added', statement: 'A', effect, after: statement(effect) });
const removed = (effect: string): StatementChange => ({ change: 'removed', statement: 'A', effect, before: statement(effect) });
const changed = (effect: string, before: object, after: object): StatementChange => (
  { change: 'changed', statement: 'A', effect, before: statement(effect, before), after: statement(effect, after) });
const [WIDE, NARROW, ELSEWHERE] = [{ Action: ['s3:*', 'ec2:*'] }, { Action: 's3:*' }, { Action: 'ec2:*' }];

describe('changed statements', () => {
  test.each<[string, StatementChange[], object]>([
    ['an additional denial', [added('Deny')], LESS],
    ['an additional allowance', [added('Allow')], MORE],
    ['a removed denial', [removed('Deny')], MORE],
    ['a removed allowance', [removed('Allow')], LESS],
    ['a wider denial', [changed('Deny', NARROW, WIDE)], LESS],
    ['a narrower denial', [changed('Deny', WIDE, NARROW)], MORE],
    ['a wider allowance', [changed('Allow', NARROW, WIDE)], MORE],
    ['a narrower allowance', [changed('Allow', WIDE, NARROW)], LESS],
    ['a denial of something else', [changed('Deny', NARROW, ELSEWHERE)], EITHER],
    ['another Sid only', [changed('Deny', { Sid: 'A' }, { Sid: 'B' })], EITHER],
    ['the same text, whose meaning changes with the version', [changed('Deny', NARROW, NARROW)], EITHER],
    ['an additional variable', [changed('Deny', { Resource: 'a' }, { Resource: ['a', '${aws:username}'] })], EITHER],
    ['a removed variable', [changed('Deny', { Resource: ['a', '${aws:username}'] }, { Resource: 'a' })], EITHER],
    ['a statement that becomes unreadable', [changed('Deny', NARROW, { Foo: 1 })], EITHER],
    ['a statement that was unreadable', [changed('Deny', { Foo: 1 }, NARROW)], EITHER],
    ['a text that was not JSON', [{ ...changed('Deny', NARROW, WIDE), before: 'x' }], EITHER],
    ['an unknown effect', [added('')], EITHER],
    ['several denials', [added('Deny'), added('Deny')], LESS],
    ['a denial in place of another one', [removed('Deny'), added('Deny')], EITHER],
    ['nothing', [], { loosens: false, tightens: false }],
  ])('%s', (_, statements, expected) => {
    expect(ofStatements(statements, 'SERVICE_CONTROL_POLICY')).toEqual(expected);
  });

  test('are read in the language of their policy type', () => {
    const wider = [changed('Deny', { ...NARROW, Principal: '*' }, { ...WIDE, Principal: '*' })];
    expect(ofStatements(wider, 'RESOURCE_CONTROL_POLICY')).toEqual(LESS);
    expect(ofStatements(wider, 'SERVICE_CONTROL_POLICY')).toEqual(EITHER);
  });
});

test.each<[string, string | undefined, boolean]>([
  ['that denies', JSON.stringify({ Statement: [JSON.parse(statement('Deny'))] }), true],
  ['whose only statement is no list', JSON.stringify({ Statement: JSON.parse(statement('Deny')) as object }), true],
  ['without statements', '{}', true],
  ['that allows', JSON.stringify({ Statement: JSON.parse(statement('Allow')) as object }), false],
  ['that denies and allows', JSON.stringify({ Statement: [JSON.parse(statement('Deny')), JSON.parse(statement('Allow'))] }), false],
  ['with a statement without an effect', '{"Statement":[{}]}', false],
  ['with a statement that is null', '{"Statement":[null]}', false],
  ['that is not known', undefined, false],
  ['that is not JSON', 'x', false],
  ['that is a list', '[]', false],
  ['that is null', 'null', false],
  ['that is a text', '"x"', false],
])('a policy %s only tightens if it is attached, and only loosens if it is detached: %#', (_, content, onlyDenies) => {
  expect([ofAttaching(content), ofDetaching(content)]).toEqual(onlyDenies ? [LESS, MORE] : [EITHER, EITHER]);
});
