import table from './account-model.generated.json';
import type { ServiceModel } from '../protocol/service-model';

/**
 * AWS Account Management as its API model (version 2021-02-01, protocol rest-json) describes it. Made by
 * scripts/generate-service-model.ts.
 */
export const ACCOUNT_MODEL = table as ServiceModel;
