import type { ServiceError } from './service-error';
import type { ServiceModel } from './service-model';
import type { RateLimiter } from '../disturbances/rate-limiter';
import type { Operation } from '../operations/operation';
import type { OrganizationsReadings } from '../readings/readings';

/** One call, as the rates see it. */
export interface RatedCall {
  readonly operation: string;
  readonly callerId: string;
  /** Names the bucket that the accounts of the caller's organization share. */
  readonly organization: string;
  readonly request: unknown;
  readonly now: number;
}

/** A service that the simulator answers for: what it can do, and how it speaks. */
export interface Api {
  readonly name: string;
  readonly model: ServiceModel;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly contentType: string;
  /** The members of the request that the shape of its operation has. Throws for a wrong one. */
  validRequest(operation: string, body: unknown): object;
  /** Throws if the call is beyond the published rates. */
  admit(limiter: RateLimiter, call: RatedCall, readings: OrganizationsReadings): void;
  /** The error as the service words it. */
  worded(error: ServiceError, readings: OrganizationsReadings): ServiceError;
  /** Headers of an answer besides the usual ones. */
  headers(error?: ServiceError): Readonly<Record<string, string>>;
}
