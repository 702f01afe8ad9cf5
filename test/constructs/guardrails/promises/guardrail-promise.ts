import type { AccessLevel } from '../../../../src/policy/actions';

/** Actions by services, names, access levels and condition keys. In services, names and keys, `*` is a wildcard. */
export interface PromisedActions {
  readonly services: readonly string[];
  readonly names: readonly string[];
  readonly levels: readonly AccessLevel[];
  /** Only actions whose requests can have one of these condition keys, such as `*:vpcIds`. @default - with any keys */
  readonly keys?: readonly string[];
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
  /** Further guardrails that may deny the actions instead: the promise is about a kind of action in all services. @default - none */
  readonly orBy?: readonly string[];
  readonly promised: readonly PromisedActions[];
  readonly decided: readonly Decision[];
}

export const CHANGES: readonly AccessLevel[] = ['Write', 'Permissions management'];

export const CHANGES_AND_TAGS: readonly AccessLevel[] = [...CHANGES, 'Tagging'];

/** For promises about read actions, such as sign-in and presigned URLs. */
export const ALL_LEVELS: readonly AccessLevel[] = [...CHANGES_AND_TAGS, 'Read', 'List'];
