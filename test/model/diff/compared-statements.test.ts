import { diff, type StatementChange } from '../../../src/model';
import { organization, policy } from '../organizations';

const deny = (action: unknown, more: object = {}) => ({ Effect: 'Deny', Action: action, Resource: '*', ...more });
const written = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const shown = (statement: unknown) => JSON.stringify(statement, undefined, 2);

function statements(before: unknown, after: unknown, type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' = 'SERVICE_CONTROL_POLICY'): readonly StatementChange[] {
  const of = (content: unknown) => organization({ policies: [policy('guard', content, { type })] });
  return diff(of(before), of(after)).flatMap((change) => (change.kind === 'policyStatementsChanged' ? change.statements : []));
}

/** Names, effects and values of the changes, without the texts. */
const brief = (...of: Parameters<typeof statements>) => statements(...of).map(({ change, statement, values = [] }) => (
  [change, statement, ...values.map(({ path, removed, added }) => `${path.join('.')}: -${removed.join(' ')} +${added.join(' ')}`)]));

test('a changed statement has its name, its effect, both texts and its values in the order of the statement, and a Sid and an effect are no values', () => {
  const before = { Sid: 'A', Effect: 'Deny', Action: ['s3:A', 's3:B'], Resource: ['x', 'y'], Condition: { Bool: { 'aws:A': true }, StringEquals: { Effect: 'a' } } };
  const after = { Sid: 'A', Effect: 'Allow', NotAction: 's3:A', Resource: ['y', 'z'], Condition: { Bool: { 'aws:A': false }, StringEquals: { Effect: 'b' } } };
  expect(statements(written(before), written(after))).toStrictEqual([{
    change: 'changed',
    statement: 'A',
    effect: 'Allow',
    before: shown(before),
    after: shown(after),
    values: [
      { path: ['Action'], removed: ['s3:A', 's3:B'], added: [] },
      { path: ['Resource'], removed: ['x'], added: ['z'] },
      { path: ['Condition', 'Bool', 'aws:A'], removed: ['true'], added: ['false'] },
      { path: ['Condition', 'StringEquals', 'Effect'], removed: ['a'], added: ['b'] },
      { path: ['NotAction'], removed: [], added: ['s3:A'] },
    ],
  }]);
});

test('added and removed statements have one text only, and another Sid alone changes no value', () => {
  const [kept, former, present] = [deny('a:*', { Sid: 'Kept' }), deny('b:*', { Sid: 'Former' }), deny('c:*', { Sid: 'Present' })];
  expect(statements(written(kept, former), written(present, { ...kept, Sid: 'New' }))).toStrictEqual([
    { change: 'added', statement: 'Present', effect: 'Deny', after: shown(present) },
    { change: 'changed', statement: 'New', effect: 'Deny', before: shown(kept), after: shown({ ...kept, Sid: 'New' }) },
    { change: 'removed', statement: 'Former', effect: 'Deny', before: shown(former) },
  ]);
});

test.each<[string, unknown, unknown, unknown[]]>([
  ['by its Sid, even if another one has its contents now', written(deny('a:*', { Sid: 'A' }), deny('b:*', { Sid: 'B' })), written(deny('b:*', { Sid: 'A' })),
    [['changed', 'A', 'Action: -a:* +b:*'], ['removed', 'B']]],
  ['never by its contents if both have another Sid and differ', written(deny(['a:1', 'a:2'], { Sid: 'A' })), written(deny(['a:1', 'a:2', 'a:3'], { Sid: 'B' })),
    [['added', 'B'], ['removed', 'A']]],
  ['by its contents if one of the two has no Sid', written(deny(['a:1', 'a:2'], { Sid: 'A' })), written(deny(['a:1', 'a:2', 'a:3'])),
    [['changed', 'Statement[0]', 'Action: - +a:3']]],
  ['by two fifths of common contents', written(deny('x:*'), deny(['a:1', 'a:2'])), written(deny(['a:1', 'b:2', 'b:3']), deny('x:*')),
    [['changed', 'Statement[0]', 'Action: -a:2 +b:2 b:3']]],
  ['not by less', written(deny('x:*'), deny(['a:1', 'a:2', 'a:3'])), written(deny(['a:1', 'b:2', 'b:3']), deny('x:*')),
    [['added', 'Statement[0]'], ['removed', 'Statement[1]']]],
  ['not by the resource alone, if that is all resources', written(deny('x:*'), deny('a:1')), written(deny('b:1'), deny('x:*')),
    [['added', 'Statement[0]'], ['removed', 'Statement[1]']]],
  ['by the resource, if that is a certain one', written(deny('x:*'), deny('a:1', { Resource: 'r' })), written(deny('b:1', { Resource: 'r' }), deny('x:*')),
    [['changed', 'Statement[0]', 'Action: -a:1 +b:1']]],
  ['as the most similar one', written(deny(['a:1', 'a:2', 'a:3']), deny(['a:1', 'a:2', 'a:3', 'a:4', 'a:5'])), written(deny('x:*'), deny(['a:1', 'a:2', 'a:3', 'a:4', 'a:5', 'a:6'])),
    [['changed', 'Statement[0]', 'Action: -a:1 a:2 a:3 +x:*'], ['changed', 'Statement[1]', 'Action: - +a:6']]],
  ['once only, although two are similar to it', written(deny(['a:1', 'a:2', 'a:3'])), written(deny('x:*'), deny(['a:1', 'a:2', 'a:3', 'b:1', 'b:2']), deny(['a:1', 'a:2', 'a:3', 'c:1'])),
    [['added', 'Statement[0]'], ['added', 'Statement[1]'], ['changed', 'Statement[2]', 'Action: - +c:1']]],
  ['not by its place if a more similar one was found', written(deny('x:*'), deny(['a:1', 'a:2', 'a:3'])), written(deny(['a:1', 'a:2', 'a:3', 'a:4'])),
    [['changed', 'Statement[0]', 'Action: - +a:4'], ['removed', 'Statement[0]']]],
])('a statement is found again %s', (_, before, after, expected) => {
  expect(brief(before, after)).toStrictEqual(expected);
});

