import type { Severity } from '../../policy';

/** A rule that checks more of the app than one policy. It has a page in docs/rules as well. */
export interface AppRule {
  readonly id: string;
  readonly severity: Severity;
  /** The finding in one line. */
  readonly title: string;
}

export const ATTACHMENT_QUOTA: AppRule = {
  id: 'attachment-quota', severity: 'error', title: 'More policies of a type are attached to a target than the service accepts.',
};
export const ADOPTED_UNIT_MOVES: AppRule = {
  id: 'adopted-unit-moves', severity: 'warning', title: 'An organizational unit that is adopted may be recreated with another ID.',
};
export const ALLOW_LIST_NOTHING: AppRule = {
  id: 'allow-list-nothing', severity: 'error', title: 'FullAWSAccess is detached from a target, and no action is allowed at every level down to it.',
};
export const ALLOW_LIST_SERVICES: AppRule = {
  id: 'allow-list-services', severity: 'warning', title: 'FullAWSAccess is detached from a target, and services that most accounts need are not allowed there.',
};
export const ALLOW_LIST_SUMMARY: AppRule = {
  id: 'allow-list-summary', severity: 'info', title: 'FullAWSAccess is detached from a target: which services stay allowed there.',
};
export const BROAD_NETWORK_PERIMETER: AppRule = {
  id: 'broad-network-perimeter', severity: 'warning', title: 'A guardrail about networks is about all roles, those of AWS services too.',
};
export const EXEMPTION_ENDED: AppRule = {
  id: 'exemption-ended', severity: 'warning', title: 'The day on which an exemption from a guardrail ends is past.',
};
export const EXEMPTION_ENDS: AppRule = {
  id: 'exemption-ends', severity: 'warning', title: 'An exemption from a guardrail ends within 14 days.',
};
export const LOCK_OUT: AppRule = {
  id: 'lock-out',
  severity: 'error',
  title: 'The service control policies of a target deny the roles that deploy to its accounts what they need, '
    + 'or its resource control policies let nobody assume them.',
};
export const MANAGEMENT_ACCOUNT: AppRule = {
  id: 'management-account', severity: 'warning', title: 'A policy that has no effect on the management account is attached to it.',
};
export const POLICY_AFTER_ACCOUNT: AppRule = {
  id: 'policy-after-account', severity: 'warning', title: 'A policy above an account names it, so that the account exists before the policy is attached.',
};
export const POLICY_TYPE: AppRule = {
  id: 'policy-type', severity: 'warning', title: 'Nothing in the app enables the type of policies that are attached outside it.',
};
export const POLICY_TYPE_SERVICE: AppRule = {
  id: 'policy-type-service', severity: 'warning', title: 'The app enables a policy type and not the trusted access of its service.',
};
export const RECONCILE: AppRule = {
  id: 'reconcile', severity: 'info', title: 'The context value that lets every resource take part in a deployment is set.',
};
export const ROLLOUT_INHERITS: AppRule = {
  id: 'rollout-inherits', severity: 'warning', title: 'Accounts of an early wave of a rollout keep the policy that it replaces, from above.',
};
export const SERVICE_SETUP: AppRule = {
  id: 'service-setup', severity: 'warning', title: 'A service needs calls of its own besides trusted access or a delegated administrator.',
};
export const SEVERAL_ORGANIZATIONS: AppRule = {
  id: 'several-organizations', severity: 'warning', title: 'Two stacks of the app have an Organization of the same account, or may have.',
};
export const UNATTACHED_POLICY: AppRule = {
  id: 'unattached-policy', severity: 'warning', title: 'A policy is attached nowhere.',
};
export const UNKNOWN_REGION: AppRule = {
  id: 'unknown-region', severity: 'warning', title: 'A guardrail or an account names a Region that is not known.',
};
export const UNKNOWN_TRUSTED_SERVICE: AppRule = {
  id: 'unknown-trusted-service', severity: 'warning', title: 'A trusted service is not known, and one of a similar name is.',
};
export const UNUSED_ALLOW_LIST: AppRule = {
  id: 'unused-allow-list', severity: 'warning', title: 'A policy that only allows is attached beside FullAWSAccess, and changes nothing.',
};

export const APP_RULES: readonly AppRule[] = [
  ADOPTED_UNIT_MOVES, ALLOW_LIST_NOTHING, ALLOW_LIST_SERVICES, ALLOW_LIST_SUMMARY, ATTACHMENT_QUOTA, BROAD_NETWORK_PERIMETER,
  EXEMPTION_ENDED, EXEMPTION_ENDS, LOCK_OUT, MANAGEMENT_ACCOUNT, POLICY_AFTER_ACCOUNT, POLICY_TYPE, POLICY_TYPE_SERVICE, RECONCILE,
  ROLLOUT_INHERITS, SERVICE_SETUP, SEVERAL_ORGANIZATIONS, UNATTACHED_POLICY, UNKNOWN_REGION, UNKNOWN_TRUSTED_SERVICE,
  UNUSED_ALLOW_LIST,
];
