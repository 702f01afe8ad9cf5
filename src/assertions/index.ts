export * from './account-assertions';
export * from './forbidden-requests';
export * from './organization-assertions';
export * from './organizational-unit-assertions';
