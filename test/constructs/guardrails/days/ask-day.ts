import { type Day, ORGANIZATION_ID, type Part, REGION } from './day';
import type { AccessAnswer, OrganizationAccess } from '../../../../src/model';
import { guardrailOf } from '../../../../src/model/guardrails/named-guardrail';
import type { ContextValue } from '../../../../src/policy';

/** Condition keys that requests lack, unless a call says otherwise, and those that all have. */
const USUAL: Readonly<Record<string, ContextValue>> = {
  'aws:SecureTransport': true,
  'aws:RequestedRegion': REGION,
  'aws:ViaAWSService': false,
  ...Object.fromEntries([
    'aws:TagKeys', 'ec2:RoleDelivery', 'aws:AssumedRoot', 'aws:RequestTag/GuardDutyManaged', 's3:RequestObjectTagKeys', 's3:x-amz-acl',
    ...['full-control', 'read', 'read-acp', 'write', 'write-acp'].map((grant) => `s3:x-amz-grant-${grant}`),
  ].map((key) => [key, null])),
};

/** The account in which each part of a day happens. */
export type AccountNames = Readonly<Record<NonNullable<Part['account']>, string>>;

export interface Asked {
  readonly part: Part;
  readonly action: string;
  readonly answer: AccessAnswer;
}

/**
 * Asks about every call of a day, as `cdk-org explain` does. A resource without an account in its ARN is
 * one of the own organization, unless the keys of the call say otherwise.
 */
export function askAll(access: OrganizationAccess, { parts }: Day, names: AccountNames, organizationId = ORGANIZATION_ID): Asked[] {
  return parts.flatMap((part) => part.calls.map(({ action, on = '*', keys }) => {
    const placed = access.find(names[part.account ?? 'shop']);
    const owned: Readonly<Record<string, ContextValue>> = ['', placed.account.id].includes(on.split(':')[4] ?? '') ? { 'aws:ResourceOrgID': organizationId } : {};
    const question = { action, principal: part.principal, context: { ...USUAL, ...owned, ...part.keys, ...keys }, ...(on === '*' ? {} : { resource: on }) };
    return { part, action, answer: access.ask(placed, question) };
  }));
}

/** A denied call in one line: the caller, the action, and the guardrails. Of an open one, also what is missing. */
export function lineOf({ part, action, answer: { decision, matchedStatements, missingInformation } }: Asked): string {
  const by = matchedStatements.flatMap((reason) => guardrailOf(reason, action)?.id ?? []);
  return [...(decision === 'denied' ? [] : [decision]), `${part.principal} ${action} by ${[...new Set(by)].join(', ')}`, ...missingInformation.map((what) => `needs ${what}`)].join(' ');
}
