export * from './deregistration-effects';
export * from './disabling-effects';
export * from './removal-effect';
export * from './service-setup';
export * from './service-setups';
