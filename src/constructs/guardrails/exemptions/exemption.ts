import { Token } from 'aws-cdk-lib';
import { daysUntil, EXEMPTION_ENDS, type ExemptionEndName, isDay, LONGEST_EXEMPTION_TEXT } from '../../../contract';
import type { IAccount } from '../../account/account-base';
import { brokenRules, problem } from '../../validation';
import { exemptPrincipalRules } from '../shared/parameter-rules';

/**
 * How an exemption ends on its day.
 *
 * @experimental
 */
export enum ExemptionEnd {
  /**
   * The policy ends the exemption by itself, without a deployment: the denials stand in it twice, the second time for requests from that
   * day on. They take twice the space.
   */
  IN_POLICY = 'IN_POLICY',
  /** The first synthesis on that day or later leaves the exemption out. Until that is deployed, the exemption stays. */
  AT_SYNTHESIS = 'AT_SYNTHESIS',
  /** The exemption stays until it is removed from the app. */
  BY_HAND = 'BY_HAND',
}

/**
 * Properties of an exemption from a guardrail.
 *
 * @experimental
 */
export interface ExemptionProps {
  /**
   * The day on which the exemption ends, at 00:00 UTC, as `YYYY-MM-DD`. Synthesis warns from 14 days before; from that day on,
   * `cdk-org check` fails, and so does `cdk-org diff` with `--fail-on ended-exemption`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
   */
  readonly until: string;
  /** The reason for the exemption, 1 to 500 characters. No template has it. */
  readonly reason: string;
  /** The person, team or ticket that approved the exemption, 1 to 500 characters. No template has it. */
  readonly approver: string;
  /**
   * How the exemption ends on its day.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
   * @default ExemptionEnd.IN_POLICY
   */
  readonly end?: ExemptionEnd;
}

/** Exempt principals or an exempt account, for a time. */
export interface Exemption {
  readonly principalArn?: string;
  readonly account?: IAccount;
  readonly until: string;
  readonly reason: string;
  readonly approver: string;
  readonly end: ExemptionEndName;
}

/** The exemption of principals or of an account. Programs in JavaScript may give other members, which do not count. */
export function exemption(
  { until, reason, approver, end }: ExemptionProps, exempt: Pick<Exemption, 'principalArn'> | Pick<Exemption, 'account'>,
): Exemption {
  return { ...exempt, until, reason, approver, end: end ?? ExemptionEnd.IN_POLICY };
}

/** The ARN of the principals, or the path of the account in the app. */
export function exemptName({ principalArn, account }: Exemption): string {
  return principalArn ?? account?.node.path ?? '';
}

/** Whether synthesis writes the exemption into the policy. */
export function isPresent({ end, until }: Exemption): boolean {
  return end !== 'AT_SYNTHESIS' || daysUntil(until, Date.now()) > 0;
}

/** Messages about wrong properties of an exemption from a guardrail. */
export function exemptionProblems(guardrailId: string, given: Exemption): string[] {
  const { principalArn, account, end } = given;
  const [until, reason, approver] = [given.until, given.reason, given.approver].map((text) => text ?? '');
  const tokens = Object.entries({ until, reason, approver }).filter(([, text]) => Token.isUnresolved(text));
  if (tokens.length > 0) {
    return tokens.map(([name, text]) => problem({
      wrong: `The exemption from ${guardrailId} has a property \`${name}\` that is known only at deployment`,
      given: text,
      remedy: 'Give the text itself',
    }));
  }
  return [
    ...(principalArn === undefined && account === undefined ? [problem({
      wrong: `The exemption from ${guardrailId} exempts nothing`, given: 'undefined', remedy: 'Give an account, or the ARN of principals',
    })] : []),
    ...(EXEMPTION_ENDS.includes(end) ? [] : [problem({
      wrong: `The exemption from ${guardrailId} has no known end`, given: end, remedy: 'Give a value of ExemptionEnd, or leave it out',
    })]),
    ...brokenRules(principalArn, exemptPrincipalRules('An exempt principal')),
    ...(isDay(until) ? [] : [problem({
      wrong: `The exemption from ${guardrailId} does not end on a day of the calendar`, given: until, remedy: 'Write the day as YYYY-MM-DD',
    })]),
    ...Object.entries({ reason, approver }).filter(([, text]) => !hasLength(text)).map(([name, text]) => problem({
      wrong: `The exemption from ${guardrailId} has a property \`${name}\` without 1 to ${LONGEST_EXEMPTION_TEXT} characters`,
      given: text.length > LONGEST_EXEMPTION_TEXT ? `${text.length} characters` : text,
      remedy: 'Say in a few words what the exemption is for and who approved it',
    })),
  ];
}

function hasLength(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST_EXEMPTION_TEXT;
}
