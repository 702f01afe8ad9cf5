import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { topLevelStack } from '../../../provider';
import type { IAccount } from '../../account/account-base';
import { problem } from '../../validation';

/** The names of the stacks whose policies an account may manage. */
export interface StackDelegation {
  readonly account: IAccount;
  readonly stackNames: readonly string[];
}

/** Owner tags name a stack and no account: two stacks with one name own the same policies. */
export function delegatedStackProblems(resourcePolicy: Construct, delegations: readonly StackDelegation[]): string[] {
  const own = topLevelStack(resourcePolicy).stackName;
  const accountOf = ({ account }: StackDelegation) => JSON.stringify(Stack.of(resourcePolicy).resolve(account.accountId));
  const pairs = delegations.flatMap((delegation) => delegation.stackNames.map((name) => ({ name, account: accountOf(delegation) })));
  const shared = pairs.filter(({ name, account }, place) => (
    pairs.slice(0, place).some((other) => other.name === name && other.account !== account)));
  return [
    ...pairs.some(({ name }) => name === own) ? [problem({
      wrong: 'A delegated account may manage the policies of the stack that delegates, since its own stack has the same name',
      given: own,
      remedy: 'Give the stack of the account another name',
    })] : [],
    ...[...new Set(shared.map(({ name }) => name))].map((name) => problem({
      wrong: 'Two accounts may manage the policies of stacks with one name, and so those of each other',
      given: name,
      remedy: 'Give the stacks of the accounts different names',
    })),
  ];
}
