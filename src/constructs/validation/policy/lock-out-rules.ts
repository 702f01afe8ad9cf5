import { Token, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { assumptionLockOuts, type AttachedText, deployingRoles, type LockOut, lockOuts } from '../../../policy';
import { LOCK_OUT } from '../app-rules';
import { type Mistake, problem } from '../rule';
import { withRulePage } from '../rule-page';

/** The control policies of one target. */
export interface GuardedTarget {
  /** Includes FullAWSAccess unless it is detached; empty if the app attaches none. */
  readonly serviceControlPolicies: readonly AttachedText[];
  readonly resourceControlPolicies: readonly AttachedText[];
  /** The ID of the target if it is an account; it may be a token. */
  readonly accountId?: string;
  /** Names of the roles through which the management account administers the accounts. */
  readonly accessRoleNames: readonly string[];
  /** The reason that the author gave to `acknowledgeLockOut`. */
  readonly reason?: string;
}

/** Messages about roles that could no longer deploy. */
export function lockOutProblems(target: IConstruct, guarded: GuardedTarget): string[] {
  const { serviceControlPolicies, resourceControlPolicies, accountId, accessRoleNames, reason } = guarded;
  if (reason !== undefined) return reason.trim() === '' ? [problem(NO_REASON)] : [];
  const roles = deployingRoles(qualifierOf(target), accessRoleNames);
  const id = Token.isUnresolved(accountId) ? undefined : accountId;
  return [
    ['service control policies', serviceControlPolicies.length === 0 ? [] : lockOuts(serviceControlPolicies, roles, id)] as const,
    ['resource control policies', assumptionLockOuts(resourceControlPolicies, roles, id)] as const,
  ].flatMap(([which, found]) => (found.length === 0 ? [] : [withRulePage(problem(mistake(target, which, found)), LOCK_OUT.id)]));
}

const LONGEST_LIST = 3;

const NO_REASON: Mistake = {
  wrong: 'acknowledgeLockOut has no reason', given: '', remedy: 'Give the reason why nothing is deployed there, for later readers of the code',
};

function mistake(target: IConstruct, which: string, found: readonly LockOut[]): Mistake {
  const causes = [...new Set(found.flatMap(({ matchedStatements }) => matchedStatements.map(causeOf)))];
  const names = found.flatMap(({ role }) => role.names.map((name) => name.replace('{account}-{region}', '*')));
  const condition = { ArnNotLike: { 'aws:PrincipalArn': names.map((name) => `arn:*:iam::*:role/${name}`) } };
  const missing = found.every(({ matchedStatements }) => matchedStatements.every(({ kind }) => kind === 'no-allow'));
  const spare = which.startsWith('resource')
    ? 'leave these roles out with NotResource, or exempt callers of the organization with a condition on aws:PrincipalOrgID'
    : `exempt the roles with a condition such as ${JSON.stringify(condition)}, or allow these actions`;
  const remedy = missing ? 'allow these actions in one of the policies, or keep FullAWSAccess attached' : spare;
  return {
    wrong: `The ${which} of ${target.node.path} lock out ${names.join(', ')}: ${listed(causes)}`,
    given: [...new Set(found.flatMap(({ actions }) => actions))].join(', '),
    // An organization that exists has such places: nobody edits its policies for this message.
    remedy: `If that is intended, call acknowledgeLockOut on the target with your reason. Otherwise ${remedy}`,
  };
}

function causeOf(reason: LockOut['matchedStatements'][number]): string {
  return reason.kind === 'no-allow' ? `nothing in ${listed(reason.policies)} allows it` : `the statement ${reason.statement} of ${reason.policy} denies`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, LONGEST_LIST).join(', ') + (names.length > LONGEST_LIST ? ` and ${names.length - LONGEST_LIST} more` : '');
}

/** The qualifier is part of the roles' names. */
function qualifierOf(scope: IConstruct): string {
  return Stack.of(scope).synthesizer.bootstrapQualifier ?? scope.node.tryGetContext('@aws-cdk/core:bootstrapQualifier') as string | undefined
    ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
}
