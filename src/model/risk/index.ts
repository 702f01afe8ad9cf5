export * from './fail-on';
export * from './risk';
