import { type AssemblyStack, type CloudAssembly, isRecord, templatesOf } from '../../assembly';
import { DELEGATED_POLICY_TYPES_VARIABLE } from '../../contract';

export const MANAGEMENT_ACCOUNT_ID = '111111111111';
/** The account of a delegated stack without an account. */
export const MEMBER_ACCOUNT_ID = '222222222222';

type CallingStack = Pick<AssemblyStack, 'accountId' | 'template' | 'nestedTemplates'>;

/** The policy types that a provider in the stack manages from a member account; `undefined` for a stack without such a provider. */
export function delegatedTypes(stack: Omit<CallingStack, 'accountId'>): readonly string[] | undefined {
  const definitions = templatesOf(stack).flatMap(({ Resources }) => Object.values(Resources));
  const found = definitions.flatMap(({ Type: type, Properties }) => {
    const variables = type === 'AWS::Lambda::Function' && isRecord(Properties?.Environment) ? Properties.Environment.Variables : undefined;
    const types = isRecord(variables) ? variables[DELEGATED_POLICY_TYPES_VARIABLE] : undefined;
    return typeof types === 'string' ? [types.split(',')] : [];
  });
  return found.length === 0 ? undefined : [...new Set(found.flat())];
}

/** The management account. A delegated stack is in a member account, so it is the account of another stack, or of no stack. */
export function managementAccountOf(assemblies: readonly CloudAssembly[], given?: string): string {
  if (given !== undefined) return given;
  const stacks = assemblies.flatMap((assembly) => assembly.stacks);
  const members = new Set(stacks.filter((stack) => delegatedTypes(stack) !== undefined).map(memberIdOf));
  const manager = stacks.find(({ accountId }) => accountId !== undefined && !members.has(accountId))?.accountId;
  return manager ?? [MANAGEMENT_ACCOUNT_ID, MEMBER_ACCOUNT_ID].find((id) => !members.has(id)) ?? '333333333333';
}

/** The member accounts from which stacks call, each with the policy types of its provider. */
export function memberAccounts(assemblies: readonly CloudAssembly[], given?: string): ReadonlyMap<string, readonly string[]> {
  const manager = managementAccountOf(assemblies, given);
  const members = new Map<string, readonly string[]>();
  for (const stack of assemblies.flatMap((assembly) => assembly.stacks)) {
    const types = delegatedTypes(stack);
    const id = types === undefined ? stack.accountId : memberIdOf(stack);
    // Whether an account without a delegated provider is a member is known only if the management account is.
    if (id === undefined || id === manager || (types === undefined && given === undefined)) continue;
    members.set(id, [...new Set([...members.get(id) ?? [], ...types ?? []])]);
  }
  return members;
}

/** The account from which a stack calls; `undefined` for the management account. */
export function callerOf(stack: CallingStack): string | undefined {
  return delegatedTypes(stack) === undefined ? stack.accountId : memberIdOf(stack);
}

function memberIdOf({ accountId }: Pick<CallingStack, 'accountId'>): string {
  return accountId ?? MEMBER_ACCOUNT_ID;
}
