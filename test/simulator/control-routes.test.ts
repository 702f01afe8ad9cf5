import { Harness } from './harness';

function route(harness: Harness, method: string, path: string, body = '') {
  const response = harness.simulator.handle({ method, path, headers: {}, body });
  return { status: response.status, body: JSON.parse(response.body) };
}

test('the journal is served', () => {
  const harness = new Harness();
  harness.organization();

  const { body } = route(harness, 'GET', '/_simulator/journal');

  expect(body).toMatchObject([{ sequence: 1, operation: 'CreateOrganization', writing: true, accountId: '111111111111' }]);
});

test('a state that was fetched can be restored', () => {
  const harness = new Harness();
  harness.unit(harness.organization(), 'A');
  const { body: saved } = route(harness, 'GET', '/_simulator/state');
  route(harness, 'POST', '/_simulator/reset');
  const { body: empty } = route(harness, 'GET', '/_simulator/state');

  const { status } = route(harness, 'PUT', '/_simulator/state', JSON.stringify(saved));

  expect(empty.organization).toBeNull();
  expect(status).toBe(200);
  expect(route(harness, 'GET', '/_simulator/state').body).toEqual(saved);
});

test('a broken state is refused and nothing is lost', () => {
  const harness = new Harness();
  harness.organization();
  const before = harness.simulator.state();

  const wrong = route(harness, 'PUT', '/_simulator/state', JSON.stringify({ ...before, organizationalUnits: [{ id: 'ou-1' }] }));
  const noJson = route(harness, 'PUT', '/_simulator/state', '{');

  expect(wrong).toEqual({ status: 400, body: { message: expect.stringContaining('wrong at organizationalUnits[0].id: "ou-1"') } });
  expect(noJson).toEqual({ status: 400, body: { message: expect.stringContaining('The body is not valid JSON') } });
  expect(harness.simulator.state()).toEqual(before);
  expect(harness.simulator.journal).toHaveLength(1);
});

test('an account that is added can be invited, once it is a correct one and new', () => {
  const harness = new Harness();
  harness.organization();
  const account = { id: '222222222222', email: 'ana@example.com', name: 'Ana' };
  const add = (body: unknown) => route(harness, 'POST', '/_simulator/accounts', typeof body === 'string' ? body : JSON.stringify(body));

  expect(add(account)).toEqual({ status: 200, body: account });
  expect(harness.call('InviteAccountToOrganization', { Target: { Id: account.id, Type: 'ACCOUNT' } }).Handshake.State).toBe('OPEN');
  expect(add(account)).toEqual({ status: 400, body: { message: 'This account exists already: 222222222222. Choose another ID.' } });
  expect(add({ ...account, id: '333333333333' }).body.message).toContain('belongs to account 222222222222: ana@example.com. Choose another address.');
  expect(add({ ...account, id: '12' }).body.message).toContain('wrong at id: "12"');
  expect(add({ ...account, mail: 'x' }).body.message).toContain('wrong at mail: "x"');
  expect(add('{').body.message).toContain('The body is not valid JSON');
});

test('an unknown route says which there are', () => {
  const { status, body } = route(new Harness(), 'GET', '/journal');

  expect(status).toBe(404);
  expect(body.message).toContain('There is no GET /journal.');
  expect(body.message).toContain('GET /_simulator/journal');
});
