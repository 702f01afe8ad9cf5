export * from './copies';
export * from './guarded-actions';
export * from './kinds';
export * from './organizations-provider';
export * from './organizations-resource';
export * from './resource-graph';
export * from './top-level-stack';
