import type { SimulatorOptions } from '../../../src/simulator';
import { Harness } from '../harness';

export const ACCOUNT = 'account.amazonaws.com';

// Answers are as varied as the service; a test names the fields that it looks at.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = any;

export interface Outcome {
  readonly status: number;
  readonly error?: string;
  readonly body: Answer;
}

/** An organization, and calls of AWS Account Management. */
export class AccountHarness extends Harness {
  static withOrganization(options: SimulatorOptions = {}): AccountHarness {
    const harness = new AccountHarness(options);
    harness.organization();
    harness.call('EnableAWSServiceAccess', { ServicePrincipal: ACCOUNT });
    return harness;
  }

  send(operation: string, request: object = {}, caller?: string, region?: string): Outcome {
    return send(this, operation, request, caller, region);
  }

  /** The answer; an error fails the test. */
  answer(operation: string, request: object = {}, caller?: string): Answer {
    const { status, body } = this.send(operation, request, caller);
    if (status !== 200) throw new Error(`${operation} failed: ${JSON.stringify(body)}`);
    return body;
  }

  /** `success`, or the name of the error. */
  outcome(operation: string, request: object = {}, caller?: string, region?: string): string {
    return outcomeOf(this, operation, request, caller, region);
  }
}

export function send({ simulator }: Harness, operation: string, request: object = {}, caller = 'AKIAEXAMPLE', region = 'us-east-1'): Outcome {
  const { status, headers, body } = simulator.handle({
    method: 'POST',
    path: `/${operation.charAt(0).toLowerCase()}${operation.slice(1)}`,
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${caller}/20260101/${region}/account/aws4_request, SignedHeaders=host` },
    body: JSON.stringify(request),
  });
  const { 'x-amzn-errortype': error } = headers;
  return { status, ...(error !== undefined && { error }), body: JSON.parse(body) };
}

export function outcomeOf(harness: Harness, operation: string, request: object = {}, caller?: string, region?: string): string {
  return send(harness, operation, request, caller, region).error ?? 'success';
}
