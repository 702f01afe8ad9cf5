import * as sdk from '@aws-sdk/client-sts';
import type { Clock } from '../clock';
import { type Connection, connectedConfig, requireCredentials } from '../read-only-client';
import { retryingEachCall } from '../retrying-calls';
import { sendAround } from '../sdk-calls';

/**
 * Decodes an encoded authorization message with the credentials of a connection.
 * @returns the JSON text of the message
 * @throws OrganizationsError for a call that was refused or got no answer; Error if there are no credentials or no Region
 */
export async function decodeAuthorizationMessage(connection: Connection, clock: Clock, message: string): Promise<string> {
  const client = new sdk.STSClient({ ...await connectedConfig(connection), maxAttempts: 1 });
  await requireCredentials(client);
  const { DecodedMessage: decoded } = await sendAround(retryingEachCall(clock), 'DecodeAuthorizationMessage', () => (
    client.send(new sdk.DecodeAuthorizationMessageCommand({ EncodedMessage: message }))));
  return decoded ?? '';
}
