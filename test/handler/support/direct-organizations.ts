import { SdkOrganizations, type AroundCall } from '../../../src/organizations';
import type { Simulator } from '../../../src/simulator';

type Client = ConstructorParameters<typeof SdkOrganizations>[0];

/**
 * The port with commands of the SDK that go to a simulator without the SDK's own transport, which takes longer than handlers and
 * simulator together. For runs by the ten thousand; `direct-organizations.test.ts` compares it with the real client.
 */
export function directOrganizations(simulator: Simulator, around?: AroundCall): SdkOrganizations {
  const send = async (command: { readonly input: object }): Promise<object> => {
    const operation = command.constructor.name.replace(/Command$/, '');
    const { status, body } = simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(command.input),
    });
    if (status !== 200) throw sdkError(status, JSON.parse(body));
    return body === '' ? {} : JSON.parse(body, reviveTimestamp) as object;
  };
  return new SdkOrganizations({ send } as unknown as Client, around);
}

function sdkError(status: number, { __type: name, Message: message, Reason }: Record<string, string>): Error {
  return Object.assign(new Error(message), {
    name, ...(Reason === undefined ? {} : { Reason }), $fault: status < 500 ? 'client' : 'server', $metadata: { httpStatusCode: status },
  });
}

/** Converts the timestamps of the service, which are seconds on the wire, by their names. */
function reviveTimestamp(name: string, value: unknown): unknown {
  return typeof value === 'number' && /Timestamp$|^Date|Date$/.test(name) ? new Date(value * 1000) : value;
}
