import { errorAdvice, type OrganizationsError } from '../organizations';

/** CloudFormation refuses a response over 4,096 bytes, and with it the reason. */
export const LONGEST_BYTES = 1_000;

export function shorten(text: string, bytes = LONGEST_BYTES): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let short = text.slice(0, bytes);
  while (Buffer.byteLength(short) > bytes - 3) short = short.slice(0, -1);
  return `${short}…`;
}

/** What was refused and what the service says about it; and what to do. */
export function refusal(error: OrganizationsError): [problem: string, advice: string] {
  return [`${error.service} refused ${error.operation}: ${error.label}: ${shorten(error.message, 400)}`, errorAdvice(error)];
}
