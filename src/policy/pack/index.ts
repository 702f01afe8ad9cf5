export { actionCovers } from './action-cover';
export { canonicalDocument } from './canonical-document';
export * from './minify-policy';
export * from './pack';
