import { OperationModel, SERVICE_MODEL } from './service-model';
import { ACCOUNT_MODEL } from '../account-management/account-model';

/** The operations of both services. No name is in both. */
export const MODELLED_OPERATIONS: Readonly<Record<string, OperationModel>> = { ...SERVICE_MODEL.operations, ...ACCOUNT_MODEL.operations };
