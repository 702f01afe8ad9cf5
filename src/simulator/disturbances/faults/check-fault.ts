import { ERROR_REASONS } from './error-reasons';
import { Fault, FAILURE_REASONS, NEVER_ANSWERED_REQUESTS } from './fault';
import { MODELLED_OPERATIONS } from '../../protocol/modelled-operations';

const OPERATIONS = Object.keys(MODELLED_OPERATIONS);
const CODES = new Set(Object.values(MODELLED_OPERATIONS).flatMap(({ errors }) => errors));

export function wrongFault(place: string, value: unknown, expected: string): Error {
  return new Error(`The fault plan is wrong at ${place}: ${JSON.stringify(value) ?? String(value)}. Give ${expected}.`);
}

type Given = Readonly<Record<string, unknown>>;

/** Refuses what does not belong into a field. */
type FieldCheck = (value: unknown, fault: Given) => string | undefined;

const OF_ALL_EFFECTS: Readonly<Record<string, FieldCheck>> = {
  operation: (value) => ['*', ...OPERATIONS].includes(String(value)) ? undefined : 'the name of an operation of AWS Organizations or AWS Account Management, or *',
  effect: (value) => Object.keys(OF_EFFECT).includes(String(value)) ? undefined : `one of ${Object.keys(OF_EFFECT).join(', ')}`,
  nth: (value, { probability }) => {
    if (value === undefined) return undefined;
    if (probability !== undefined) return 'either nth or probability';
    return Number.isInteger(value) && Number(value) >= 1 ? undefined : 'the number of a call, from 1';
  },
  probability: (value) => value === undefined || (typeof value === 'number' && value > 0 && value <= 1)
    ? undefined : 'a number above 0 and at most 1',
};

const OF_EFFECT: Readonly<Record<string, Readonly<Record<string, FieldCheck>>>> = {
  fail: {
    code: (value, { operation }) => {
      const known = operation === '*' ? [...CODES].sort() : MODELLED_OPERATIONS[String(operation)].errors;
      return known.includes(String(value)) ? undefined : `one of ${known.join(', ')}`;
    },
    reason: (value, { code }) => {
      if (value === undefined) return undefined;
      const known = ERROR_REASONS[String(code)];
      if (!known) return `no reason, since ${String(code)} has none`;
      return known.includes(String(value)) ? undefined : `one of ${known.join(', ')}`;
    },
    message: (value) => value === undefined || typeof value === 'string' ? undefined : 'a string',
  },
  failLater: {
    operation: (value) => ['CreateAccount', 'CreateGovCloudAccount'].includes(String(value))
      ? undefined : 'CreateAccount or CreateGovCloudAccount, the only operations that fail later',
    failureReason: (value) => FAILURE_REASONS.includes(String(value)) ? undefined : `one of ${FAILURE_REASONS.join(', ')}`,
  },
  delay: {
    delayMs: (value) => typeof value === 'number' && value > 0 && Number.isFinite(value) ? undefined : 'a number of milliseconds above 0',
  },
  dropRequest: {},
  dropAnswer: {},
  neverAnswers: {
    request: (value) => (NEVER_ANSWERED_REQUESTS as readonly unknown[]).includes(value) ? undefined : `one of ${NEVER_ANSWERED_REQUESTS.join(', ')}`,
  },
};

/** The value as a fault. Throws an Error that names the place, what is there and what belongs there. */
export function checkFault(value: unknown, place: string): Fault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongFault(place, value, 'an object, or a text such as "CreateAccount:2:dropAnswer"');
  }
  const fault = value as Given;
  check(OF_ALL_EFFECTS, fault, place);
  const ofEffect = OF_EFFECT[String(fault.effect)];
  check(ofEffect, fault, place);
  const known = [...new Set([...Object.keys(OF_ALL_EFFECTS), ...Object.keys(ofEffect)])];
  const unknown = Object.keys(fault).find((field) => !known.includes(field));
  if (unknown !== undefined) throw wrongFault(`${place}.${unknown}`, fault[unknown], `one of the fields ${known.join(', ')}`);
  return fault as Fault;
}

function check(fields: Readonly<Record<string, FieldCheck>>, fault: Given, place: string): void {
  for (const [field, refuse] of Object.entries(fields)) {
    const expected = refuse(fault[field], fault);
    if (expected !== undefined) throw wrongFault(`${place}.${field}`, fault[field], expected);
  }
}
