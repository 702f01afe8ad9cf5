export * from './service-setup';
export * from './service-setup-warning';
export * from './service-setups';
