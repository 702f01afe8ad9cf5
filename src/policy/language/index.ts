export * from './condition-operator';
export * from './policy-document';
export * from './policy-problem';
export * from './read-policy-document';
