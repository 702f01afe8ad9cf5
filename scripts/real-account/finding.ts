import type { Outcome } from './session/calls';
import { ORGANIZATIONS_READINGS, type OrganizationsReadingName, type OrganizationsReadings } from '../../src/simulator';

/**
 * The result of a probe for a reading: one of the alternatives of the simulator, an outcome that the simulator does not have, or the
 * reason why it could not be found out.
 */
export type Finding<V extends string = string> = { readonly answer: V } | { readonly other: string } | { readonly unknown: string };

export type Findings = { readonly [N in OrganizationsReadingName]?: Finding<OrganizationsReadings[N]> };

/** Errors that say only that the caller, or the moment, is wrong. */
const NO_ANSWER = /^(AccessDenied|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|IncompleteSignature|TooManyRequests|Throttling|RequestLimitExceeded|RequestExpired|Service|Internal)/;

export function answer<V extends string>(value: V): Finding<V> {
  return { answer: value };
}

export function unknown(reason: string): { readonly unknown: string } {
  return { unknown: reason };
}

/** An outcome that no reading has, unless it says nothing about the question. */
export function otherwise({ text, code }: Outcome): { readonly other: string } | { readonly unknown: string } {
  return NO_ANSWER.test(code) ? unknown(`the call was refused with ${text}`) : { other: text };
}

/** The reading that has the name of an outcome, with the reason of the error or without it. */
export function asReading<N extends OrganizationsReadingName>(name: N, outcome: Outcome): Finding<OrganizationsReadings[N]> {
  const { text, code } = outcome;
  const readings: readonly string[] = ORGANIZATIONS_READINGS[name];
  const [, reason = text] = text.split(' ');
  const found = [text, code, reason].find((each) => readings.includes(each));
  return found === undefined ? otherwise(outcome) : answer(found as OrganizationsReadings[N]);
}

/** The reading under which the calls have these outcomes. The table has the outcomes of each reading, without reasons. */
export function classify<V extends string>(outcomes: readonly Outcome[], table: Readonly<Record<V, readonly string[]>>): Finding<V> {
  const codes = outcomes.map(({ code }) => code);
  const found = (Object.keys(table) as V[]).find((reading) => table[reading].join() === codes.join());
  if (found !== undefined) return answer(found);
  const expected = Object.values<readonly string[]>(table).flat();
  const refusal = outcomes.find(({ code }) => NO_ANSWER.test(code) && !expected.includes(code));
  return refusal ? otherwise(refusal) : { other: outcomes.map(({ text }) => text).join(', ') };
}

/** A finding as text: `policyNames` is `uniquePerType`, `other: SomeException`, or `unknown: why`. */
export function findingText(finding: Finding): string {
  if ('answer' in finding) return finding.answer;
  return 'other' in finding ? `other: ${finding.other}` : `unknown: ${finding.unknown}`;
}
