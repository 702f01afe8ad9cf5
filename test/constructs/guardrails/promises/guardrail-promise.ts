import type { AccessLevel } from '../../../../src/policy/actions';

/** Actions by services, names and access levels. In services and names, `*` is a wildcard. */
export interface PromisedActions {
  readonly services: readonly string[];
  readonly names: readonly string[];
  readonly levels: readonly AccessLevel[];
}

/** Actions under a promise that stay allowed. */
export interface Decision {
  readonly reason: string;
  readonly actions: readonly string[];
}

/**
 * The actions that a guardrail is meant to deny, by name pattern and access level, so that the tests notice actions that AWS adds. The
 * guardrail denies each matching action of the current data, or a decision gives a reason. A guardrail can have several promises.
 */
export interface GuardrailPromise {
  readonly guardrailId: string;
  readonly promised: readonly PromisedActions[];
  readonly decided: readonly Decision[];
}

export const CHANGES: readonly AccessLevel[] = ['Write', 'Permissions management'];

export const CHANGES_AND_TAGS: readonly AccessLevel[] = [...CHANGES, 'Tagging'];

/** For promises about read actions, such as sign-in and presigned URLs. */
export const ALL_LEVELS: readonly AccessLevel[] = [...CHANGES_AND_TAGS, 'Read', 'List'];
