export * from './compare/compare-foreign';
export * from './complete-organization';
export { FORMAT_NAMES, type ForeignFiles, type ForeignOrganization } from './foreign-organization';
export * from './foreign-notes';
export * from './read-foreign';
export { originText } from './values';
