export * from './outside-code';
export * from './writer-notes';
export * from './writers';
