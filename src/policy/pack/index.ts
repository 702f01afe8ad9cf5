export { actionCovers } from './action-cover';
export { canonicalDocument } from './canonical-document';
export { canonicalStatement, meaningOf } from './canonical-statement';
export { fitIntoDocument, PackError, type PackLimits } from './items';
export { layOutStatements } from './lay-out';
export * from './canonical-document';
export * from './lay-out';
