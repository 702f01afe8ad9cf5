import { count } from './wording/words';

/** The rehearsal of the change that a report shows. */
export interface RehearsalSummary {
  /** Whether it ended, and with the organization that the code says. */
  readonly succeeded: boolean;
  /**
   * Why there was no rehearsal; the rest is then empty and `succeeded` false.
   * @default - there was one
   */
  readonly notPossible?: string;
  /** The virtual duration of the deployment. */
  readonly virtualSeconds: number;
  /** The writing calls, in order. */
  readonly writingCalls: readonly RehearsedCall[];
  readonly readingCalls: number;
  /**
   * How many tags the writing calls set that mark what the stacks manage.
   * @default - none
   */
  readonly ownershipTags?: number;
  /** Failures with their reasons, and differences between the final organization and the code, a sentence each. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
}

export interface RehearsedCall {
  /** The name of the operation, such as `MoveAccount`. */
  readonly operation: string;
  /** The resource that the call was about. */
  readonly subject: string;
  /** Virtual time since the deployment began. */
  readonly atSeconds: number;
  /** The service's error code, if it refused. */
  readonly refused?: string;
}

/** The summary of a change that could not be rehearsed. */
export function impossibleRehearsal(reason: string): RehearsalSummary {
  return { succeeded: false, notPossible: reason, virtualSeconds: 0, writingCalls: [], readingCalls: 0, failures: [], warnings: [] };
}

/** The verdict that follows "The rehearsal" in a sentence. */
export function rehearsalVerdict({ succeeded, notPossible }: RehearsalSummary): 'succeeds' | 'fails' | 'is not possible' {
  return notPossible !== undefined ? 'is not possible' : succeeded ? 'succeeds' : 'fails';
}

/** The title of the list of writing calls: `The 12 writing calls of the rehearsal, in their order`. */
export function writingCallsTitle({ length }: RehearsalSummary['writingCalls']): string {
  return length === 1 ? 'The writing call of the rehearsal' : `The ${count(length, 'writing call')} of the rehearsal, in their order`;
}

/** `71 writing calls, in which 68 tags mark what is managed from here`. */
export function writingCallsText({ writingCalls, ownershipTags = 0 }: RehearsalSummary): string {
  return count(writingCalls.length, 'writing call') + (ownershipTags === 0 ? '' : `, in which ${ownershipTagsText(ownershipTags)}`);
}

/** `68 tags mark what is managed from here`. */
export function ownershipTagsText(tags: number): string {
  return `${count(tags, 'tag')} ${tags === 1 ? 'marks' : 'mark'} what is managed from here`;
}
