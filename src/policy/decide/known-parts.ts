import { RESOURCE_PART } from './criterion';
import { MULTIVALUED } from '../evaluate/compile/contradiction';
import { parseIpRange } from '../evaluate/patterns/ip-range';
import { parseNumber, parseDate } from '../evaluate/patterns/points-in-order';

/** Whether a key can have several values. Only of global keys it is known that they have one. */
export function canHaveSeveralValues(key: string): boolean {
  return !key.startsWith('aws:') || MULTIVALUED.test(key);
}

const isAddress = (text: string) => parseIpRange(text) !== undefined;
const isDate = (text: string) => parseDate(text) !== undefined;
const isNumber = (text: string) => parseNumber(text) !== undefined;
const isBoolean = (text: string) => text === 'true' || text === 'false';

/** Global keys whose values have one form. Source: IAM User Guide, "AWS global condition context keys". */
const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  'aws:currenttime': isDate,
  'aws:epochtime': isDate,
  'aws:multifactorauthage': isNumber,
  'aws:multifactorauthpresent': isBoolean,
  'aws:principalisawsservice': isBoolean,
  'aws:securetransport': isBoolean,
  'aws:sourceip': isAddress,
  'aws:tokenissuetime': isDate,
  'aws:viaawsservice': isBoolean,
  'aws:vpcsourceip': isAddress,
};

export function canHaveValue(key: string, text: string): boolean {
  return FORMS[key]?.(text) ?? true;
}

/** Keys that nearly every request has. A request without one is possible here, and only shown if there is no other. */
const USUAL = new Set([
  'aws:currenttime', 'aws:epochtime', 'aws:principalaccount', 'aws:principalarn', 'aws:principalisawsservice', 'aws:principalorgid',
  'aws:principaltype', 'aws:requestedregion', 'aws:resourceaccount', 'aws:resourceorgid', 'aws:securetransport', 'aws:sourceip', 'aws:userid',
  'aws:viaawsservice',
]);

export function isUsual(key: string): boolean {
  return USUAL.has(key);
}

/** Accounts for examples, from the documentation of AWS. */
export const EXAMPLE_ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';

/** Values that readers know, for keys whose value does not matter. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  [RESOURCE_PART]: ['*', 'arn:aws:s3:::example/key'],
  'aws:currenttime': ['2030-01-01T00:00:00Z'],
  'aws:principalaccount': [EXAMPLE_ACCOUNT],
  'aws:principalarn': [`arn:aws:iam::${EXAMPLE_ACCOUNT}:role/Example`],
  'aws:principalorgid': ['o-exampleorgid'],
  'aws:requestedregion': ['eu-central-1', 'us-east-1', 'us-west-2'],
  'aws:resourceaccount': [EXAMPLE_ACCOUNT],
  'aws:resourceorgid': ['o-exampleorgid'],
  'aws:sourceip': ['203.0.113.7'],
  'aws:sourcevpc': ['vpc-0example'],
  'aws:sourcevpce': ['vpce-0example'],
};

/** @param isTakenForBoolean whether a policy takes the value for a boolean */
export function examplesFor(key: string, isTakenForBoolean: boolean): readonly string[] {
  if (EXAMPLES[key] !== undefined) return EXAMPLES[key];
  return isTakenForBoolean ? ['false', 'true'] : ['true', 'false'].filter((text) => !canHaveValue(key, '') && canHaveValue(key, text));
}
