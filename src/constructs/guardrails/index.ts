export * from './account-guardrails';
export type { ExemptPrincipalsProps } from './exempt-principals';
export * from './guardrail';
