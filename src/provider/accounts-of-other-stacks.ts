import { type CfnResource, Lazy, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { accountDigest, isAccountType, OTHER_ACCOUNTS_METADATA_KEY } from '../contract';
import { SharedState } from './copies';
import { topLevelStack } from './top-level-stack';

interface Account {
  readonly stack: Stack;
  readonly resource: CfnResource;
  readonly properties: { readonly [name: string]: unknown };
  digests?: readonly string[];
}

interface App {
  readonly stacks: Set<Stack>;
  readonly accounts: Account[];
}

const APPS = new SharedState<App>('accounts-of-stacks');

/**
 * Notes the accounts of the other stacks of the app in the template of each stack with resources of this library, so that a handler does
 * not close an account whose construct has moved to one of them.
 */
export function noteAccountsOfOtherStacks(resource: CfnResource, properties: { readonly [name: string]: unknown }): void {
  const { stacks, accounts } = appOf(resource);
  const stack = topLevelStack(resource);
  const isNewStack = !stacks.has(stack);
  stacks.add(stack);
  if (isAccountType(resource.cfnResourceType)) {
    const isFirst = !accounts.some((account) => account.stack === stack);
    accounts.push({ stack, resource, properties });
    if (isFirst) [...stacks].filter((each) => each !== stack).forEach((each) => addNote(each, accounts));
  }
  if (isNewStack && accounts.some((account) => account.stack !== stack)) addNote(stack, accounts);
}

function addNote(stack: Stack, accounts: readonly Account[]): void {
  const { metadata = {} } = stack.templateOptions;
  if (OTHER_ACCOUNTS_METADATA_KEY in metadata) return;
  const digests = () => accounts.filter((account) => account.stack !== stack).flatMap(digestsOf);
  stack.templateOptions.metadata = {
    ...metadata, [OTHER_ACCOUNTS_METADATA_KEY]: Lazy.list({ produce: () => [...new Set(digests())].sort() }, { omitEmpty: true }),
  };
}

/** Digests of the address and the ID of an account, as far as they are known at synthesis. */
function digestsOf(account: Account): readonly string[] {
  return account.digests ??= ['Email', 'AccountId']
    .map((name) => known(account.resource, account.properties[name]))
    .flatMap((value) => (value === undefined ? [] : [accountDigest(value)]));
}

function known(resource: CfnResource, value: unknown): string | undefined {
  try {
    const resolved: unknown = Stack.of(resource).resolve(value);
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    // The CDK reports the error when it writes the template.
    return undefined;
  }
}

function appOf(construct: IConstruct): App {
  const extent = Stage.of(construct) ?? construct.node.root;
  const app = APPS.get(extent) ?? { stacks: new Set(), accounts: [] };
  APPS.set(extent, app);
  return app;
}
