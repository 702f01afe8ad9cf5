import { actionsOfEvent } from '../action/action-of-event';
import type { DenialCause } from '../message/denial-cause';
import { deniedMessage } from '../message/denied-message';
import { callerOf } from '../record/caller';
import { type TrailRecord, wasRefused } from '../record/trail-record';

/** The types of policies of an organization that can deny a call. */
export type DenyingKind = 'service control policy' | 'resource control policy';

/** A call that a policy of the organization denied, as its record says. */
export interface Denial {
  readonly kind: DenyingKind;
  /** Whether a statement denies the call, or none allows it. */
  readonly how: DenialCause['how'];
  /** The ARN of the policy, if the message names it. */
  readonly policyArn?: string;
  /** The ARN of the role, user or root user, or a service. Undefined if the record shows only the account. */
  readonly principal?: string;
  /** The account of the caller. */
  readonly accountId?: string;
  /** `s3:GetObject`; the event, such as `ec2.amazonaws.com RunInstances`, if the action is not known. */
  readonly action: string;
  readonly time?: string;
}

/** The part of a record that is about a denial. */
export type DenialOfRecord =
  | { readonly denial: Denial }
  /** It was refused, and the message names no kind of policy, as those of some services. */
  | { readonly unnamed: true }
  /** A policy that is none of the organization refused it. */
  | { readonly otherPolicy: true }
  /** No policy refused it. */
  | undefined;

/**
 * The denial by a policy of the organization in a record.
 * Sources: IAM User Guide, "Troubleshoot access denied error messages"; AWS CloudTrail User Guide, "CloudTrail record contents".
 */
export function denialOf(record: TrailRecord): DenialOfRecord {
  const told = deniedMessage(record.errorMessage ?? '', { isOne: true });
  const policy = told?.cause?.policy;
  // Services return some denials with codes of other errors, so that a message with a reason suffices.
  if (policy === undefined) return wasRefused(record) ? { unnamed: true } : undefined;
  const { how, policyArn } = told!.cause!;
  if (policy !== 'service control policy' && policy !== 'resource control policy') return { otherPolicy: true };
  const caller = callerOf(record);
  const { principal = told?.principal, accountId = told?.accountId ?? record.identity.accountId } = 'unknown' in caller ? {} : caller;
  return {
    denial: {
      kind: policy,
      how,
      ...(policyArn === undefined ? {} : { policyArn }),
      ...(principal === undefined ? {} : { principal }),
      ...(accountId === undefined ? {} : { accountId }),
      action: told?.action ?? actionOf(record),
      ...(record.eventTime === undefined ? {} : { time: record.eventTime }),
    },
  };
}

function actionOf({ eventSource, eventName }: TrailRecord): string {
  const found = actionsOfEvent({ eventSource, eventName });
  return 'actions' in found && found.actions.length === 1 ? found.actions[0] : `${eventSource} ${eventName}`;
}

/** The ID of a policy in its ARN: `p-…`. Source: Service Authorization Reference, "AWS Organizations", resource types. */
export function policyIdOf(policyArn: string): string | undefined {
  return /^arn:[^:]+:organizations::[^:]*:policy\/.*\/(p-[0-9A-Za-z]+)$/.exec(policyArn)?.[1];
}
