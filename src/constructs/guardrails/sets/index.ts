export * from './guardrail-set';
export * from './guardrail-set-props';
export * from './guardrail-sets';
