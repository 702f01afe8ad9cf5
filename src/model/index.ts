export * from './differences';
export * from './from-assembly';
export * from './organization';
export * from './sorting';
export * from './wanted-resources';
