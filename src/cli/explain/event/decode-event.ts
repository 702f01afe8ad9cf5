import { isOrganizationsError, NO_ANSWER, type OrganizationsError } from '../../../organizations';
import type { Connection } from '../../../organizations/read-only-client';
import { DECODE_COMMAND, encodedMessageIn } from '../../../trail';
import { clock } from '../../options/connection-options';

/** Source: AWS STS API Reference, "DecodeAuthorizationMessage", EncodedMessage. */
const LONGEST = 10_240;

/**
 * The decoded message in place of an event with an encoded one. It calls AWS STS.
 * @param file the file of the event, for errors
 * @throws Error if there is no encoded message, or if AWS STS does not decode it
 */
export async function decodedEvent(text: string, file: string, connection: Omit<Connection, 'endpointUrl'>): Promise<string> {
  const message = encodedMessageIn(text);
  if (message === undefined) throw new Error(`The event has no encoded authorization message (given: --event ${file}). Leave --decode-message out.`);
  if (message.length > LONGEST) throw new Error(`The encoded message is longer than AWS STS accepts (given: ${message.length} characters). Give one of at most ${LONGEST}.`);
  const { decodeAuthorizationMessage } = await import('../../../organizations/authorization/sdk-authorization-message.js');
  try {
    return await decodeAuthorizationMessage(connection, clock, message);
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(decodingProblem(error)) : error;
  }
}

function decodingProblem({ operation, code, message }: OrganizationsError): string {
  if (code === NO_ANSWER) return `The message cannot be decoded: ${operation} got no answer (${message}). Check the network and the AWS Region.`;
  const advice = code === 'AccessDenied'
    ? `Give the user or role the permission sts:${operation} in the account of the caller. Or let someone who has it run "${DECODE_COMMAND}", and give the answer to --event.`
    : code === 'InvalidAuthorizationMessage' ? 'Give the whole message, which may have expired, without line breaks.' : 'See what the service says, and try again.';
  return `The message cannot be decoded: ${operation} was refused with ${code} (${message}). ${advice}`;
}
