import { Simulator, type SimulatorState } from '../../../src/simulator';
import type { FuzzTarget } from '../fuzz';
import { jsonText } from '../mutations';
import type { SampleRequest } from '../sample-state';

interface Request extends SampleRequest {
  /** A request to send before, so that the state is unusual already. */
  readonly before?: SampleRequest;
}

/** The target for requests to the simulator. An internal error of the simulator counts as a crash, although it is answered. */
export function requestTarget(state: SimulatorState, requests: readonly SampleRequest[]): FuzzTarget {
  const control = [
    { method: 'GET', path: '/_simulator/journal', headers: {}, body: '' }, { method: 'PUT', path: '/_simulator/state', headers: {}, body: state },
    { method: 'POST', path: '/_simulator/reset?x', headers: {}, body: '' },
  ];
  const contact = {
    AlternateContactType: 'BILLING', Name: 'Ann', Title: 'CFO', EmailAddress: 'ann@example.com', PhoneNumber: '+1 206 555 0100',
  };
  const ofAccountManagement = [
    { method: 'POST', path: '/putAccountName', headers: {}, body: { AccountName: 'new' } },
    { method: 'POST', path: '/putAlternateContact', headers: {}, body: contact },
    { method: 'POST', path: '/listRegions', headers: {}, body: { MaxResults: 10, RegionOptStatusContains: ['DISABLED'] } },
    { method: 'POST', path: '/enableRegion', headers: {}, body: { RegionName: 'af-south-1' } },
  ];
  let now = Date.UTC(2026, 1, 1);
  let simulator: Simulator | undefined;
  let sent = 0;
  return {
    name: 'requests to the simulator',
    share: 0.25,
    valid: [...requests.filter(({ headers }) => /\.(List|DescribePolicy)/.test(headers['x-amz-target'])), ...control, ...ofAccountManagement],
    refused: [...requests, ...requests.map((request, index) => ({ ...request, before: requests[(index * 7) % requests.length] }))],
    run(text) {
      if (simulator === undefined || sent % 50 === 0) {
        simulator = new Simulator({ now: () => now, state, conflicts: sent % 100 === 0, rates: sent % 150 === 0 });
      }
      sent++;
      now += 1_000;
      const request = requestOf(text);
      for (const each of [request.before, request]) if (each !== undefined && each !== null) answerTo(simulator, each, text);
    },
  };
}

function requestOf(text: string): Request {
  try {
    const value = JSON.parse(text) as Request;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // It is sent as the body below.
  }
  return { method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.ListAccounts' }, body: text };
}

/** Sends a request as the server does, which passes only texts. */
function answerTo(simulator: Simulator, { method, path, headers, body }: SampleRequest, text: string): void {
  const asText = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);
  const answer = simulator.handle({
    method: asText(method, 'POST'),
    path: asText(path, '/'),
    headers: Object.fromEntries(Object.entries(Object(headers) as object).map(([name, value]) => [name, asText(value, '')])),
    body: body === text ? text : typeof body === 'string' ? body : jsonText(body),
  });
  const { message, Message } = JSON.parse(answer.body) as { message?: string; Message?: string };
  const said = String(message ?? Message ?? '');
  if (answer.status >= 500 || /\b(?:Type|Range|Reference|Syntax)Error\b|Maximum call stack|\n\s+at /.test(said.replace(/^The body is not valid JSON:.*/s, ''))) throw new RangeError(`The simulator answered ${answer.status}: ${answer.body.slice(0, 800)}`);
  if (answer.status >= 400) throw new Error(`Refused: ${said || answer.body.slice(0, 200)}`);
}
