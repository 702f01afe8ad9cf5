import type { AppRows, TargetRow } from '../rows';

/** CloudFormation allows 500 resources in a stack, and an organization grows. */
const MOST_IN_ONE_STACK = 350;
/** Each unit and policy that the rows of a nested stack name is a parameter of it, and CloudFormation allows 200. */
const ROWS_OF_A_PART = 60;

/** Whether the rows need nested stacks. */
export function needsParts(rows: AppRows): boolean {
  const { root, units, accounts, policies, policyTypes, trustedServices, settings } = rows;
  const attachments = [root, ...units, ...accounts].filter(hasAttachments).length;
  const administrators = accounts.reduce((sum, { administers }) => sum + administers.length, 0);
  const lists = [units, accounts, policies, policyTypes, trustedServices].reduce((sum, { length }) => sum + length, 0);
  return lists + settings.size + attachments + administrators > MOST_IN_ONE_STACK;
}

function hasAttachments({ policies, isAllowList }: TargetRow): boolean {
  return policies.length > 0 || isAllowList;
}

/** The text of `lib/parts.ts`; undefined if one stack is enough. */
export function partsFile(rows: AppRows): string | undefined {
  if (!needsParts(rows)) return undefined;
  const parts = ({ length }: readonly unknown[]) => Math.max(1, Math.ceil(length / ROWS_OF_A_PART));
  return `import { NestedStack, type Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The number of nested stacks for rows of each kind. They never change: a row would move to another stack. */
const PARTS = { Policies: ${parts(rows.policies)}, Units: ${parts(rows.units)}, Accounts: ${parts(rows.accounts)} };

/**
 * The nested stack of a row. It depends on the ID alone, so a row that is new, renamed or moved never moves another one.
 * @param level of an organizational unit: those of a level refer to those of the level above only
 */
export function partOf(stack: Stack, kind: keyof typeof PARTS, id: string, level?: number): Construct {
  const hash = [...id].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 1_000_003, 7);
  const name = [kind, level, hash % PARTS[kind]].filter((each) => each !== undefined).join('-');
  return stack.node.tryFindChild(name) as Construct | undefined ?? new NestedStack(stack, name);
}
`;
}
