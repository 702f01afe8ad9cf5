export * from './entity-path';
export * from './last-accessed';
export * from './newly-denied-services';
