export * from './check-invariants';
export * from './invariant';
