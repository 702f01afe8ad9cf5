import { look } from './read-stack';
import { deploy, destroy, rollBack, type Scripted, statuses } from './scripted-rehearsal';
import { provider, removeAssemblies, type Resources, unit } from './written-assembly';
import { alternativeReadings, CLOUDFORMATION_READINGS, type CloudFormationReadings } from '../../src/rehearsal';
import { byDay } from '../proofs/support/proof-runs';

afterAll(removeAssemblies);

/** Deploys an update that fails, under a reading. */
async function failedUpdate(before: Resources, after: Resources, options: Scripted = {}) {
  const { state } = await deploy(before);
  const result = await deploy(after, { ...options, state });
  const asked = result.requests.filter((request) => !request.startsWith('Done'));
  return { ...result, asked, rows: Object.values(result.state.stacks)[0].resources };
}

const reading = (cloudFormation: Partial<CloudFormationReadings>) => ({ cloudFormation });
const bad = (dependsOn: string | string[]) => unit({ Id: 'bad', Fail: 'Create' }, { DependsOn: dependsOn });

test('every alternative reading differs from the defaults in one switch', () => {
  const alternatives = alternativeReadings();
  expect(alternatives).toHaveLength(Object.values(CLOUDFORMATION_READINGS).reduce((sum, values) => sum + values.length - 1, 0));
  expect(alternatives.every((each) => Object.keys(each).length === 1)).toBe(true);
  expect(alternatives).toContainEqual({ lastOperations: 'absent' });
});

describe('a custom resource that was replaced, in a rollback', () => {
  const replaced = async (replacedInRollback: CloudFormationReadings['replacedInRollback']) => {
    const { asked, rows } = await failedUpdate({ A: unit({ Id: 'a1' }) }, { A: unit({ Id: 'a2' }), Bad: bad('A') }, reading({ replacedInRollback }));
    return [asked.filter((request) => request.includes(' A ')), rows.A.physicalId];
  };

  test.each([
    ['updateAndDelete', ['Update A a1 >', 'Update A a2 >', 'Delete A a2']],
    ['onlyDelete', ['Update A a1 >', 'Delete A a2']],
    ['onlyUpdate', ['Update A a1 >', 'Update A a2 >']],
  ] as const)('%s', async (value, expected) => {
    expect(await replaced(value)).toEqual([expected, 'a1']);
  });
});

describe('inverse Updates', () => {
  const version = (number: number) => ({
    A: unit({ Id: 'a', Version: number, Polls: 1 }), B: unit({ Id: 'b', Version: number, Polls: 1 }, { DependsOn: 'A' }),
  });

  test.each([
    ['inOrder', ['Update A a 2>1', 'Done A', 'Update B b 2>1', 'Done B']],
    ['inReverse', ['Update B b 2>1', 'Done B', 'Update A a 2>1', 'Done A']],
    ['allAtOnce', ['Update A a 2>1', 'Update B b 2>1', 'Done A', 'Done B']],
  ] as const)('%s', async (inverseUpdates, expected) => {
    const { requests } = await failedUpdate(version(1), { ...version(2), Bad: bad('B') }, reading({ inverseUpdates }));
    expect(requests.slice(requests.indexOf(expected[0])).filter((each) => !each.includes('Bad'))).toEqual(expected);
  });
});

describe('a failed Update that answered another ID', () => {
  const failing = async (failedUpdateWithNewId: CloudFormationReadings['failedUpdateWithNewId']) => {
    const { asked, rows } = await failedUpdate(
      { A: unit({ Id: 'a1', Version: 1 }) }, { A: unit({ Id: 'a2', Version: 2, Fail: 'Update:2' }) }, reading({ failedUpdateWithNewId }));
    return [asked, rows.A.physicalId];
  };

  test('keeps the old ID by default', async () => {
    expect(await failing('keepsOldId')).toEqual([['Update A a1 1>2', 'Update A a1 2>1'], 'a1']);
  });

  test('takes the new ID under takesNewId, which is deleted once the old one is restored', async () => {
    expect(await failing('takesNewId')).toEqual([['Update A a1 1>2', 'Update A a2 2>1', 'Delete A a2'], 'a1']);
  });
});

