import { errorAdvice, type OrganizationsError } from '../organizations';

/** CloudFormation refuses a response of more than 4,096 bytes, including its reason. */
export const LONGEST_BYTES = 1_000;

export function shorten(text: string, bytes = LONGEST_BYTES): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let short = text.slice(0, bytes);
  while (Buffer.byteLength(short) > bytes - 3) short = short.slice(0, -1);
  return `${short}…`;
}

/** The refused operation with the explanation of the service, and advice. */
export function refusal(error: OrganizationsError): [problem: string, advice: string] {
  return [`${error.service} refused ${error.operation}: ${error.label}: ${shorten(error.message, 400)}`, errorAdvice(error)];
}
