import type { AccessLevel } from '../../../../src/policy/actions';

/** Actions by services, names and access levels. In services and names, `*` stands for any text. */
export interface PromisedActions {
  readonly services: readonly string[];
  readonly names: readonly string[];
  readonly levels: readonly AccessLevel[];
}

/** Actions that fall under a promise and stay allowed. */
export interface Decision {
  readonly reason: string;
  readonly actions: readonly string[];
}

/**
 * The actions that a guardrail means to deny, by name pattern and access level, so that actions which AWS adds are noticed. Each action of
 * the present data that falls under it is denied, or decided with a reason. A guardrail can have several promises.
 */
export interface GuardrailPromise {
  readonly guardrailId: string;
  readonly promised: readonly PromisedActions[];
  readonly decided: readonly Decision[];
}

export const CHANGES: readonly AccessLevel[] = ['Write', 'Permissions management'];

export const CHANGES_AND_TAGS: readonly AccessLevel[] = [...CHANGES, 'Tagging'];

/** For what reads, as signing in and pre-signed URLs do. */
export const ALL_LEVELS: readonly AccessLevel[] = [...CHANGES_AND_TAGS, 'Read', 'List'];
