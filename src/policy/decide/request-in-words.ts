import { OTHER_ACCOUNT } from './known-parts';
import type { Witness } from './witness';
import { accountOfArn, ANONYMOUS } from '../evaluate/request/principal';

/** Keys that tell nothing beside the principal. */
const SAID = /^aws:(?:principalarn|principalaccount|principalisawsservice)$/i;
/** Values longer than this are cut. */
const LONGEST = 120;
/** Keys that a request lacks are listed up to this number. */
const MOST_ABSENT = 3;

/**
 * A request as a part of a sentence: `role/Example can call s3:PutObject on arn:aws:s3:::example/key where aws:SourceIp is 203.0.113.7`.
 * @param verb such as `can no longer`
 */
export function requestInWords({ action, resource, principal, context, isNewAction }: Witness, verb = 'can'): string {
  const keys = Object.entries(context).filter(([key]) => !SAID.test(key));
  const present = keys.flatMap(([key, value]) => (value === null ? [] : [`${key} is ${[value].flat().map((text) => cut(String(text))).join(' and ')}`]));
  const absent = keys.filter(([, value]) => value === null).map(([key]) => key);
  const more = absent.length > MOST_ABSENT ? [`${absent.length - MOST_ABSENT} other keys`] : [];
  const without = absent.length === 0 ? [] : [`without ${[...absent.slice(0, MOST_ABSENT), ...more].join(', ')}`];
  return [
    `${cut(principalInWords(principal))} ${verb} call ${action}${isNewAction ? ' (an example: AWS has no such action today)' : ''}`,
    ...(resource === undefined || resource === '*' ? [] : [`on ${cut(resource)}`]),
    ...(present.length === 0 ? [] : [`where ${present.join(', ')}`]),
    ...without,
  ].join(' ');
}

/** A principal of the account without the ID, which is another one in each account. */
function principalInWords(principal: string): string {
  if (principal === ANONYMOUS) return 'an anonymous caller';
  const account = accountOfArn(principal);
  return account === undefined || account === OTHER_ACCOUNT ? principal : principal.slice(principal.lastIndexOf(':') + 1);
}

function cut(text: string): string {
  if (text === '') return 'empty';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
