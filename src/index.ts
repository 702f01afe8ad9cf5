export * from './assertions';
export * from './constructs';
export * from './provider/organizations-provider';
