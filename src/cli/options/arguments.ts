import { InvalidArgumentError } from 'commander';
import type { Connection } from '../../organizations/read-only-client';
import type { StackIdsOption } from '../sources/stack-ids';

const FLAGS: Readonly<Record<keyof Connection, string>> = {
  profile: '--profile', roleArn: '--role-arn', region: '--region', endpointUrl: '--endpoint-url',
};

/**
 * An option that changes nothing was given for a reason that is not served.
 * @param instead what is read in place of a live organization
 * @throws Error if there are options of a connection.
 */
export function refuseConnection(options: Connection & StackIdsOption, instead: string, advice = 'Give --live'): void {
  const given = (Object.keys(FLAGS) as (keyof Connection)[]).filter((key) => options[key] !== undefined);
  const texts = [...given.map((key) => `${FLAGS[key]} ${options[key]}`), ...(options.stackIds === true ? ['--stack-ids'] : [])];
  if (texts.length === 0) return;
  throw new Error(`These options are only for a live organization, and ${instead}. Given: ${texts.join(', ')}. ${advice}, or leave this out.`);
}

/** A whole number within bounds, or an error that names both. */
export function integer(minimum: number, maximum: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^-?\d+$/.test(value) || number < minimum || number > maximum) {
      throw new InvalidArgumentError(`Give a whole number from ${minimum} to ${maximum}.`);
    }
    return number;
  };
}

/** An account ID, or an error that says what one is. */
export function accountId(value: string): string {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('Give twelve digits.');
  return value;
}

/** `NAME=VALUE`, repeated, as one record. */
export function namedValue(example: string) {
  return (text: string, others: Readonly<Record<string, string>> = {}): Record<string, string> => {
    const place = text.indexOf('=');
    if (place < 1) throw new InvalidArgumentError(`Give a name and a value, such as ${example}.`);
    return { ...others, [text.slice(0, place)]: text.slice(place + 1) };
  };
}
