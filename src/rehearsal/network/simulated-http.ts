import type * as http from 'http';
import type * as https from 'https';
import { type RequestOptions, SimulatedRequest, type Transport } from './simulated-request';
import type { SimulatedResponse } from './simulated-response';

type OnResponse = (response: SimulatedResponse) => void;

/** The module `http` or `https` with requests that stay in the rehearsal. Other members, such as agents and status codes, are real. */
export function simulatedHttp(real: typeof http | typeof https, transport: Transport): Record<string, unknown> {
  const request = (...args: unknown[]): SimulatedRequest => {
    const onResponse = args.find((argument): argument is OnResponse => typeof argument === 'function');
    const options: RequestOptions = Object.assign({}, ...args.filter((argument) => typeof argument !== 'function').map(requestOptions));
    return new SimulatedRequest(options, transport, onResponse);
  };
  const get = (...args: unknown[]): SimulatedRequest => {
    const sent = request(...args);
    sent.end();
    return sent;
  };
  return { ...real, request, get, default: { ...real, request, get } };
}

function requestOptions(argument: unknown): RequestOptions {
  if (typeof argument !== 'string' && !(argument instanceof URL)) {
    return argument as RequestOptions;
  }
  const url = new URL(argument);
  return { hostname: url.hostname, path: url.pathname + url.search };
}
