import { Stack } from 'aws-cdk-lib';
import type { Option } from '../../../../scripts/guardrail-pages/guardrail-sources';
import { Account, type IAccount } from '../../../../src';
import { ACCOUNT, type Request } from '../cases';

const NOBODY = 'arn:aws:iam::101010101010:role/nobody';
const importedAccount = (accountId: string): IAccount => Account.fromAccountId(new Stack(), 'Account', accountId);

/**
 * Values of options that allow more, which concern no request of a case. The tests demand a value for each option whose name begins with
 * exempt, trusted or allowed.
 */
export const OUTSIDERS: Readonly<Record<string, readonly unknown[]>> = {
  exemptPrincipals: [NOBODY],
  exemptAccounts: [importedAccount('101010101010')],
  exemptActions: ['freetier:GetFreeTierUsage'],
  exemptResources: ['arn:*:s3:::nobody/*'],
  trustedAccounts: ['101010101010'],
  trustedResources: ['arn:*:s3:::nobody/*'],
  trustedVpcs: ['vpc-10101010'],
  trustedEmailDomains: ['nobody.example.org'],
  trustedHttpEndpoints: ['https://nobody.example.org/*'],
  trustedSubjects: ['nobody'],
  allowedAudiences: ['https://nobody.example.org'],
  allowedEncryptions: ['nobody'],
  allowedImageOwners: ['101010101010'],
  allowedInstanceTypes: ['x9.nano'],
  allowedModels: ['nobody.*'],
  allowedOrigins: ['NOBODY'],
  allowedRegions: ['xx-nobody-1'],
  allowedServices: ['freetier'],
  allowedValues: ['nobody'],
  bedrockInferenceProfiles: ['nobody.*'],
  sourceAddresses: ['192.0.2.10'],
  sourceVpcs: ['vpc-10101010'],
};

const OWN_ACCOUNT = importedAccount(ACCOUNT);

/** The value of an exemption that a request has; undefined if it has none, such as a principal of an anonymous request. */
export const EXEMPTED: Readonly<Record<string, (request: Request) => unknown>> = {
  exemptPrincipals: ({ principal }) => (principal?.includes(':iam:') ? principal : undefined),
  exemptAccounts: () => OWN_ACCOUNT,
  exemptActions: ({ action }) => action,
  exemptResources: ({ resource }) => resource,
};

/** Whether an option allows more by its name, so that it must not replace conditions of the guardrail. */
export const loosens = ({ name }: Option) => /^(?:exempt|trusted|allowed)[A-Z]/.test(name) || name in OUTSIDERS;

export const isExemption = ({ name }: Option) => /^exempt[A-Z]/.test(name);
