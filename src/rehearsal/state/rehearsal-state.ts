import { isRecord } from '../../assembly';
import { parseSimulatorState, type SimulatorState } from '../../simulator';
import type { DeployedStack } from '../cloudformation/records';

export const REHEARSAL_STATE_FORMAT = 'cdk-org-rehearsal/1';

/** The default start time of a rehearsal, which is fixed so that equal inputs give equal results: 1 January 2026. */
const START = Date.UTC(2026, 0, 1);

/** An organization and the stacks that were deployed onto it, as JSON. */
export interface RehearsalState {
  readonly format: typeof REHEARSAL_STATE_FORMAT;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly simulator?: SimulatorState;
  /** The stacks by ID, in the order of deployment. */
  readonly stacks: Readonly<Record<string, DeployedStack>>;
}

export function newRehearsalState(): RehearsalState {
  return { format: REHEARSAL_STATE_FORMAT, now: START, stacks: {} };
}

/**
 * Parses the state of an earlier rehearsal, or of a simulator, which has no stacks.
 * @throws Error with the first invalid field.
 */
export function parseRehearsalState(value: unknown): RehearsalState {
  if (!isRecord(value)) {
    throw wrong('the state', value, 'an object');
  }
  if (value.format !== REHEARSAL_STATE_FORMAT && !('stacks' in value)) {
    const simulator = parseSimulatorState(value);
    return { ...newRehearsalState(), now: latestTime(simulator), simulator };
  }
  check('format', value.format, value.format === REHEARSAL_STATE_FORMAT, `"${REHEARSAL_STATE_FORMAT}"`);
  check('now', value.now, typeof value.now === 'number' && Number.isFinite(value.now), 'a time in milliseconds since 1970');
  check('stacks', value.stacks, isRecord(value.stacks), 'an object with a stack for each stack ID');
  Object.entries(value.stacks as Record<string, unknown>).forEach(([id, stack]) => checkStack(`stacks["${id}"]`, id, stack));
  if (value.simulator !== undefined) {
    parseSimulatorState(value.simulator);
  }
  return value as unknown as RehearsalState;
}

function checkStack(field: string, id: string, stack: unknown): void {
  check(field, stack, isRecord(stack), 'an object');
  const fields = stack as Record<string, unknown>;
  check(`${field}.id`, fields.id, fields.id === id, `"${id}", its key`);
  for (const name of ['name', 'accountId', 'region', 'status']) {
    check(`${field}.${name}`, fields[name], typeof fields[name] === 'string', 'a text');
  }
  for (const name of ['createdAt', 'updatedAt']) {
    check(`${field}.${name}`, fields[name], typeof fields[name] === 'number', 'a time in milliseconds since 1970');
  }
  for (const name of ['template', 'parameters', 'resources', 'outputs']) {
    check(`${field}.${name}`, fields[name], isRecord(fields[name]), 'an object');
  }
  check(`${field}.imports`, fields.imports, Array.isArray(fields.imports), 'a list of names');
  const { Resources: definitions } = fields.template as Record<string, unknown>;
  // After a failed rollback, resources of the failed deployment still exist.
  const isStuck = String(fields.status).endsWith('ROLLBACK_FAILED');
  check(`${field}.template.Resources`, definitions, isRecord(definitions), 'an object');
  for (const [logicalId, resource] of Object.entries(fields.resources as Record<string, unknown>)) {
    const place = `${field}.resources.${logicalId}`;
    check(place, resource, isRecord(resource), 'an object');
    check(place, resource, isStuck || logicalId in (definitions as object), 'a resource of the template');
    const { type, status, properties, attributes, physicalId } = resource as Record<string, unknown>;
    check(`${place}.type`, type, typeof type === 'string', 'a text');
    check(`${place}.status`, status, typeof status === 'string', 'a text');
    check(`${place}.properties`, properties, isRecord(properties), 'an object');
    check(`${place}.attributes`, attributes, isRecord(attributes), 'an object');
    check(`${place}.physicalId`, physicalId, physicalId === undefined || typeof physicalId === 'string', 'a text');
  }
}

function check(field: string, value: unknown, isRight: boolean, expected: string): void {
  if (!isRight) {
    throw wrong(field, value, expected);
  }
}

function wrong(field: string, value: unknown, expected: string): Error {
  const given = (JSON.stringify(value) ?? String(value)).slice(0, 100);
  return new Error(
    `The rehearsal's state is not valid: ${field} must be ${expected}. Given: ${given}. `
    + 'Use a state that a rehearsal or a simulator saved, or start without one.',
  );
}

/** The latest time in an organization, before which its clock must not run. */
function latestTime({ organization, accounts, handshakes = [] }: SimulatorState): number {
  const times = [...accounts.map(({ joinedAt }) => joinedAt), ...handshakes.map(({ requestedAt }) => requestedAt)];
  return times.reduce((latest, time) => Math.max(latest, time), Math.max(START, organization?.createdAt ?? 0));
}