test.each<[string, unknown, object]>([
  ['an empty Sid', deny('a:*', { Sid: '' }), { statement: 'Statement[0]', effect: 'Deny' }],
  ['a Sid that is no text', deny('a:*', { Sid: 5 }), { statement: 'Statement[0]', effect: 'Deny' }],
  ['a statement that is no object', 'x', { statement: 'Statement[0]', effect: '' }],
  ['a statement that is a list', [['x']], { statement: 'Statement[0]', effect: '' }],
  ['a statement without an effect', { Action: 'a:*', Resource: '*' }, { statement: 'Statement[0]', effect: '' }],
])('%s is shown under its place', (_, statement, expected) => {
  expect(statements(written(), { Version: '2012-10-17', Statement: [statement].flat() })).toStrictEqual([
    { change: 'added', ...expected, after: shown([statement].flat()[0]) },
  ]);
});

test('a statement that is no object is another one with another text', () => {
  expect(brief(written('x'), written('y'))).toStrictEqual([['changed', 'Statement[0]', ': -x +y']]);
  expect(brief(written('x', 'y'), written('y', 'x'))).toStrictEqual([]);
});

test.each<[string, string]>([['a list', '[]'], ['a text', '"x"'], ['null', 'null'], ['no JSON', '{']])('a document that is %s is shown as a whole', (_, content) => {
  expect(statements(content, written(deny('a:*')))).toStrictEqual([
    { change: 'added', statement: 'Statement[0]', effect: 'Deny', after: shown(deny('a:*')) }, { change: 'removed', statement: '', effect: '', before: content },
  ]);
});

test('a document without statements has none, and a single statement needs no list', () => {
  const single = { Version: '2012-10-17', Statement: deny('a:*') };
  expect(brief({ Version: '2012-10-17' }, single)).toStrictEqual([['added', 'Statement[0]']]);
  expect(brief(single, written(deny(['a:*'])))).toStrictEqual([]);
});

test('another version of the language changes each statement, without a value', () => {
  expect(brief(written(deny('a:*', { Sid: 'A' })), { ...written(deny('a:*', { Sid: 'A' })), Version: '2008-10-17' })).toStrictEqual([['changed', 'A']]);
  expect(brief({ Statement: [deny('a:*', { Sid: 'A' })] }, { Statement: [deny(['a:*'], { Sid: 'A' })] })).toStrictEqual([]);
});

test('the order of actions is no change where the language of the policy type allows the statement', () => {
  const of = (...actions: string[]) => written({ Sid: 'A', Effect: 'Deny', Principal: '*', Action: actions, Resource: '*' });
  const [before, after] = [of('s3:GetObject', 's3:PutObject'), of('s3:PutObject', 's3:GetObject')];
  expect(brief(before, after, 'RESOURCE_CONTROL_POLICY')).toStrictEqual([]);
  expect(brief(before, after, 'SERVICE_CONTROL_POLICY')).toStrictEqual([['changed', 'A']]);
});
