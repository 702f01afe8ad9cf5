import type { AppRows, TargetRow } from './rows';

/** CloudFormation allows 500 resources in a stack, and an organization grows. */
const MOST_IN_ONE_STACK = 350;
/** Each unit and policy that the rows of a nested stack name is a parameter of it, and CloudFormation allows 200. */
const ROWS_OF_A_PART = 60;

/** Numbers for an app that has nested stacks before it needs them, so that it can grow to about a thousand accounts. */
const LEAST = { Policies: 1, Units: 2, Accounts: 5 };

/** The number of nested stacks for rows of each kind; undefined if one stack is enough. */
export function partsOf(rows: AppRows): { readonly Policies: number; readonly Units: number; readonly Accounts: number } | undefined {
  const { root, units, accounts, policies, policyTypes, trustedServices, settings, isSplit = false } = rows;
  const attachments = [root, ...units, ...accounts].filter(hasAttachments).length;
  const administrators = accounts.reduce((sum, { administers }) => sum + administers.length, 0);
  const lists = [units, accounts, policies, policyTypes, trustedServices].reduce((sum, { length }) => sum + length, 0);
  if (!isSplit && lists + settings.size + attachments + administrators <= MOST_IN_ONE_STACK) return undefined;
  const least = isSplit ? LEAST : { Policies: 1, Units: 1, Accounts: 1 };
  const parts = ({ length }: readonly unknown[], kind: keyof typeof LEAST) => Math.max(least[kind], Math.ceil(length / ROWS_OF_A_PART));
  return { Policies: parts(policies, 'Policies'), Units: parts(units, 'Units'), Accounts: parts(accounts, 'Accounts') };
}

function hasAttachments({ policies, isAllowList }: TargetRow): boolean {
  return policies.length > 0 || isAllowList;
}
