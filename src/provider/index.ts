export * from './organizations-provider';
export * from './organizations-resource';
export * from './top-level-stack';
