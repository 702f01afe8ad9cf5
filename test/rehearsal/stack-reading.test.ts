import { beginning, look } from './read-stack';
import { removeAssemblies, unit } from './written-assembly';
import type { CloudFormationReadings } from '../../src/rehearsal';

afterAll(removeAssemblies);

const failing = (version: number, id = 'a') => ({
  A: unit({ Id: id, Version: version }), Bad: unit({ Id: 'bad', Version: version, Fail: 2 }, { DependsOn: 'A' }),
});

describe('the template that CloudFormation returns', () => {
  test('has ? for each character above U+007F, while the event has the characters', async () => {
    const { sights: [sight] } = await look({ A: unit({ Id: 'a', Name: 'Büro – 数 😀', Tags: { Jörg: 'x' } }) });
    expect(sight.properties).toEqual({ Id: 'a', Name: 'Büro – 数 😀', Tags: { Jörg: 'x' } });
    expect(sight.declared).toMatchObject({ Id: 'a', Name: 'B?ro ? ? ?', Tags: { 'J?rg': 'x' } });
  });

  test('keeps a dynamic reference as text, while the event has the value of the parameter', async () => {
    const text = '{{resolve:ssm:/org/contact}}';
    const name = { 'Fn::Join': ['', ['<', { 'Fn::Sub': '{{resolve:ssm:/${Place}/contact:2}}' }, '>']] };
    const { sights: [sight], warnings } = await look(
      { A: unit({ Id: 'a', Contact: text, Name: name, List: [{ Deep: text }] }) },
      { ssmParameters: { '/org/contact': 'Ann', '/org/contact:2': 'Bob' } }, { more: { Parameters: { Place: { Type: 'String', Default: 'org' } } } },
    );
    expect(sight.properties).toEqual({ Id: 'a', Contact: 'Ann', Name: '<Bob>', List: [{ Deep: 'Ann' }] });
    expect(sight.declared).toMatchObject({ Contact: text, List: [{ Deep: text }] });
    expect(warnings).toEqual([]);
  });

  test('uses a text from the name of a parameter without a value, with a warning', async () => {
    const { sights: [sight], warnings } = await look({
      A: unit({ Id: 'a', Contact: '{{resolve:ssm:/org/contact}}', Email: '{{resolve:ssm:/org/email}}', Secret: '{{resolve:ssm-secure:/s:1}}' }),
    });
    expect(sight.properties).toEqual({ Id: 'a', Contact: 'org-contact', Email: 'org-email@example.com', Secret: '{{resolve:ssm-secure:/s:1}}' });
    expect(warnings).toEqual([
      'The rehearsal has no value for the Systems Manager parameter /org/contact and uses "org-contact". Give it with --ssm /org/contact=VALUE.',
      expect.stringContaining('--ssm /org/email=VALUE'),
      'CloudFormation does not resolve {{resolve:ssm-secure:/s:1}} in custom resources: the rehearsal leaves it as text.',
    ]);
  });

  test('lets the next update find a changed value, and the rollback send the former one', async () => {
    const resources = (version: number) => ({
      A: unit({ Id: 'a', Contact: '{{resolve:ssm:c}}' }), Bad: unit({ Id: 'bad', Version: version, Fail: 2 }, { DependsOn: 'A' }),
    });
    const { state } = await look(resources(1), { ssmParameters: { c: 'Ann' } });
    const { sights } = await look(resources(2), { state, ssmParameters: { c: 'Bob' } });
    expect(sights.filter(({ request }) => request === 'Update A').map(({ properties }) => properties.Contact)).toEqual(['Bob', 'Ann']);
  });
});

