export * from './allow-lists-of';
export { allowListChanges } from './allow-list-changes';
export { allowListsOf } from './allow-lists-of';
