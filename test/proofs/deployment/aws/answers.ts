import type { Answer, Call } from './requests';

/** An error of a service, which the SDK throws on the other side. */
export class ServiceError extends Error {
  constructor(readonly code: string, message: string, readonly statusCode = 400) {
    super(message);
  }
}

/** Text that an XML document may hold. Characters that XML does not have are left out. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>\r]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** Members as elements. `flat` is how Amazon S3 writes lists: the element itself is repeated. */
function elements(members: Readonly<Record<string, unknown>>, flat: boolean): string {
  return Object.entries(members).map(([name, value]) => element(name, value, flat)).join('');
}

function element(name: string, value: unknown, flat: boolean): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) {
    return flat ? value.map((each) => element(name, each, flat)).join('') : `<${name}>${value.map((each) => element('member', each, flat)).join('')}</${name}>`;
  }
  if (value instanceof Date) return `<${name}>${value.toISOString()}</${name}>`;
  if (typeof value === 'object' && value !== null) return `<${name}>${elements(value as Record<string, unknown>, flat)}</${name}>`;
  return `<${name}>${escaped(String(value))}</${name}>`;
}

/** The answer to a call, in the protocol of its service. */
export function answerTo({ service, operation }: Pick<Call, 'service' | 'operation'>, output: Readonly<Record<string, unknown>>): Answer {
  if (service === 's3') {
    const { ETag } = output;
    return body(200, 'application/xml', isEmpty(output) ? '' : `<${operation}Result>${elements(output, true)}</${operation}Result>`, { ...(ETag ? { etag: String(ETag) } : {}) });
  }
  if (isJson(service)) return body(200, 'application/x-amz-json-1.1', JSON.stringify(output));
  const result = `<${operation}Result>${elements(output, false)}</${operation}Result>`;
  return body(200, 'text/xml', `<${operation}Response>${result}<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${operation}Response>`);
}

export function answerError(service: string, { code, message, statusCode }: ServiceError): Answer {
  if (isJson(service)) return body(statusCode, 'application/x-amz-json-1.1', JSON.stringify({ __type: code, message }));
  const error = elements({ Code: code, Message: message }, true);
  if (service === 's3') return body(statusCode, 'application/xml', `<Error>${error}</Error>`);
  return body(statusCode, 'text/xml', `<ErrorResponse><Error><Type>Sender</Type>${error}</Error><RequestId>1</RequestId></ErrorResponse>`);
}

function isJson(service: string): boolean {
  return !['cloudformation', 'sts', 'iam', 's3'].includes(service);
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function body(statusCode: number, contentType: string, text: string, headers: Answer['headers'] = {}): Answer {
  return { statusCode, headers: { 'content-type': contentType, ...headers }, body: Buffer.from(text) };
}
