import { FaultEffect } from './disturbances/faults/fault';

/** One call of the service, as it was asked and answered. */
export interface JournalEntry {
  /** The number of the call, from 1, in the order of arrival. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly operation: string;
  /** Whether the operation is one that changes something (not whether it did). */
  readonly writing: boolean;
  /** The account of the caller. */
  readonly accountId: string;
  readonly request: unknown;
  /** The fault that struck the call. */
  readonly fault?: FaultEffect['effect'];
  readonly response?: unknown;
  readonly error?: JournalError;
}

export interface JournalError {
  readonly code: string;
  readonly reason?: string;
  readonly message: string;
  /** The defect of the request, where the message of AWS does not say it. */
  readonly detail?: string;
}