describe('a rollback', () => {
  const rolledBack = async (cloudFormation?: Partial<CloudFormationReadings>) => {
    const { state } = await look(failing(1), { cloudFormation });
    const { sights } = await look(failing(2), { state, cloudFormation });
    const [forward, , backward] = sights;
    expect([forward, backward].map(({ request, status }) => `${request} ${status}`)).toEqual(['Update A UPDATE_IN_PROGRESS', 'Update A UPDATE_ROLLBACK_IN_PROGRESS']);
    return { forward, backward };
  };

  test('is a separate operation whose events have its ID', async () => {
    const { forward, backward } = await rolledBack();
    expect(forward.operations?.map(({ type }) => type)).toEqual(['UPDATE_STACK', 'CREATE_STACK']);
    expect(backward.operations?.map(({ type }) => type)).toEqual(['ROLLBACK', 'UPDATE_STACK', 'CREATE_STACK']);
    expect(new Set(backward.operations?.map(({ id }) => id)).size).toBe(3);
    expect(backward.events[0].OperationId).toBe(backward.operations?.[0].id);
    expect(beginning(backward)?.OperationId).toBe(forward.operations?.[0].id);
  });

  test('is a part of the update or is not shown, as the reading says', async () => {
    const part = await rolledBack({ lastOperations: 'rollbackIsNone' });
    expect(part.backward.operations).toEqual(part.forward.operations);
    expect(part.backward.events[0].OperationId).toBe(part.forward.operations?.[0].id);
    const absent = await rolledBack({ lastOperations: 'absent' });
    expect([absent.backward.operations, absent.backward.events.filter(({ OperationId: id }) => id)]).toEqual([undefined, []]);
  });

  test('keeps LastUpdatedTime at the start of the update or moves it, as the reading says', async () => {
    const stays = await rolledBack();
    expect(stays.backward.updatedAt).toBe(stays.forward.updatedAt);
    expect(beginning(stays.backward)?.Timestamp).toBe(stays.forward.updatedAt);
    const moves = await rolledBack({ lastUpdatedTime: 'movesWithRollback' });
    expect(moves.backward.updatedAt).toBeGreaterThan(moves.forward.updatedAt);
    expect(beginning(moves.backward)?.Timestamp).toBe(moves.forward.updatedAt);
  });
});

describe('the events of a stack', () => {
  test('are listed newest first, including events of the stack itself', async () => {
    const { sights: [sight] } = await look({ A: unit({ Id: 'a' }) });
    expect(sight.events.slice(0, 1)).toMatchObject([{ LogicalResourceId: 'A', ResourceStatus: 'CREATE_IN_PROGRESS', PhysicalResourceId: '' }]);
    expect(sight.events.at(-1)).toMatchObject({ LogicalResourceId: 'Org', ResourceType: 'AWS::CloudFormation::Stack', ResourceStatus: 'CREATE_IN_PROGRESS' });
    expect(beginning(sight)).toBe(sight.events.at(-1));
  });

  test('are listed in pages of 100', async () => {
    const roles = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`Role${index}`, { Type: 'AWS::IAM::Role' }]));
    const { sights: [sight] } = await look({ ...roles, A: unit({ Id: 'a' }, { DependsOn: Object.keys(roles) }) });
    // One event of the stack, two events each of four provider resources and 120 roles, and one event of A.
    expect([sight.events.length, sight.eventPages]).toEqual([1 + 2 * 124 + 1, 3]);
    expect(new Set(sight.events.map(({ EventId: id }) => id)).size).toBe(sight.events.length);
    expect(sight.events.map(({ Timestamp: at }) => at)).toEqual(sight.events.map(({ Timestamp: at }) => at).sort((a, b) => b - a));
  });

  test('do not change when there is nothing to update', async () => {
    const resources = { A: unit({ Id: 'a' }) };
    const { state } = await look(resources);
    const again = await look(resources, { state });
    expect([again.stacks[0].reason, again.sights]).toEqual(['No updates are to be performed.', []]);
    expect(Object.values(again.state.stacks)[0].operations?.map(({ type }) => type)).toEqual(['CREATE_STACK']);
  });
});
