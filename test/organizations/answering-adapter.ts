import { type AroundCall, organizationsClient, SdkOrganizations } from '../../src/organizations';

export interface Answer {
  readonly status?: number;
  readonly body: object;
}

/** The adapter with the given answers, and what it sent. */
export function adapter(...answers: (Answer | Error)[]) {
  const sent: { operation: string; input: Record<string, unknown> }[] = [];
  const around: string[] = [];
  const client = organizationsClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body: Uint8Array | string }) => {
        const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
        sent.push({ operation: request.headers['x-amz-target'].split('.')[1], input: JSON.parse(text) });
        const answer = answers.shift() ?? { body: {} };
        if (answer instanceof Error) throw answer;
        const body = Buffer.from(JSON.stringify(answer.body));
        return { response: { statusCode: answer.status ?? 200, headers: {}, body } as never };
      },
    },
  });
  const note: AroundCall = (operation, call) => {
    around.push(operation);
    return call();
  };
  return { port: new SdkOrganizations(client, note), sent, around };
}

export function refused(type: string, more: object = {}, status = 400): Answer {
  return { status, body: { __type: type, Message: 'No.', ...more } };
}

export async function listed<T>(values: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = [];
  for await (const value of values) result.push(value);
  return result;
}
