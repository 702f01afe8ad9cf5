export * from './service-setup';
export * from './service-setups';
