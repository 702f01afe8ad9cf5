export * from './allowed-services';
export * from './remaining-access';
