import { accountManagementClient, type AroundCall, organizationsClient, SdkAccountManagement, SdkOrganizations } from '../../src/organizations';

export interface Answer {
  readonly status?: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

interface SentRequest {
  readonly headers: Record<string, string>;
  readonly path: string;
  readonly body: Uint8Array | string;
}

/** The operation of a request, which is in a header or in the path. */
function operationOf({ headers, path }: SentRequest): string {
  return headers['x-amz-target']?.split('.')[1] ?? path.charAt(1).toUpperCase() + path.slice(2);
}

/** The adapters with the given answers, and the requests that they sent. */
export function adapter(...answers: (Answer | Error)[]) {
  const sent: { operation: string; input: Record<string, unknown> }[] = [];
  const around: string[] = [];
  const config = {
    region: 'us-east-1',
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async (request: SentRequest) => {
        const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
        sent.push({ operation: operationOf(request), input: JSON.parse(text) });
        const answer = answers.shift() ?? { body: {} };
        if (answer instanceof Error) throw answer;
        const body = Buffer.from(JSON.stringify(answer.body));
        return { response: { statusCode: answer.status ?? 200, headers: answer.headers ?? {}, body } as never };
      },
    },
  };
  const note: AroundCall = (operation, call) => {
    around.push(operation);
    return call();
  };
  return {
    port: new SdkOrganizations(organizationsClient(config), note),
    accountManagement: new SdkAccountManagement(accountManagementClient(config), note),
    sent,
    around,
  };
}

export function refused(type: string, more: object = {}, status = 400): Answer {
  return { status, body: { __type: type, Message: 'No.', ...more } };
}

export async function listed<T>(values: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const value of values) result.push(value);
  return result;
}
