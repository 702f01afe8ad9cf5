import { type Caller } from './authorization';
import type { JournalError } from '../journal';
import { header, SimulatorRequest } from '../protocol/http-message';

/**
 * GetCallerIdentity of AWS Security Token Service, which clients such as the AWS provider of Terraform call before anything else.
 * Source: AWS STS API Reference, "GetCallerIdentity" and "Common Error Types"; the query protocol: API model of the service.
 */

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

const FORM = 'application/x-www-form-urlencoded';

/** A call in the query protocol, by its parameters. */
export type QueryCall = Readonly<Record<string, string>>;

/** The parameters of a call in the query protocol; undefined for a request in another protocol. */
export function queryIn(request: SimulatorRequest): QueryCall | undefined {
  // Curl sends JSON with this content type as well, unless the caller names another one.
  const isElsewhere = header(request, 'x-amz-target') !== undefined || !['', '/'].includes(request.path.split('?')[0]);
  if (isElsewhere || !header(request, 'content-type')?.startsWith(FORM)) return undefined;
  return Object.fromEntries(new URLSearchParams(request.body));
}

/** The answer to a call in the query protocol. */
export interface QueryAnswer {
  readonly status: number;
  readonly response?: Readonly<Record<string, string>>;
  readonly error?: JournalError;
}

/** @param exists whether there is an account with the caller's ID */
export function answerQuery({ Action: action = '' }: QueryCall, { accountId, partition }: Caller, exists: boolean): QueryAnswer {
  if (action !== 'GetCallerIdentity') {
    const message = `This simulator answers GetCallerIdentity in the query protocol, and no other action (given: ${action.slice(0, 100) || 'none'}). `
      + 'Send calls of other services elsewhere. To call as another account, use its ID as the access key ID.';
    return { status: 400, error: { code: 'InvalidAction', message } };
  }
  if (!exists) {
    const detail = `There is no account ${accountId}. Add it with --account, or use another access key ID.`;
    return { status: 403, error: { code: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.', detail } };
  }
  // Permissions of IAM are not simulated, so each caller is the root user, whose user ID is the account's ID.
  return { status: 200, response: { Arn: `arn:${partition}:iam::${accountId}:root`, UserId: accountId, Account: accountId } };
}

/** The XML of an answer. */
export function queryXml({ response, error }: QueryAnswer, requestId: string): string {
  const id = `<RequestId>${requestId}</RequestId>`;
  if (!response) {
    return `<ErrorResponse xmlns="${NAMESPACE}"><Error>${elements({ Type: 'Sender', Code: error?.code ?? '', Message: error?.message ?? '' })}</Error>`
      + `${id}</ErrorResponse>`;
  }
  return `<GetCallerIdentityResponse xmlns="${NAMESPACE}"><GetCallerIdentityResult>${elements(response)}</GetCallerIdentityResult>`
    + `<ResponseMetadata>${id}</ResponseMetadata></GetCallerIdentityResponse>`;
}

function elements(texts: Readonly<Record<string, string>>): string {
  return Object.entries(texts).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters that XML does not know become a question mark. */
function escaped(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '?').replace(/[&<>]/g, (character) => ENTITIES[character]);
}
