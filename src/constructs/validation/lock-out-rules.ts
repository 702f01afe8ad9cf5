import { DefaultStackSynthesizer, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { LOCK_OUT } from './app-rules';
import { type Mistake, problem } from './problem';
import { withRulePage } from './rule-page';
import { type AttachedText, type DeployingRole, type LockOut, lockOuts } from '../../policy';

/** The service control policies of one target, FullAWSAccess among them unless it is detached. */
export interface GuardedTarget {
  readonly policies: readonly AttachedText[];
  /** If the target is an account; it may be a token. */
  readonly accountId?: string;
  /** What the role is called through which the management account administers the accounts. */
  readonly accessRoleNames: readonly string[];
  /** Why the author means it. */
  readonly reason?: string;
}

/** Messages about roles that could not deploy any more. */
export function lockOutProblems(target: IConstruct, { policies, accountId, accessRoleNames, reason }: GuardedTarget): string[] {
  if (reason !== undefined) return reason.trim() === '' ? [problem(NO_REASON)] : [];
  const qualifier = qualifierOf(target);
  const roles: DeployingRole[] = [
    { names: [`cdk-${qualifier}-deploy-role-{account}-{region}`] },
    { names: [`cdk-${qualifier}-cfn-exec-role-{account}-{region}`] },
    { names: accessRoleNames },
  ];
  const found = lockOuts(policies, roles, Token.isUnresolved(accountId) ? undefined : accountId);
  return found.length === 0 ? [] : [withRulePage(problem(mistake(target, found)), LOCK_OUT.id)];
}

const LONGEST_LIST = 3;

const NO_REASON: Mistake = {
  wrong: 'acknowledgeLockOut has no reason', given: '', remedy: 'Say why nothing is to be deployed there, for whoever reads the code later',
};

function mistake(target: IConstruct, found: readonly LockOut[]): Mistake {
  const causes = [...new Set(found.flatMap(({ because }) => because.map(causeOf)))];
  const names = found.flatMap(({ role }) => role.names.map((name) => name.replace('{account}-{region}', '*')));
  const condition = { ArnNotLike: { 'aws:PrincipalArn': names.map((name) => `arn:*:iam::*:role/${name}`) } };
  return {
    wrong: `The service control policies of ${target.node.path} lock out ${names.join(', ')}: ${listed(causes)}`,
    given: [...new Set(found.flatMap(({ actions }) => actions))].join(', '),
    remedy: `Spare the roles by a condition such as ${JSON.stringify(condition)}, allow these actions, or call acknowledgeLockOut on the target with your reason`,
  };
}

function causeOf(reason: LockOut['because'][number]): string {
  return reason.kind === 'no-allow' ? `nothing in ${listed(reason.policies)} allows it` : `the statement ${reason.statement} of ${reason.policy} denies`;
}

function listed(names: readonly string[]): string {
  return names.slice(0, LONGEST_LIST).join(', ') + (names.length > LONGEST_LIST ? ` and ${names.length - LONGEST_LIST} more` : '');
}

/** Source: AWS CDK Developer Guide, "Customize AWS CDK bootstrapping": the qualifier is part of the roles' names. */
function qualifierOf(scope: IConstruct): string {
  return Stack.of(scope).synthesizer.bootstrapQualifier ?? scope.node.tryGetContext('@aws-cdk/core:bootstrapQualifier') as string | undefined
    ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
}
