export { ID_TEXTS, type IdKind, type OpenId, type OpenIds } from './open-id';
export * from './match-open-text';
export { PositionList } from './position-list';
export * from './role-path';
