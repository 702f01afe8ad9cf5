import { endOf, offerTransfer, startOf, statusOf, transfer, withOrganizations } from './organizations';
import { Harness } from '../../harness';
import { ANA, BEN, EVE, join, MANAGEMENT } from '../handshakes/accounts';

const LISTS = ['ListInboundResponsibilityTransfers', 'ListOutboundResponsibilityTransfers'];

test('each side sees the transfer from where it stands', () => {
  const harness = withOrganizations();
  const Id = transfer(harness, ANA.id);
  const organizationIds = [undefined, ANA.id].map((caller) => harness.call('DescribeOrganization', {}, caller).Organization.Id);
  const [seenByTarget, seenBySource] = [undefined, ANA.id].map((caller) => harness.call('DescribeResponsibilityTransfer', { Id }, caller).ResponsibilityTransfer);

  expect(seenByTarget).toEqual({
    Arn: `arn:aws:organizations::${MANAGEMENT}:transfer/${organizationIds[0]}/billing/inbound/${Id}`,
    Id,
    Name: 'Bills',
    Type: 'BILLING',
    Status: 'ACCEPTED',
    Source: { ManagementAccountId: ANA.id, ManagementAccountEmail: ANA.email },
    Target: { ManagementAccountId: MANAGEMENT, ManagementAccountEmail: 'management@example.com' },
    StartTimestamp: startOf(3),
    ActiveHandshakeId: expect.stringMatching(/^h-/),
  });
  expect(seenBySource).toEqual({ ...seenByTarget, Arn: `arn:aws:organizations::${ANA.id}:transfer/${organizationIds[1]}/billing/outbound/${Id}` });
  const listed = [undefined, ANA.id].map((caller) => LISTS.map((list) => harness.call(list, { Type: 'BILLING' }, caller).ResponsibilityTransfers.length));
  expect(listed).toEqual([[1, 0], [0, 1]]);
});

test.each([
  ['DescribeResponsibilityTransfer', {}], ['UpdateResponsibilityTransfer', { Name: 'New' }], ['TerminateResponsibilityTransfer', {}],
  ['ListInboundResponsibilityTransfers', { Type: 'BILLING' }],
])('%s knows the transfers of the caller only', (operation, more) => {
  const harness = withOrganizations();
  const request = { Id: transfer(harness, ANA.id), ...more };

  expect(harness.error(operation, request, EVE.id)).toBe('ResponsibilityTransferNotFoundException');
  expect(harness.error(operation, { ...request, Id: 'rt-zzzzzzzz' })).toBe('ResponsibilityTransferNotFoundException');
  expect(harness.error(operation, { ...request, Id: 'nonsense' })).toBe('InvalidInputException INVALID_PATTERN');
});

test.each<[string, object]>([
  ['DescribeResponsibilityTransfer', { Id: 'rt-zzzzzzzz' }], ['UpdateResponsibilityTransfer', { Id: 'rt-zzzzzzzz', Name: 'A' }],
  ['TerminateResponsibilityTransfer', { Id: 'rt-zzzzzzzz' }], ...LISTS.map((list): [string, object] => [list, { Type: 'BILLING' }]),
])('%s is for management accounts', (operation, request) => {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN] });
  harness.organization();
  join(harness, ANA.id);

  expect(harness.error(operation, request, ANA.id)).toBe('AccessDeniedException');
  expect(harness.error(operation, request, BEN.id)).toBe('AWSOrganizationsNotInUseException');
});

test('the lists have pages, and the inbound one can be asked for one transfer', () => {
  const harness = withOrganizations();
  const ids = [ANA, BEN, EVE].map(({ id }) => transfer(harness, id));
  const list = (request: object) => harness.all(LISTS[0], 'ResponsibilityTransfers', { Type: 'BILLING', ...request }).map(({ Id }) => Id);

  expect(list({})).toEqual(ids);
  expect(list({ MaxResults: 1 })).toEqual(ids);
  expect(harness.call(LISTS[0], { Type: 'BILLING', MaxResults: 2 }).ResponsibilityTransfers).toHaveLength(2);
  expect(list({ Id: ids[1] })).toEqual([ids[1]]);
  expect(harness.error(LISTS[0], { Type: 'BILLING', NextToken: 'x' })).toBe('InvalidInputException INVALID_NEXT_TOKEN');
  expect(harness.error(LISTS[1], { Type: 'BILLING', MaxResults: 0 })).toBe('InvalidInputException MIN_VALUE_EXCEEDED');
  expect(LISTS.map((operation) => harness.error(operation))).toEqual(['InvalidInputException INPUT_REQUIRED', 'InvalidInputException INPUT_REQUIRED']);
});

