export type { AccessAnswer, AccessQuestion, LevelAnswer } from './access-question';
export type { EffectiveManagementPolicy } from './effective-management-policy';
export { OrganizationAccess } from './organization-access';
export { type Place, type PlacedAccount, placedAccounts } from './placed-account';
export { PolicyChains } from './policy-chains';
export { refusedDocuments } from './refused-documents';
export type { ServiceControlQuestion, UnanswerableQuestion } from './service-control-question';
