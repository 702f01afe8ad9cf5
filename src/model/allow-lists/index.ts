export * from './allow-list';
export { allowListChanges } from './allow-list-changes';
export { allowListsOf } from './allow-lists-of';