test('the target renames a transfer, the source does not', () => {
  const harness = withOrganizations();
  const Id = transfer(harness, ANA.id);

  expect(harness.call('UpdateResponsibilityTransfer', { Id, Name: 'New' }).ResponsibilityTransfer).toMatchObject({ Id, Name: 'New' });
  expect(harness.call('DescribeResponsibilityTransfer', { Id }, ANA.id).ResponsibilityTransfer.Name).toBe('New');
  expect(harness.error('UpdateResponsibilityTransfer', { Id, Name: 'Other' }, ANA.id)).toBe('AccessDeniedException');
});

test('a transfer that is over keeps its name', () => {
  const harness = withOrganizations();
  const { HandshakeId, Id } = offerTransfer(harness, ANA.id);
  harness.call('DeclineHandshake', { HandshakeId }, ANA.id);

  expect(harness.error('UpdateResponsibilityTransfer', { Id, Name: 'New' })).toBe('ConstraintViolationException TRANSFER_RESPONSIBILITY_UPDATE_NOT_ALLOWED');
});

test.each([['target', undefined], ['source', ANA.id]])('the %s ends a transfer, by default at the end of the month', (_, caller) => {
  const harness = withOrganizations();
  const Id = transfer(harness, ANA.id);
  harness.now = Date.UTC(2026, 2, 15);

  expect(harness.call('TerminateResponsibilityTransfer', { Id }, caller).ResponsibilityTransfer).toMatchObject({ Status: 'WITHDRAWN', EndTimestamp: endOf(3) });
  expect(harness.error('TerminateResponsibilityTransfer', { Id }, caller)).toBe('ResponsibilityTransferAlreadyInStatusException');
});

test.each([
  ['within a month', endOf(4) - 86_400, 'InvalidInputException END_DATE_NOT_END_OF_MONTH'],
  ['a second early', endOf(4) - 1, 'InvalidInputException END_DATE_NOT_END_OF_MONTH'],
  ['in the past', endOf(1), 'InvalidInputException END_DATE_TOO_EARLY'],
  ['too far ahead', endOf(12, 2027), 'InvalidInputException END_DATE_TOO_LATE'],
])('an end %s is refused', (_, EndTimestamp, error) => {
  const harness = withOrganizations();
  const Id = transfer(harness, ANA.id);
  harness.now = Date.UTC(2026, 2, 15);

  expect(harness.error('TerminateResponsibilityTransfer', { Id, EndTimestamp })).toBe(error);
  expect(harness.call('TerminateResponsibilityTransfer', { Id, EndTimestamp: endOf(4) }).ResponsibilityTransfer.EndTimestamp).toBe(endOf(4));
});

test('an offer is not terminated, it is canceled', () => {
  const harness = withOrganizations();
  const { Id } = offerTransfer(harness, ANA.id);

  expect(harness.error('TerminateResponsibilityTransfer', { Id })).toBe('InvalidResponsibilityTransferTransitionException');
  expect(statusOf(harness, Id)).toBe('REQUESTED');
});

test('a terminated transfer counts until its end', () => {
  const harness = withOrganizations();
  const Id = transfer(harness, ANA.id);
  harness.call('TerminateResponsibilityTransfer', { Id });
  const { HandshakeId } = offerTransfer(harness, ANA.id, BEN.id);

  expect(harness.error('AcceptHandshake', { HandshakeId }, ANA.id)).toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION');
  expect(harness.error('DeleteOrganization')).toBe('ConstraintViolationException ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS');
  harness.now = Date.UTC(2026, 1, 1);
  expect(harness.call('DeleteOrganization')).toEqual({});
});

test('the tags of a transfer belong to the organization that pays', () => {
  const harness = withOrganizations();
  const ResourceId = transfer(harness, ANA.id);
  harness.call('TagResource', { ResourceId, Tags: [{ Key: 'a', Value: 'b' }] });

  expect(harness.call('ListTagsForResource', { ResourceId }).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  harness.call('UntagResource', { ResourceId, TagKeys: ['a'] });
  expect(harness.call('ListTagsForResource', { ResourceId }).Tags).toEqual([]);
  expect(harness.error('ListTagsForResource', { ResourceId }, ANA.id)).toBe('TargetNotFoundException');
});
