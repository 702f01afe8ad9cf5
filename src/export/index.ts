export * from './terraform-export';
export * from './terraform-files';
