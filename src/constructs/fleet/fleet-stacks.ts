import { NestedStack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FleetAccount, FleetRows } from '../../fleet';
import { problem } from '../validation';

/**
 * The nested stacks of a fleet. Their numbers never change after the first deployment: rows would move to other stacks.
 *
 * @experimental
 */
export interface FleetNestedStacks {
  /**
   * Number of nested stacks for accounts, 1 to 400. Each holds at most 500 resources: plan one for every 60 accounts, so that it can grow.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
   */
  readonly accounts: number;
  /**
   * Number of nested stacks for the organizational units of each level, 1 to 50. Plan one for every 60 units of the largest level.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
   * @default - the organizational units are in the stack of the fleet
   */
  readonly organizationalUnits?: number;
}

/** Rows that fit into one stack, with the resources of the organization beside them. */
const MOST_ROWS = 450;
const PLANNED = 60;
/** CloudFormation allows 200 parameters, and some are for the provider. */
const MOST_REFERENCES = 180;
/** CloudFormation allows templates of 1 MB. A reference to an organizational unit of another nested stack, or of the stack around it: */
const [BYTES_BETWEEN_NESTED, BYTES_FROM_ABOVE] = [270, 90];
const MOST_BYTES = 800_000;

/** Finds the stack of each row. It depends on the ID of the row alone, so that no row moves another one. */
export class FleetStacks {
  /** @throws Error if the rows do not fit */
  constructor(private readonly scope: Construct, private readonly numbers: FleetNestedStacks | undefined, { units, accounts }: FleetRows) {
    const rows = units.length + accounts.length;
    if (numbers === undefined && rows > MOST_ROWS) {
      const forUnits = Math.ceil(units.length / PLANNED);
      throw new Error(problem({
        wrong: `[${scope.node.path}] The rows of the fleet do not fit into one stack`,
        given: `${rows} rows`,
        remedy: `Give nestedStacks: { accounts: ${Math.ceil(accounts.length / PLANNED)}${forUnits > 1 ? `, organizationalUnits: ${forUnits}` : ''} }, and never change the numbers`,
      }));
    }
    this.checkNumber('accounts', numbers?.accounts, 400);
    this.checkNumber('organizationalUnits', numbers?.organizationalUnits, 50);
    const created = new Set(units.filter(({ adopt, outside }) => !adopt && !outside).map(({ id }) => id));
    if (numbers !== undefined) this.checkReferences(accounts, created, numbers);
  }

  ofAccount(id: string): Construct {
    return this.part('Accounts', id, this.numbers?.accounts);
  }

  /** @param level those of a level refer to those of the level above only, so that no two stacks refer to each other */
  ofUnit(id: string, level: number): Construct {
    return this.part(`Units-${level}`, id, this.numbers?.organizationalUnits);
  }

  private part(kind: string, id: string, number: number | undefined): Construct {
    if (number === undefined) return this.scope;
    const name = `${kind}-${partOf(id, number)}`;
    return this.scope.node.tryFindChild(name) as Construct | undefined ?? new NestedStack(this.scope, name);
  }

  private checkNumber(name: keyof FleetNestedStacks, number: number | undefined, most: number): void {
    if (number === undefined || (Number.isInteger(number) && number >= 1 && number <= most)) return;
    throw new Error(problem({
      wrong: `[${this.scope.node.path}] The number of nested stacks for ${name} is not a whole number from 1 to ${most}`, given: number, remedy: 'Give such a number',
    }));
  }

  /**
   * Each new organizational unit and each policy that the rows of a nested stack name is a parameter of it. Those that exist are named by
   * their IDs.
   */
  private checkReferences(
    accounts: readonly FleetAccount[], created: ReadonlySet<string>, { accounts: number, organizationalUnits }: FleetNestedStacks,
  ): void {
    const references = new Map<number, Set<string>>();
    for (const { id, unit, policies } of accounts) {
      const part = partOf(id, number);
      const named = references.get(part) ?? new Set();
      references.set(part, named);
      const parents = unit !== undefined && created.has(unit) ? [`unit ${unit}`] : [];
      for (const each of [...parents, ...policies.map((key) => `policy ${key}`)]) named.add(each);
    }
    const all = [...references.values()].reduce((sum, { size }) => sum + size, 0);
    if (all * (organizationalUnits === undefined ? BYTES_FROM_ABOVE : BYTES_BETWEEN_NESTED) > MOST_BYTES) {
      throw new Error(problem({
        wrong: `[${this.scope.node.path}] The nested stacks refer to so many new organizational units and policies that the template of the stack would be too large`,
        given: `${all} references`,
        remedy: 'Deploy the organizational units first, and adopt them by their IDs; or distribute the rows over several stacks, each with a fleet',
      }));
    }
    const [full] = [...references].filter(([, { size }]) => size > MOST_REFERENCES);
    if (full === undefined) return;
    throw new Error(problem({
      wrong: `[${this.scope.node.path}] The accounts of the nested stack Accounts-${full[0]} name too many organizational units and policies`,
      given: full[1].size,
      remedy: `A nested stack takes ${MOST_REFERENCES}. Put the rows of new accounts into a second fleet with nested stacks of its own`,
    }));
  }
}

/** The same number as in the apps that `cdk-org init` writes. */
export function partOf(id: string, number: number): number {
  return [...id].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 1_000_003, 7) % number;
}