test.each([['doesNotCount', []], ['counts', ['Update A a >', 'Done A']]] as const)('an Update with a different order of keys, under the reading %s', async (keyOrder, expected) => {
  const first = await deploy({ A: unit({ Id: 'a', Map: { one: '1', two: '2' } }) });
  const second = await deploy({ A: unit({ Id: 'a', Map: { two: '2', one: '1' } }) }, { ...reading({ keyOrder }), state: first.state });
  expect([second.succeeded, second.requests]).toEqual([true, expected]);
});

describe('rows of ListStackResources', () => {
  test.each([['untilDeleted', 'DELETE_IN_PROGRESS old'], ['absent', undefined]] as const)('for a removed resource follow the reading %s', async (removedRows, row) => {
    const { state } = await look({ Old: unit({ Id: 'old' }), Kept: unit({ Id: 'kept' }) });
    const { sights } = await look({ Kept: unit({ Id: 'kept' }) }, { state, ...reading({ removedRows }) });
    expect(sights.map(({ request, rows }) => [request, rows.Old, rows.Kept])).toEqual([['Delete Old', row, 'CREATE_COMPLETE kept']]);
  });

  test.each([['newId', 'a2'], ['oldIdUntilCleanUp', 'a1']] as const)('for a replaced resource follow the reading %s', async (replacedRows, id) => {
    const { state } = await look({ A: unit({ Id: 'a1' }), B: unit({ Id: 'b', Name: { Ref: 'A' } }) });
    const { sights } = await look({ A: unit({ Id: 'a2' }), B: unit({ Id: 'b', Name: { Ref: 'A' } }) }, { state, ...reading({ replacedRows }) });
    expect(sights.map(({ request, rows }) => [request, rows.A])).toEqual([
      ['Update A', 'UPDATE_IN_PROGRESS a1'], ['Update B', `UPDATE_COMPLETE ${id}`], ['Delete A', 'UPDATE_COMPLETE a2'],
    ]);
  });
});

test.each([['getsNoDelete', []], ['getsDelete', [expect.stringMatching(/^Delete B Org-B-[0-9A-Z]{12}$/)]]] as const)(
  'a resource for which no request was sent follows the reading %s', async (neverAsked, expected) => {
    const result = await deploy(
      { A: unit({ Id: 'a' }), B: unit({ Id: 'b', Name: { 'Fn::GetAtt': ['A', 'Nothing'] } }) }, reading({ neverAsked }));
    expect(result.requests.filter((request) => /^[A-Z][a-z]+ B/.test(request) && !request.startsWith('Done'))).toEqual(expected);
    expect(result.stacks[0].status).toBe('ROLLBACK_COMPLETE');
  });

