import { deploy, destroy, reasonOf, statuses } from '../scripted-rehearsal';
import { provider, removeAssemblies, unit } from '../written-assembly';

afterAll(removeAssemblies);

describe('a creation', () => {
  test('follows the graph and runs independent resources at the same time', async () => {
    const result = await deploy({
      C: unit({ Id: 'c', Name: { Ref: 'A' } }),
      A: unit({ Id: 'a', Polls: 3 }),
      B: unit({ Id: 'b', Polls: 2 }),
    });
    expect(result.requests).toEqual(['Create A', 'Create B', 'Done B', 'Done A', 'Create C', 'Done C']);
    expect(result.virtualSeconds).toBe(30);
    expect(result.resources.find(({ logicalId }) => logicalId === 'C')).toMatchObject({ stack: 'Org', physicalId: 'c', status: 'CREATE_COMPLETE' });
  });

  test('that fails cancels its siblings, whose waiters continue, and deletes in reverse order with generated IDs', async () => {
    const result = await deploy({
      First: unit({ Id: 'first' }),
      Slow: unit({ Id: 'slow', Polls: 10, Name: { Ref: 'First' } }),
      Bad: unit({ Id: 'bad', Polls: 2, Fail: 'Create' }, { DependsOn: 'First', Metadata: { 'aws:cdk:path': 'Org/Bad/Resource' } }),
      Later: unit({ Id: 'later' }, { DependsOn: 'Bad' }),
    });
    expect(result.succeeded).toBe(false);
    expect(statuses(result, 'Org')).toEqual(['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE']);
    expect(result.stacks[0].reason).toBe('The following resource(s) failed to create: [Slow, Bad]. ');
    expect(reasonOf(result, 'Bad')).toMatch(/^Org\/Bad\/Resource: Received response status \[FAILED\] from custom resource\. Message returned: Bad fails as scripted\n/);
    expect(reasonOf(result, 'Slow')).toBe('Slow: Resource creation cancelled');
    const place = (request: RegExp) => result.requests.findIndex((each) => request.test(each));
    const [first, slow, bad] = [place(/^Delete First first$/), place(/^Delete Slow Org-Slow-[0-9A-Z]{12}$/), place(/^Delete Bad bad$/)];
    expect(slow).toBeGreaterThan(0);
    expect(bad).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(Math.max(slow, bad));
    expect(result.requests.lastIndexOf('Done Slow')).toBeGreaterThan(first);
    expect(result.requests).not.toContain('Create Later');
    expect(result.virtualSeconds).toBeLessThan(100);
  });

  test('that fails in onEvent has the marker of the framework, and its Delete never reaches the handler', async () => {
    const result = await deploy({ Bad: unit({ Id: 'bad', FailOnEvent: 'Create' }) });
    expect(result.requests).toEqual(['Create Bad']);
    expect(statuses(result, 'Bad')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(result.resources.find(({ logicalId }) => logicalId === 'Bad')?.physicalId).toBe('AWSCDK::CustomResourceProviderFramework::CREATE_FAILED');
  });

  test('after a rollback deletes the stack and creates it again, as cdk deploy does', async () => {
    const failed = await deploy({ Bad: unit({ Id: 'bad', Fail: 'Create' }) });
    const { succeeded, state } = await deploy({ Bad: unit({ Id: 'bad' }) }, { state: failed.state });
    expect(succeeded).toBe(true);
    expect(Object.values(state.stacks).map(({ status }) => status)).toEqual(['CREATE_COMPLETE']);
  });

  test('ends with "Operation timed out" when the waiter has no attempts left', async () => {
    const result = await deploy({ Slow: unit({ Id: 'slow', Polls: 100 }) }, { retry: { MaxAttempts: 4, IntervalSeconds: 1, BackoffRate: 2 } });
    expect(reasonOf(result, 'Slow')).toMatch(/Message returned: Operation timed out/);
    expect(result.virtualSeconds).toBe(1 + 2 + 4 + 8);
  });

  test('fails in CloudFormation after the service timeout', async () => {
    const result = await deploy({ Slow: unit({ Id: 'slow', Polls: 20, ServiceTimeout: 60 }) });
    expect(reasonOf(result, 'Slow')).toMatch(/^Slow: CloudFormation did not receive a response from your Custom Resource/);
    expect(result.virtualSeconds).toBe(60);
  });

  test('fails if a consumer refers to an attribute that the resource did not answer', async () => {
    const result = await deploy({ A: unit({ Id: 'a' }), B: unit({ Id: 'b', Name: { 'Fn::GetAtt': ['A', 'Nothing'] } }) });
    expect(reasonOf(result, 'B')).toMatch(/Vendor response doesn't contain Nothing attribute in object arn:aws:cloudformation:.*\|A/);
    expect(result.requests).toEqual(['Create A', 'Done A', 'Delete A a', 'Done A']);
  });

  test('refuses a response of more than 4,096 bytes', async () => {
    const result = await deploy({ A: unit({ Id: 'a', Version: 'x'.repeat(4_000) }) });
    expect(reasonOf(result, 'A')).toBe('A: Response object is too long.');
  });
});

describe('an update', () => {
  test('sends only changes after stringification, and propagates changed values to dependents', async () => {
    const before = await deploy({
      A: unit({ Id: 'a', Version: 1, Flag: true }), B: unit({ Id: 'b', Name: { 'Fn::GetAtt': ['A', 'Version'] } }), C: unit({ Id: 'c', Name: { Ref: 'A' } }),
    });
    const result = await deploy({
      A: unit({ Id: 'a', Version: '2', Flag: 'true' }), B: unit({ Id: 'b', Name: { 'Fn::GetAtt': ['A', 'Version'] } }), C: unit({ Id: 'c', Name: { Ref: 'A' } }),
    }, { state: before.state });
    expect(result.requests).toEqual(['Update A a 1>2', 'Done A', 'Update B b >', 'Done B']);
    expect(statuses(result, 'Org')).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']);
  });

  test('that answers another physical ID is a replacement, and the clean-up deletes the old one', async () => {
    const before = await deploy({ A: unit({ Id: 'a1' }), B: unit({ Id: 'b', Name: { Ref: 'A' } }) });
    const result = await deploy({ A: unit({ Id: 'a2' }), B: unit({ Id: 'b', Name: { Ref: 'A' } }) }, { state: before.state });
    expect(result.requests).toEqual(['Update A a1 >', 'Done A', 'Update B b >', 'Done B', 'Delete A a1', 'Done A']);
    expect(result.resources.find(({ logicalId }) => logicalId === 'A')).toMatchObject({ physicalId: 'a2', status: 'UPDATE_COMPLETE' });
  });

  test('deletes removed resources in the reverse order of the old graph, except for retained ones', async () => {
    const before = await deploy({
      A: unit({ Id: 'a' }),
      B: unit({ Id: 'b', Name: { Ref: 'A' } }),
      C: unit({ Id: 'c', Name: { Ref: 'B' } }),
      Kept: unit({ Id: 'kept' }, { DeletionPolicy: 'Retain' }),
    });
    const result = await deploy({}, { state: before.state });
    expect(result.requests.filter((each) => each.startsWith('Delete'))).toEqual(['Delete C c', 'Delete B b', 'Delete A a']);
    expect(statuses(result, 'Kept')).toEqual(['DELETE_SKIPPED']);
    expect(Object.keys(Object.values(result.state.stacks)[0].resources)).not.toContain('A');
  });

  test('tries a Delete three times, and then drops the resource with a reason', async () => {
    const before = await deploy({ A: unit({ Id: 'a', Fail: 'Delete' }) });
    const result = await deploy({}, { state: before.state });
    expect(result.succeeded).toBe(true);
    expect(result.requests).toEqual(['Delete A a', 'Delete A a', 'Delete A a']);
    expect(result.stacks[0]).toEqual({
      name: 'Org', region: 'us-east-1', status: 'UPDATE_COMPLETE', reason: 'Update successful. One or more resources could not be deleted.',
    });
    expect(reasonOf(result, 'A')).toMatch(/A fails as scripted/);
  });

  test('that fails sends inverse Updates, deletes new resources, and keeps those that it was to remove', async () => {
    const before = await deploy({ A: unit({ Id: 'a', Version: 1 }), Bad: unit({ Id: 'bad', Version: 1 }, { DependsOn: 'A' }), Gone: unit({ Id: 'gone' }) });
    const result = await deploy({
      A: unit({ Id: 'a', Version: 2 }), New: unit({ Id: 'new' }), Bad: unit({ Id: 'bad', Version: 2, Fail: 'Update:2' }, { DependsOn: ['A', 'New'] }),
    }, { state: before.state });
    expect(result.succeeded).toBe(false);
    expect(result.requests).toEqual([
      'Update A a 1>2', 'Create New', 'Done A', 'Done New', 'Update Bad bad 1>2',
      'Update A a 2>1', 'Done A', 'Update Bad bad 2>1', 'Done Bad', 'Delete New new', 'Done New',
    ]);
    expect(statuses(result, 'Org')).toEqual([
      'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE',
    ]);
    const [stack] = Object.values(result.state.stacks);
    expect(Object.keys(stack.resources).filter((id) => !(id in provider()))).toEqual(['A', 'Gone', 'Bad']);
    expect(stack.resources.A.properties.Version).toBe('1');
    expect(stack.template).toEqual(Object.values(before.state.stacks)[0].template);
  });

  test.each([
    ['Retain', []],
    ['RetainExceptOnCreate', ['Delete New new', 'Done New']],
    ['Delete', ['Delete New new', 'Done New']],
    [undefined, ['Delete New new', 'Done New']],
  ])('that fails sends a new resource with the DeletionPolicy %s: %j', async (DeletionPolicy, requests) => {
    const before = await deploy({ A: unit({ Id: 'a' }) });
    const result = await deploy({
      A: unit({ Id: 'a' }), New: unit({ Id: 'new' }, { DeletionPolicy }), Bad: unit({ Id: 'bad', Fail: 'Create' }, { DependsOn: 'New', DeletionPolicy: 'Delete' }),
    }, { state: before.state });
    expect(result.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(result.requests.filter((each) => each.includes(' New'))).toEqual(['Create New', 'Done New', ...requests]);
    expect(statuses(result, 'New').slice(-1)).toEqual([requests.length > 0 ? 'DELETE_COMPLETE' : 'DELETE_SKIPPED']);
    expect(Object.values(result.state.stacks)[0].resources).not.toHaveProperty('New');
  });

  test.each([
    ['Retain', undefined, []],
    [undefined, 'Retain', ['Delete A a2', 'Done A']],
  ])('that fails with UpdateReplacePolicy %s and DeletionPolicy %s sends the replacement: %j', async (UpdateReplacePolicy, DeletionPolicy, requests) => {
    const before = await deploy({ A: unit({ Id: 'a1' }) });
    const result = await deploy({
      A: unit({ Id: 'a2' }, { UpdateReplacePolicy, DeletionPolicy }), Bad: unit({ Id: 'bad', Fail: 'Create' }, { DependsOn: 'A' }),
    }, { state: before.state });
    expect(result.requests.filter((each) => each.includes(' A'))).toEqual(['Update A a1 >', 'Done A', 'Update A a2 >', 'Done A', ...requests]);
  });

  test('whose rollback fails stays UPDATE_ROLLBACK_FAILED, and accepts no further update', async () => {
    const before = await deploy({ A: unit({ Id: 'a', Version: 1 }) });
    const bad = { A: unit({ Id: 'a', Version: 2, Fail: 'Update' }) };
    const stuck = await deploy({ A: unit({ Id: 'a', Version: 2, Fail: 'Update' }), B: unit({ Id: 'b' }, { DependsOn: 'A' }) }, { state: before.state });
    expect(stuck.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    const worse = await deploy(bad, { state: (await deploy({ A: unit({ Id: 'a', Version: 1, Fail: 'Update:1' }) })).state });
    expect(worse.stacks[0]).toMatchObject({ status: 'UPDATE_ROLLBACK_FAILED', reason: 'The following resource(s) failed to update: [A]. ' });
    const again = await deploy({ A: unit({ Id: 'a', Version: 3 }) }, { state: worse.state });
    expect(again.succeeded).toBe(false);
    expect(again.stacks[0].reason).toMatch(/is in UPDATE_ROLLBACK_FAILED state and can not be updated/);
  });

  test('continues a failed rollback without the resources to skip, whose records are restored', async () => {
    const { state } = await deploy({ A: unit({ Id: 'a', Version: 1, Fail: 'Update:1' }), B: unit({ Id: 'b', Version: 1 }, { DependsOn: 'A' }) });
    const resources = {
      A: unit({ Id: 'a', Version: 2 }), B: unit({ Id: 'b', Version: 2 }, { DependsOn: 'A' }), Bad: unit({ Id: 'bad', Fail: 'Create' }, { DependsOn: 'B' }),
    };
    expect((await deploy(resources, { state })).stacks[0].status).toBe('UPDATE_ROLLBACK_FAILED');
    expect((await deploy(resources, { state, resourcesToSkip: ['B'] })).stacks[0].status).toBe('UPDATE_ROLLBACK_FAILED');
    const result = await deploy(resources, { state, resourcesToSkip: ['A'] });
    expect(statuses(result, 'Org').slice(-4)).toEqual(
      ['UPDATE_ROLLBACK_FAILED', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE']);
    expect(result.requests.filter((each) => each.startsWith('Update'))).toEqual(['Update A a 1>2', 'Update B b 1>2', 'Update A a 2>1', 'Update B b 2>1']);
    expect(Object.values(result.state.stacks)[0].resources.A).toMatchObject({ status: 'UPDATE_COMPLETE', properties: { Version: '1' } });
  });

  test('restores the old ID of a replaced resource in the rollback and deletes the new one', async () => {
    const before = await deploy({ A: unit({ Id: 'a1' }) });
    const result = await deploy({ A: unit({ Id: 'a2' }), Bad: unit({ Id: 'bad', Fail: 'Create' }, { DependsOn: 'A' }) }, { state: before.state });
    expect(result.requests.filter((each) => each.includes(' A'))).toEqual(['Update A a1 >', 'Done A', 'Update A a2 >', 'Done A', 'Delete A a2', 'Done A']);
    expect(result.resources.find(({ logicalId }) => logicalId === 'A')?.physicalId).toBe('a1');
  });

  test('creates and deletes resources as conditions change', async () => {
    const more = (on: string) => ({ Conditions: { On: { 'Fn::Equals': [on, 'yes'] } } });
    const resources = { A: unit({ Id: 'a' }, { Condition: 'On' }) };
    const off = await deploy(resources, { more: more('no') });
    expect(off.requests).toEqual([]);
    const on = await deploy(resources, { more: more('yes'), state: off.state });
    expect(on.requests).toEqual(['Create A', 'Done A']);
    expect((await deploy(resources, { more: more('no'), state: on.state })).requests).toEqual(['Delete A a', 'Done A']);
  });
});

describe('a stack deletion', () => {
  test('runs in reverse order, skips retained resources, and names those that it could not delete', async () => {
    const { state } = await deploy({
      A: unit({ Id: 'a' }), B: unit({ Id: 'b', Name: { Ref: 'A' }, Fail: 'Delete' }), Kept: unit({ Id: 'k' }, { DeletionPolicy: 'Retain' }),
    });
    const result = await destroy(state);
    expect(result.requests).toEqual(['Delete B b', 'Delete A a', 'Done A']);
    expect(statuses(result, 'Kept')).toEqual(['DELETE_SKIPPED']);
    expect(result.stacks[0]).toMatchObject({ status: 'DELETE_FAILED', reason: 'The following resource(s) failed to delete: [B]. ' });
  });
});

test('custom resources of other libraries succeed without a call, with a warning', async () => {
  const result = await deploy({ Other: { Type: 'Custom::Other', Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:1:function:x' } }, A: unit({ Name: { 'Fn::GetAtt': ['Other', 'Key'] } }) });
  expect(result.succeeded).toBe(true);
  expect(result.warnings).toEqual(['Custom::Other (Org/Other) belongs to another library. The rehearsal did not call it and assumes that it succeeded.']);
});
