import { accountOperation } from './account-management/account-api';
import { SimulatorRequest, SimulatorResponse } from './protocol/http-message';
import type { Simulator } from './simulator';
import { DEEPEST_JSON, isTooDeep } from '../policy';
import { parseKnownAccount, parseSimulatorState } from './state/parse-simulator-state';

type Route = (simulator: Simulator, body: string) => object;

const ROUTES: Readonly<Record<string, Route>> = {
  'POST /_simulator/reset': (simulator) => {
    simulator.reset();
    return {};
  },
  'POST /_simulator/advance': (simulator, body) => ({ now: new Date(simulator.advance(secondsIn(body) * 1_000)).toISOString() }),
  'POST /_simulator/accounts': (simulator, body) => {
    const account = parseKnownAccount(parseJson(body, 'Send an account such as {"id": "222222222222", "email": "a@example.com", "name": "A"}.'));
    simulator.addStandaloneAccount(account);
    return account;
  },
  'GET /_simulator/journal': (simulator) => simulator.journal,
  'GET /_simulator/state': (simulator) => simulator.state(),
  'PUT /_simulator/state': (simulator, body) => {
    simulator.reset(parseSimulatorState(parseJson(body, 'Send a state as GET /_simulator/state gives it.')));
    return {};
  },
};

/** Answers what is not a call of the service; undefined for a call of the service. */
export function controlRoute(simulator: Simulator, { method, path, body }: SimulatorRequest): SimulatorResponse | undefined {
  const route = `${method} ${path.split('?')[0]}`;
  if (route === 'POST /' || route === 'POST ' || accountOperation(method, path)) return undefined;
  if (!Object.hasOwn(ROUTES, route)) {
    return answer(404, { message: `There is no ${route}. Send calls of AWS Organizations as POST /, those of AWS Account Management to the path of their operation; other routes: ${Object.keys(ROUTES).join(', ')}.` });
  }
  try {
    return answer(200, ROUTES[route](simulator, body));
  } catch (error) {
    return answer(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

const ADVANCE_ADVICE = 'Send a number of seconds, such as {"seconds": 3600}.';

const LONGEST_ADVANCE_SECONDS = 100 * 365 * 86_400;

function secondsIn(body: string): number {
  const value = parseJson(body, ADVANCE_ADVICE);
  const seconds = typeof value === 'object' && value !== null && 'seconds' in value ? value.seconds : undefined;
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= LONGEST_ADVANCE_SECONDS) return seconds;
  throw new Error(`The time cannot be moved by this: ${body.slice(0, 100)}. ${ADVANCE_ADVICE} It goes forward only, by 100 years at most.`);
}

function parseJson(body: string, advice: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new Error(`The body is not valid JSON: ${(error as Error).message}. ${advice}`);
  }
  if (isTooDeep(value)) throw new Error(`The body is nested in more than ${DEEPEST_JSON} levels. ${advice}`);
  return value;
}

function answer(status: number, body: object): SimulatorResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