describe('siblings of a failure', () => {
  const resources = { Slow: unit({ Id: 'slow', Polls: 10 }), Bad: unit({ Id: 'bad', Fail: 'Create' }), Later: unit({ Id: 'later' }, { DependsOn: 'Slow' }) };

  test('are cancelled, and deleted with a generated ID', async () => {
    const { requests } = await deploy(resources);
    expect(requests.find((request) => request.startsWith('Delete Slow'))).toMatch(/^Delete Slow Org-Slow-/);
  });

  test('are awaited under the reading awaited, and no resource starts in the meantime', async () => {
    const result = await deploy(resources, reading({ siblingsOfFailure: 'awaited' }));
    expect(result.requests).toContain('Delete Slow slow');
    expect(result.requests).not.toContain('Create Later');
    expect(result.requests.indexOf('Done Slow')).toBeLessThan(result.requests.indexOf('Delete Slow slow'));
    expect(statuses(result, 'Org')).toEqual(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']);
  });
});

test.each([['failed', ['CREATE_FAILED']], ['inProgress', []]] as const)('a nested stack that failed is %s until its parent rolls back', async (failedNestedStack, expected) => {
  const token = { Parameters: { Token: { Type: 'String' } } };
  const nested = { 'child.nested.template.json': { ...token, Resources: { Bad: unit({ ServiceToken: { Ref: 'Token' }, Id: 'bad', Fail: 'Create' }) } } };
  const child = {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: 'x', Parameters: { Token: { 'Fn::GetAtt': ['Token', 'Arn'] } } },
    Metadata: { 'aws:asset:path': 'child.nested.template.json' },
  };
  const result = await deploy({ Child: child }, { nested, ...reading({ failedNestedStack }) });
  const own = result.events.filter(({ stack, logicalId }) => stack === logicalId && stack !== 'Org').map(({ status }) => status);
  expect(own).toEqual(['CREATE_IN_PROGRESS', ...expected, 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
  expect(result.stacks[0].status).toBe('ROLLBACK_COMPLETE');
});

test.each([['present', 'a2'], ['former', 'a1']] as const)('a resource that a continued rollback skips has its %s ID', async (skippedId, id) => {
  const { rows, stacks } = await failedUpdate(
    { A: unit({ Id: 'a1', Version: 1, Fail: 'Update:1' }) }, { A: unit({ Id: 'a2', Version: 2 }), Bad: bad('A') }, { resourcesToSkip: ['A'], ...reading({ skippedId }) });
  expect([stacks[0].status, rows.A.physicalId, rows.A.properties.Version]).toEqual(['UPDATE_ROLLBACK_COMPLETE', id, '1']);
});

test.each([['onePerCharacter', 'a??b'], ['onePerUnit', 'a???b']] as const)('a template has the question marks of the reading %s', async (questionMarks, expected) => {
  const { sights: [sight] } = await look({ A: unit({ Id: 'a', Name: 'aé😀b' }) }, reading({ questionMarks }));
  expect(sight.declared?.Name).toBe(expected);
});

test('LastOperations may begin with the oldest operation', async () => {
  const { state } = await look({ A: unit({ Id: 'a', Version: 1 }) });
  const { sights: [sight] } = await look({ A: unit({ Id: 'a', Version: 2 }) }, { state, ...reading({ lastOperationsOrder: 'oldestFirst' }) });
  expect(sight.operations?.map(({ type }) => type)).toEqual(['CREATE_STACK', 'UPDATE_STACK']);
});

describe('without a rollback', () => {
  const before = { A: unit({ Id: 'a', Version: 1 }), Bad: unit({ Id: 'bad', Version: 1 }), Old: unit({ Id: 'old' }) };
  const after = (fail: string) => ({
    A: unit({ Id: 'a', Version: 2 }, { DependsOn: 'New' }),
    Bad: unit({ Id: 'bad', Version: 2, Fail: fail }),
    New: unit({ Id: 'new', Polls: 3 }),
    Later: unit({ Id: 'later' }, { DependsOn: 'Bad' }),
  });

  test('independent resources continue, nothing is rolled back, and the next update continues from there', async () => {
    const failed = await failedUpdate(before, after('Update:2'), { disableRollback: true });
    expect(failed.asked).toEqual(['Create New', 'Update Bad bad 1>2', 'Update A a 1>2'].sort((one, other) => failed.asked.indexOf(one) - failed.asked.indexOf(other)));
    expect(statuses(failed, 'Org')).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_FAILED']);
    expect(failed.stacks[0].reason).toBe('The following resource(s) failed to update: [Bad]. ');
    expect([failed.rows.A.properties.Version, failed.rows.Bad.properties.Version, failed.rows.Old.status]).toEqual(['2', '1', 'CREATE_COMPLETE']);
    const next = await deploy(after(''), { state: failed.state });
    expect(next.succeeded).toBe(true);
    expect(next.requests.filter((request) => !request.startsWith('Done'))).toEqual(['Update Bad bad 1>2', 'Create Later', 'Delete Old old']);
  });

  test('a replacement is refused', async () => {
    const failed = await failedUpdate({ A: unit({ Id: 'a1' }) }, { A: unit({ Id: 'a2' }) }, { disableRollback: true });
    expect(failed.asked).toEqual(['Update A a1 >']);
    expect(failed.rows.A).toMatchObject({ physicalId: 'a1', status: 'UPDATE_FAILED', reason: 'Replacement type updates not supported on stack with disable-rollback.' });
  });

  test('a failed creation stays as it is', async () => {
    const result = await deploy({ A: unit({ Id: 'a' }), Bad: unit({ Id: 'bad', Fail: 'Create' }) }, { disableRollback: true });
    expect(statuses(result, 'Org')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED']);
    expect(result.requests.filter((request) => request.startsWith('Delete'))).toEqual([]);
  });

  describe.each(['deletedFirst', 'deletedInCleanUp'] as const)('creations that failed are %s', (failedCreations) => {
    const options = { disableRollback: true, ...reading({ failedCreations }) };
    const failing = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, unit({ Id: id.toLowerCase(), Fail: 'Create' })]));
    const right = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, unit({ Id: id.toLowerCase() })]));
    const requestsOf = ({ requests }: { readonly requests: readonly string[] }) => requests.filter((request) => !request.startsWith('Done')).sort();

    test('the next update deletes both, and creates the one in its template again', async () => {
      const { state } = await deploy({ ...right('A'), ...failing('One', 'Two') }, options);
      const next = await deploy(right('A', 'Two'), { ...options, state });
      expect(next.succeeded).toBe(true);
      expect(requestsOf(next)).toEqual(['Create Two', 'Delete One one', 'Delete Two two']);
      const [create, remove] = ['Create Two', 'Delete Two two'].map((request) => next.requests.indexOf(request));
      expect(remove < create).toBe(failedCreations === 'deletedFirst');
      expect(next.resources.map(({ logicalId }) => logicalId)).toEqual(expect.arrayContaining(['A', 'Two']));
      expect(requestsOf(await deploy(right('A', 'Two'), { ...options, state: next.state }))).toEqual([]);
    });

    test('a second failure leaves each creation to be deleted once', async () => {
      const { state } = await deploy({ ...right('A'), ...failing('One', 'Two') }, options);
      const second = await deploy({ ...right('A', 'One'), ...failing('Two') }, { ...options, state });
      expect(second.succeeded).toBe(false);
      const third = await deploy(right('A', 'One', 'Two'), { ...options, state: second.state });
      expect([...requestsOf(second), ...requestsOf(third)].filter((request) => request.startsWith('Delete')).sort())
        .toEqual(['Delete One one', 'Delete Two two', 'Delete Two two']);
    });

    test('the deletion of the stack deletes both', async () => {
      const { state } = await deploy({ ...right('A'), ...failing('One', 'Two') }, options);
      expect(requestsOf(await destroy(state))).toEqual(['Delete A a', 'Delete One one', 'Delete Two two']);
    });

    test('an update that is rolled back deletes both and keeps the rest', async () => {
      const { state } = await deploy({ ...right('A'), ...failing('One', 'Two') }, options);
      const next = await deploy({ ...right('A', 'One'), ...failing('Three') }, { ...options, disableRollback: false, state });
      expect(requestsOf(next).filter((request) => request.startsWith('Delete'))).toEqual(expect.arrayContaining(['Delete One one', 'Delete Two two']));
      expect(requestsOf(next)).not.toContain('Delete A a');
    });
  });

  test.each([['shown', true], ['notShown', false]] as const)('DescribeStacks has DisableRollback of an update as the reading says: %s', async (disableRollbackOfUpdate, shown) => {
    const options = { disableRollback: true, ...reading({ disableRollbackOfUpdate }) };
    const first = await look({ A: unit({ Id: 'a', Version: 1 }) }, options);
    const second = await look({ A: unit({ Id: 'a', Version: 2 }) }, { state: first.state, ...options });
    expect([first, second].map(({ sights: [sight] }) => sight.disableRollback)).toEqual([true, shown]);
    const third = await look({ A: unit({ Id: 'a', Version: 3 }) }, { state: second.state });
    expect(third.sights[0].disableRollback).toBe(false);
  });
});

