export * from './guarded-actions';
export * from './organizations-provider';
export * from './organizations-resource';
export * from './top-level-stack';
