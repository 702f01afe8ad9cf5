export * from './account-request';
export * from './add-row';
export * from './request-form';
export * from './request-workflow';