describe('in express mode', () => {
  const EXPRESS = { Mode: 'EXPRESS' };
  const [ON, OFF] = [{ ...EXPRESS, DisableRollback: false }, { ...EXPRESS, DisableRollback: true }];

  test.each<[CloudFormationReadings['expressMode'], without: unknown[], withRollback: unknown[]]>([
    ['asSent', [false, EXPRESS], [false, ON]],
    ['resolved', [false, OFF], [false, ON]],
    ['asDisableRollback', [true, undefined], [false, undefined]],
    ['modeOnly', [false, EXPRESS], [false, EXPRESS]],
    ['withDefaults', [false, ON], [false, ON]],
    ['notShown', [false, undefined], [false, undefined]],
  ])('DescribeStacks shows the mode and the rollback as the reading says: %s', async (expressMode, without, withRollback) => {
    const shown = async (options: Scripted) => {
      const { sights: [{ disableRollback, deploymentConfig }] } = await look({ A: unit({ Id: 'a' }) }, { ...options, ...reading({ expressMode }) });
      return [disableRollback, deploymentConfig];
    };
    expect(await shown({ express: true })).toEqual(without);
    expect(await shown({ express: true, disableRollback: false })).toEqual(withRollback);
    expect(await shown({})).toEqual([false, { Mode: 'STANDARD' }]);
  });

  test('rollback is disabled unless it is enabled, and the next deployment after a failure has to be in express mode without a rollback', async () => {
    const resources = (fail?: string) => ({ A: unit({ Id: 'a' }), Bad: unit({ Id: 'bad', Fail: fail }) });
    const rolledBack = await deploy(resources('Create'), { express: true, disableRollback: false });
    expect(statuses(rolledBack, 'Org').at(-1)).toBe('ROLLBACK_COMPLETE');
    const failed = await deploy(resources('Create'), { express: true });
    expect(statuses(failed, 'Org')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED']);
    const { state } = failed;
    for (const options of [{}, { disableRollback: true }, { express: true, disableRollback: false }]) {
      const refused = await deploy(resources(), { ...options, state });
      expect([refused.succeeded, refused.requests, refused.stacks[0].status]).toEqual([false, [], 'CREATE_FAILED']);
    }
    expect((await deploy(resources(), { express: true, state })).succeeded).toBe(true);
  });
});

test('a rollback after two failures without one sends inverse Updates to the last complete version, and then Deletes', async () => {
  const version = (number: number, more: Resources) => ({ A: unit({ Id: 'a', Version: number }), Old: unit({ Id: 'old' }), ...more });
  const first = await deploy(version(1, {}));
  const second = await deploy(version(2, { New: unit({ Id: 'new' }), Bad: unit({ Id: 'bad', Fail: 'Create' }) }), { disableRollback: true, state: first.state });
  const { Old: _old, ...without } = version(3, { New: unit({ Id: 'new' }), Bad: unit({ Id: 'bad', Fail: 'Create' }) });
  const third = await deploy(without, { disableRollback: true, state: second.state });
  const back = await rollBack(third.state);
  expect(back.succeeded).toBe(true);
  expect(statuses(back, 'Org')).toEqual(['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE']);
  const asked = back.requests.filter((request) => !request.startsWith('Done') && !request.includes('Bad'));
  expect(asked).toEqual(['Update A a 3>1', 'Delete New new']);
  const [{ resources, template, lastStable }] = Object.values(back.state.stacks);
  expect([resources.A.properties.Version, resources.Old.status, 'New' in resources, 'Old' in template.Resources, lastStable]).toEqual(['1', 'CREATE_COMPLETE', false, true, undefined]);
});

test('a provider can be deployed under every reading', async () => {
  for (const cloudFormation of byDay(alternativeReadings(), 12)) {
    const first = await deploy({ A: unit({ Id: 'a', Version: 1 }) }, { cloudFormation });
    const second = await deploy({ A: unit({ Id: 'b', Version: 2 }) }, { state: first.state, cloudFormation });
    expect([cloudFormation, second.succeeded, Object.keys(provider()).length]).toEqual([cloudFormation, true, 4]);
  }
});
