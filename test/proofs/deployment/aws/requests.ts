/** A request as an SDK client hands it to its transport, after it was signed. */
export interface SignedRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The answer to it, in the shape that the SDK expects of a transport. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A call of an AWS service. */
export interface Call {
  /** The name with which requests to the service are signed: `cloudformation`, `s3`, `sts`, `ssm`, `ecr`. */
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** `CreateChangeSet`; for Amazon S3 it is derived from the method and the query. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The body, for an upload. */
  readonly bytes: Buffer;
}

const CREDENTIAL = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/;

/** @throws Error for a request that nobody signed: it would not say whose it is. */
export function readCall(request: SignedRequest): Call {
  const authorization = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const [, accessKeyId, region, service] = CREDENTIAL.exec(authorization) ?? [];
  if (accessKeyId === undefined) throw new Error(`A request is not signed. Given: ${request.method} ${request.hostname}${request.path}.`);
  const bytes = bytesOf(request.body);
  const rest = service === 's3' ? s3Call(request) : messageCall(request, bytes.toString());
  return { service, region, accessKeyId, bytes, ...rest };
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new Error('The body of a request is a stream. Upload it in parts, as @aws-sdk/lib-storage does.');
}

/** The query protocol (AWS CloudFormation, AWS STS) and the JSON protocols (AWS Systems Manager, Amazon ECR). */
function messageCall({ headers }: SignedRequest, body: string): Pick<Call, 'operation' | 'input'> {
  const target = headers['x-amz-target'];
  if (target !== undefined) return { operation: target.split('.').at(-1)!, input: JSON.parse(body || '{}') as Call['input'] };
  const input: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(body)) put(input, key.split('.'), value);
  const { Action, Version, ...rest } = input;
  return { operation: String(Action), input: withLists(rest) as Call['input'] };
}

function put(into: Record<string, unknown>, [first, ...others]: readonly string[], value: string): void {
  if (others.length === 0) into[first] = value;
  else put((into[first] ??= {}) as Record<string, unknown>, others, value);
}

/** `{ member: { 1: … } }` is a list. */
function withLists(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { member } = value as { member?: Record<string, unknown> };
  if (typeof member === 'object') return Object.entries(member).sort(([one], [other]) => Number(one) - Number(other)).map(([, item]) => withLists(item));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withLists(item)]));
}

/** The part of an address for a host that begins with the bucket's name. */
const VIRTUAL_HOST = /^(.+)\.s3[.-]/;

function s3Call({ method, hostname, path, query = {} }: SignedRequest): Pick<Call, 'operation' | 'input'> {
  const [, inHost] = VIRTUAL_HOST.exec(hostname) ?? [];
  const segments = path.replace(/^\//, '').split('/');
  const Bucket = inHost ?? decodeURIComponent(segments[0]);
  const Key = (inHost === undefined ? segments.slice(1) : segments).map(decodeURIComponent).join('/');
  return { operation: s3Operation(method, Key, query), input: { Bucket, ...(Key === '' ? {} : { Key }), ...query } };
}

function s3Operation(method: string, key: string, query: NonNullable<SignedRequest['query']>): string {
  const has = (name: string) => name in query;
  if (has('location')) return 'GetBucketLocation';
  if (has('encryption')) return 'GetBucketEncryption';
  if (has('list-type')) return 'ListObjectsV2';
  if (has('uploads')) return 'CreateMultipartUpload';
  if (has('uploadId')) return { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[method] ?? method;
  if (key !== '') return { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] ?? method;
  return method === 'HEAD' ? 'HeadBucket' : `${method} bucket`;
}
