export type * from './impact-group';
