export * from './remaining-access';
