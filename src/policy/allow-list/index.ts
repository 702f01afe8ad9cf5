export * from './allowed-by-texts';
export * from './remaining-access';
