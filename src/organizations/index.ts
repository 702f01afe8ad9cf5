export * from './clock';
export * from './error-advice';
export * from './organizations-error';
export * from './organizations-port';
export * from './reading-advice';
export * from './retry-table';
export * from './retrying-calls';
export * from './sdk-adapter';
