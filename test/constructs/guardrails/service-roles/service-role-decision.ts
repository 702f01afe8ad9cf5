/** Actions of service roles that a guardrail denies, for every request or for some, each with a reason. */
export interface ServiceRoleDecision {
  readonly guardrails: readonly string[];
  /** A sentence without a full stop. "Intended" means that the role needs an exemption if it is to do this. */
  readonly reason: string;
  /** Names of managed policies of AWS below `service-role/`. */
  readonly policies: readonly string[];
  readonly actions: readonly string[];
}
