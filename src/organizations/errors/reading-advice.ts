import { NO_ANSWER, type OrganizationsError } from './organizations-error';

const LOG_IN = 'Log in again, or give another --profile or --role-arn.';

/** Advice for errors of reading operations, by code. */
const ADVICE: Readonly<Record<string, string>> = {
  AWSOrganizationsNotInUse: 'Read as a role of the management account, or of an account that administers the organization for it.',
  CredentialsProviderError: LOG_IN,
  TokenProviderError: LOG_IN,
  ExpiredToken: LOG_IN,
  InvalidClientTokenId: LOG_IN,
  UnrecognizedClient: LOG_IN,
  InvalidSignature: `Check the clock of this machine. ${LOG_IN}`,
  TooManyRequests: 'Something else reads the organization at the same time. Try again later.',
  [NO_ANSWER]: 'Check the network, the AWS Region and --endpoint-url.',
};

const OF_CREDENTIALS = [
  'CredentialsProviderError', 'TokenProviderError', 'ExpiredToken', 'InvalidClientTokenId', 'UnrecognizedClient', 'InvalidSignature',
];

/** Advice for errors about credentials, which any service can return; undefined for other codes. */
export function credentialAdvice(code: string): string | undefined {
  return OF_CREDENTIALS.includes(code) ? ADVICE[code] : undefined;
}

/** The message for an organization that cannot be read: the problem, the error of the service, and the advice. */
export function readingProblem({ operation, code, label, message }: OrganizationsError): string {
  const advice = code === 'AccessDenied' && isOfAccountManagement(operation)
    ? `Give the role the permission account:${operation}, and read from the management account or a delegated administrator of AWS Account Management.`
    : code === 'AccessDenied' ? `Give the role the permission organizations:${operation}, and read from the management account or a delegated administrator of AWS Organizations.`
      : ADVICE[code] ?? 'See what the service says, and try again.';
  if (code === NO_ANSWER) return `The organization cannot be read: ${operation} got no answer (${message}). ${advice}`;
  return `The organization cannot be read: ${operation} was refused with ${label} (${message}). ${advice}`;
}

function isOfAccountManagement(operation: string): boolean {
  return operation.startsWith('Get') || operation === 'ListRegions';
}
