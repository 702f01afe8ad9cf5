export * from './account-assertions';
export * from './organization-assertions';
export * from './organizational-unit-assertions';
