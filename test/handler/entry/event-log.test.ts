import { eventLog, withMaskedAddresses } from '../../../src/handler/event-log';

test('the log masks email addresses in every text of a line, and changes nothing else', () => {
  const written: Record<string, unknown>[] = [];
  const log = eventLog({ RequestId: '1', LogicalResourceId: 'Shop', ResourceType: 'Custom::OrganizationsAccount', RequestType: 'Create' } as never,
    (line) => written.push(withMaskedAddresses(line)));
  log('create', { email: 'aws+shop@example.com', accountName: 'shop', attempts: 2, warning: true });
  log('pending', { reason: 'Waiting until the account that has the address "shop.ops@sub.example.co.uk" (or <x@y.org>) is visible.', ids: ['a@b.com'] });
  expect(written).toMatchObject([
    { logicalId: 'Shop', decision: 'create', email: 'a***@example.com', accountName: 'shop', attempts: 2, warning: true },
    { reason: 'Waiting until the account that has the address "s***@sub.example.co.uk" (or <x***@y.org>) is visible.', ids: ['a***@b.com'] },
  ]);
});

test.each(['arn:aws:iam::111111111111:role/a', 'Org@eu-west-1', 'found/ou-ab12-abcd1234/1700000000000', '@@assign'])('the log leaves a text without an email address as it is: %s', (text) => {
  expect(withMaskedAddresses({ text })).toEqual({ text });
});

test('the log masks a long text without a dot after its @ in linear time', () => {
  const started = Date.now();
  withMaskedAddresses({ text: `${'a'.repeat(50_000)}@${'b'.repeat(50_000)}` });
  withMaskedAddresses({ text: 'a@'.repeat(50_000) });
  expect(Date.now() - started).toBeLessThan(1_000);
});
