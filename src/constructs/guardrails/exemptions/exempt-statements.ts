import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type Exemption, exemptName } from './exemption';
import { FROM_DAY, sidFromDay } from '../../../contract';
import { RESTRICTED_ACCOUNT_KEYS } from '../../account/restricted-account-keys';
import type { PolicyType } from '../../policy/policy-type';
import { problem } from '../../validation';

type Conditions = Record<string, Record<string, unknown>>;

const { operator: FROM, key: TIME_KEY } = FROM_DAY;

/**
 * The statements of a guardrail with exemptions. Conditions of a statement are joined by "and", so no single denial can say "unless exempt,
 * or from that day on": each day on which exemptions end adds the denials a second time, for requests from that day on.
 */
export function exemptStatements(
  statements: readonly iam.PolicyStatement[], exemptions: readonly Exemption[], policyType: PolicyType,
): iam.PolicyStatement[] {
  const phase = (statement: iam.PolicyStatement, from?: string) => {
    const remaining = exemptions.filter(({ until, end }) => end !== 'IN_POLICY' || from === undefined || until > from);
    return withExemptions(statement, remaining, policyType, from);
  };
  return [
    ...statements.map((statement) => (isDenial(statement) ? phase(statement) : statement)),
    ...daysOfEnds(exemptions).flatMap((day) => statements.filter(isDenial).map((statement) => phase(statement, day))),
  ];
}

/** Messages about statements to which the exemptions cannot be added. */
export function exemptStatementProblems(
  statements: readonly iam.PolicyStatement[], exemptions: readonly Exemption[], { policyTypeName }: PolicyType,
): string[] {
  const all = statements.filter(isDenial).map(({ conditions }) => conditions as Conditions);
  const valuesOf = (operator: string, key: string) => (
    all.flatMap((conditions) => keyIn(conditions[operator], key) ?? []).map(({ values }) => values));
  const lists = [...valuesOf('ArnNotLike', 'aws:PrincipalArn'), ...valuesOf('StringNotEquals', RESTRICTED_ACCOUNT_KEYS[policyTypeName]!)];
  const isExempt = (value: string | undefined) => exemptions.slice(0, -1).some((each) => valueOf(each) === value)
    || (lists.length > 0 && lists.filter((values) => [values].flat().includes(value)).length === all.length);
  return [
    ...exemptions.slice(-1).filter((last) => isExempt(valueOf(last))).map((last) => problem({
      wrong: 'What is exempt until a day is exempt from the guardrail already',
      given: exemptName(last),
      remedy: 'Exempt it once, until the last day on which it needs it',
    })),
    ...statements.filter(writesItself).map(({ sid }) => problem({
      wrong: 'A statement of the guardrail is written at synthesis by a class of its own, so that no condition can be added before',
      given: sid ?? 'a statement without a Sid',
      remedy: 'Write the exemption into the statement',
    })),
    ...(all.length > 0 ? [] : [problem({
      wrong: 'Nothing can be exempt from a guardrail that denies nothing', given: 'no Deny statement', remedy: 'Leave the exemption out',
    })]),
    ...lists.filter((values) => Token.isUnresolved(values)).map((values) => problem({
      wrong: 'The values to which an exemption is added are a list that is known only at deployment',
      given: String(values),
      remedy: 'Give a list in code; its items may be references',
    })),
    ...(daysOfEnds(exemptions).length > 0 && valuesOf(FROM, TIME_KEY).length > 0 ? [problem({
      wrong: 'The guardrail has a condition with DateGreaterThanEquals and aws:CurrentTime of its own',
      given: 'ExemptionEnd.IN_POLICY',
      remedy: 'Give ExemptionEnd.AT_SYNTHESIS or ExemptionEnd.BY_HAND',
    })] : []),
  ];
}

/** The value in the condition. */
function valueOf({ principalArn, account }: Exemption): string | undefined {
  return principalArn ?? account?.accountId;
}

function daysOfEnds(exemptions: readonly Exemption[]): string[] {
  return [...new Set(exemptions.filter(({ end }) => end === 'IN_POLICY').map(({ until }) => until))].sort();
}

/** Whether a statement is of a class that completes it in `freeze`, as the AWS CDK allows. A copy would lack that. */
function writesItself(statement: iam.PolicyStatement): boolean {
  const type = Object.getPrototypeOf(statement) as object;
  return Object.getPrototypeOf(type) !== Object.prototype && Object.hasOwn(type, 'freeze');
}

function isDenial({ effect }: iam.PolicyStatement): boolean {
  return effect === iam.Effect.DENY;
}

/** @param from the day from which the statement applies. @default - always */
function withExemptions(
  statement: iam.PolicyStatement, exemptions: readonly Exemption[], { policyTypeName }: PolicyType, from?: string,
): iam.PolicyStatement {
  const conditions: Conditions = { ...statement.conditions };
  addValues(conditions, 'ArnNotLike', 'aws:PrincipalArn', exemptions.flatMap(({ principalArn = [] }) => principalArn));
  addValues(conditions, 'StringNotEquals', RESTRICTED_ACCOUNT_KEYS[policyTypeName]!, exemptions.flatMap(({ account }) => account?.accountId ?? []));
  if (from === undefined) return statement.copy({ conditions });
  conditions[FROM] = { ...conditions[FROM], [TIME_KEY]: `${from}T00:00:00Z` };
  return statement.copy({ conditions, sid: statement.sid && sidFromDay(statement.sid, from) });
}

/** Adds values to those of a negated condition, none of which may match for it to hold. */
function addValues(conditions: Conditions, operator: string, key: string, added: readonly string[]): void {
  if (added.length === 0) return;
  const known = keyIn(conditions[operator], key);
  const values = [known?.values ?? []].flat();
  conditions[operator] = { ...conditions[operator], [known?.key ?? key]: [...new Set([...values, ...added])] };
}

/** The condition key as the statement writes it, in any case, and its values. */
function keyIn(keys: Record<string, unknown> | undefined, wanted: string): { readonly key: string; readonly values: unknown } | undefined {
  const found = Object.entries(keys ?? {}).find(([key]) => key.toLowerCase() === wanted.toLowerCase());
  return found && { key: found[0], values: found[1] };
}
