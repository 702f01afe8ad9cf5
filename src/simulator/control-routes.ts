import { SimulatorRequest, SimulatorResponse } from './http-message';
import type { Simulator } from './simulator';
import { DEEPEST_JSON, isTooDeep } from '../policy';
import { parseSimulatorState } from './state/parse-simulator-state';

type Route = (simulator: Simulator, body: string) => object;

const ROUTES: Readonly<Record<string, Route>> = {
  'POST /_simulator/reset': (simulator) => {
    simulator.reset();
    return {};
  },
  'GET /_simulator/journal': (simulator) => simulator.journal,
  'GET /_simulator/state': (simulator) => simulator.state(),
  'PUT /_simulator/state': (simulator, body) => {
    simulator.reset(parseSimulatorState(parseJson(body)));
    return {};
  },
};

/** Answers what is not a call of the service; undefined for a call of the service. */
export function controlRoute(simulator: Simulator, { method, path, body }: SimulatorRequest): SimulatorResponse | undefined {
  const route = `${method} ${path.split('?')[0]}`;
  if (route === 'POST /' || route === 'POST ') return undefined;
  if (!Object.hasOwn(ROUTES, route)) {
    return answer(404, { message: `There is no ${route}. Send calls of the service as POST /; other routes: ${Object.keys(ROUTES).join(', ')}.` });
  }
  try {
    return answer(200, ROUTES[route](simulator, body));
  } catch (error) {
    return answer(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function parseJson(body: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw new Error(`The body is not valid JSON: ${(error as Error).message}. Send a state as GET /_simulator/state gives it.`);
  }
  if (isTooDeep(value)) throw new Error(`The body is nested in more than ${DEEPEST_JSON} levels. Send a state as GET /_simulator/state gives it.`);
  return value;
}

function answer(status: number, body: object): SimulatorResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
