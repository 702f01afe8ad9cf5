export * from './condition-operator';
export * from './folded-lines';
export * from './managed-policies';
export * from './policy-document';
export * from './policy-problem';
export * from './read-policy-document';
export * from './write-policy-document';
