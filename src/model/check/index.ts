export * from './check-invariants';
export * from './invariant';
export * from './policy-numbers';
