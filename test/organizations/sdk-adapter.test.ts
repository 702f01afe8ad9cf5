import { adapter, listed, refused } from './answering-adapter';
import { NO_ANSWER } from '../../src/organizations';

const ACCOUNT = { Id: '222222222222', Arn: 'arn', Name: 'log', Email: 'log@example.com' };

test('an empty page with a token does not end a list, and each page is a separate call', async () => {
  const { port, sent, around } = adapter(
    { body: { Accounts: [], NextToken: 'one' } },
    { body: { Accounts: [{ ...ACCOUNT, State: 'ACTIVE', JoinedTimestamp: 1_700_000_000.5 }], NextToken: 'two' } },
    { body: { Accounts: [] } },
  );
  expect(await listed(port.listAccounts())).toEqual([
    { id: '222222222222', arn: 'arn', name: 'log', email: 'log@example.com', state: 'ACTIVE', joinedAt: 1_700_000_000_500 },
  ]);
  expect(sent.map(({ input }) => input)).toEqual([{ MaxResults: 20 }, { MaxResults: 20, NextToken: 'one' }, { MaxResults: 20, NextToken: 'two' }]);
  expect(around).toEqual(['ListAccounts', 'ListAccounts', 'ListAccounts']);
});

test('a list whose iteration stops early fetches no further page', async () => {
  const { port, sent } = adapter({ body: { Accounts: [ACCOUNT], NextToken: 'one' } });
  for await (const account of port.listAccounts()) {
    expect(account.id).toBe('222222222222');
    break;
  }
  expect(sent).toHaveLength(1);
});

const tags = (...keys: string[]) => keys.map((Key) => ({ Key, Value: '1' }));

test('a tag that moves to the page before between two calls is not missing', async () => {
  const { port, sent } = adapter(
    { body: { Tags: tags('a', 'b'), NextToken: '2' } }, { body: { Tags: tags('d') } },
    { body: { Tags: tags('a', 'c'), NextToken: '2' } }, { body: { Tags: tags('d') } },
    { body: { Tags: tags('a', 'c'), NextToken: '2' } }, { body: { Tags: tags('d') } },
  );
  expect((await listed(port.listTags('r-1'))).map(({ Key }) => Key)).toEqual(['a', 'c', 'd']);
  expect(sent).toHaveLength(6);
});

test('tags on one page, or on one after an empty one, are read once', async () => {
  const { port, sent } = adapter({ body: { Tags: [], NextToken: '0' } }, { body: { Tags: tags('a') } });
  expect(await listed(port.listTags('r-1'))).toEqual(tags('a'));
  expect(sent).toHaveLength(2);
});

test.each([
  [{ State: 'CLOSED', Status: 'SUSPENDED' }, 'CLOSED'],
  [{ Status: 'SUSPENDED' }, 'SUSPENDED'],
  [{}, 'ACTIVE'],
])('the state of an account with %j is %s', async (fields, expected) => {
  const { port } = adapter({ body: { Account: { ...ACCOUNT, ...fields } } });
  expect((await port.describeAccount('222222222222')).state).toBe(expected);
});

test('unchanged fields of a policy are not sent', async () => {
  const { port, sent } = adapter();
  await port.updatePolicy('p-12345678', { description: '' });
  expect(sent).toEqual([{ operation: 'UpdatePolicy', input: { PolicyId: 'p-12345678', Description: '' } }]);
});

test('a refused call is sent once, and its error has the code without "Exception" and the reason without its suffix', async () => {
  const { port, sent } = adapter(refused('InvalidInputException', { Reason: 'INVALID_PATTERN:RESOURCE_ID' }));
  await expect(port.describeAccount('1')).rejects.toMatchObject({
    name: 'OrganizationsError',
    operation: 'DescribeAccount',
    code: 'InvalidInput',
    reason: 'INVALID_PATTERN',
    message: 'No.',
    label: 'InvalidInput (INVALID_PATTERN)',
  });
  expect(sent).toHaveLength(1);
});

test.each([
  ['a throttle', refused('TooManyRequestsException'), 'TooManyRequests'],
  ['a throttle by another name', refused('ThrottlingException'), 'TooManyRequests'],
  ['a fault of the service', refused('ServiceException', {}, 500), 'Service'],
  ['a fault that is not in the model', { status: 503, body: {} }, 'Service'],
  ['a lost connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), NO_ANSWER],
])('%s gets its own code, and the client does not repeat the call', async (_name, answer, code) => {
  const { port, sent } = adapter(answer);
  await expect(port.createOrganizationalUnit('r-ab12', 'Security', [])).rejects.toMatchObject({ code });
  expect(sent).toHaveLength(1);
});

test('a child whose parent is not listed yet is not found', async () => {
  const { port } = adapter({ body: { Parents: [] } });
  await expect(port.findParent('222222222222')).rejects.toMatchObject({ code: 'ChildNotFound' });
});

test('a child whose ID the service calls invalid is not found, because it may not be visible yet', async () => {
  const { port } = adapter({ status: 400, body: { __type: 'InvalidInputException', Message: 'You specified an invalid child ID.', Reason: 'INVALID_PATTERN' } });
  await expect(port.findParent('222222222222')).rejects.toMatchObject({ operation: 'ListParents', code: 'ChildNotFound' });
});
