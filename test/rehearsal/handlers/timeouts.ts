/**
 * A handler whose SDK client has the timeouts of the property `Settings` (JSON), in milliseconds. It makes two calls, and logs the duration
 * and the result of each as one JSON line.
 */
import { get } from 'node:http';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';

interface Event {
  readonly RequestType: string;
  readonly ResourceProperties: { readonly Settings?: string; readonly Idle?: string };
}

export async function onEvent({ ResourceProperties: { Settings: settings = '{}', Idle: idle } }: Event) {
  if (idle !== undefined) return timed(async () => idleRequest(Number(idle)));
  const client = new OrganizationsClient({ maxAttempts: 1, requestHandler: JSON.parse(settings) });
  for (let call = 0; call < 2; call++) {
    await timed(async () => client.send(new DescribeOrganizationCommand({})));
  }
  return {};
}

export async function isComplete() {
  return { IsComplete: true };
}

async function timed(work: () => Promise<unknown>): Promise<void> {
  const start = Date.now();
  try {
    await work();
    console.log(JSON.stringify({ milliseconds: Date.now() - start, end: 'answered' }));
  } catch (error) {
    const { name, message } = error as Error;
    console.log(JSON.stringify({ milliseconds: Date.now() - start, end: name, message }));
  }
}

/** A request with the timeout of Node.js, which only emits an event and does not end the request. */
async function idleRequest(milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(process.env.AWS_ENDPOINT_URL_ORGANIZATIONS ?? '', () => resolve());
    request.setTimeout(milliseconds, () => request.destroy(new Error('idle')));
    request.on('error', reject);
  });
}
