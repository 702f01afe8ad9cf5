import { Stack, Stage } from 'aws-cdk-lib';
import type { AssemblyStack, CloudAssembly } from '../assembly';
import { AccountAssertions } from './account-assertions';
import { assertion, counted } from './failure';
import { lazyModel } from './lazy-model';
import { OrganizationalUnitAssertions } from './organizational-unit-assertions';
import { accountsUnder, findUnit } from './units';
import type { OrganizationAccess } from '../model/access';
import type { Organization } from '../model/organization';

/**
 * The accounts to which an assertion applies.
 *
 * @experimental
 */
export interface AccountSelection {
  /**
   * Path of an organizational unit, `Workloads/Prod`. Accounts in the units below it count too.
   * @default - all accounts of the app
   */
  readonly under?: string;
}

/**
 * Assertions about the organization of an app: the permissions of its accounts, and their places. They work with any test runner: an
 * assertion that does not hold throws an error with the actual values.
 *
 * @experimental
 * @example
 * declare const stack: Stack;
 *
 * const assertions = OrganizationAssertions.fromStack(stack);
 * assertions.hasAccounts(12);
 * assertions.account('shop-prod').isIn('Workloads/Prod');
 * assertions.everyAccount({ under: 'Workloads' }).denies('organizations:LeaveOrganization');
 */
export class OrganizationAssertions {
  /**
   * The synthesized organization in the stage of a stack, including the policies and accounts of other stacks in the stage. If the stage
   * has several organizations, it is the one to which dependencies connect the stack.
   * @param stack a stack of an app; an error if it belongs to no app, or if it is connected to several organizations
   */
  public static fromStack(stack: Stack): OrganizationAssertions {
    const stage = Stage.of(stack);
    const app = stack.node.root;
    if (stage === undefined || !Stage.isStage(app)) {
      throw new Error(`The stack belongs to no app: "${stack.node.path}". Make it below an App or a Stage.`);
    }
    app.synth();
    return OrganizationAssertions.fromPart(stage.synth().directory, outermost(stack).artifactId);
  }

  /**
   * The organization of a cloud assembly.
   * @param directory the folder that `cdk synth` wrote, usually `cdk.out`; an error if it holds no cloud assembly, or several organizations
   */
  public static fromAssembly(directory: string): OrganizationAssertions {
    return OrganizationAssertions.fromPart(directory);
  }

  private static fromPart(directory: string, stackId?: string): OrganizationAssertions {
    const { organizationFromAssembly, readCloudAssembly } = lazyModel();
    return new OrganizationAssertions(organizationFromAssembly(partOfOneOrganization(readCloudAssembly(directory), stackId)));
  }

  private readonly access: OrganizationAccess;

  private constructor(private readonly organization: Organization) {
    const model = lazyModel();
    this.access = new model.OrganizationAccess(organization);
  }

  /**
   * One account.
   * @param account its name, email address, path (`Workloads/Prod/shop-prod`) or ID; an error unless exactly one account matches
   */
  public account(account: string): AccountAssertions {
    return AccountAssertions._of(this.access, [this.access.find(account)]);
  }

  /**
   * All accounts, or all accounts below an organizational unit. An assertion fails if it does not hold for one of them.
   * @param selection the accounts; an error if it selects none, since nothing would be asserted
   */
  public everyAccount(selection: AccountSelection = {}): AccountAssertions {
    return AccountAssertions._of(this.access, accountsUnder(this.organization, this.access.accounts, selection.under));
  }

  /**
   * One organizational unit.
   * @param path names from the root down, `Workloads/Prod`; an error if there is none
   */
  public organizationalUnit(path: string): OrganizationalUnitAssertions {
    return OrganizationalUnitAssertions._of(findUnit(this.organization, path));
  }

  /** Asserts that the organization has exactly this number of accounts. */
  public hasAccounts(count: number): void {
    const { accounts } = this.access;
    assertion(accounts.length === count, `The organization was expected to have ${counted(count, 'account')}, but it has ${accounts.length}`,
      accounts.map(({ path }) => path));
  }
}

/** The stack that has its own artifact in the assembly. */
function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

/**
 * The part of an assembly that belongs to one organization. It is the whole assembly, unless its stacks manage several organizations. Then
 * it consists of the stacks that dependencies connect to the given stack.
 *
 * @throws Error if these stacks manage several organizations as well
 */
function partOfOneOrganization(assembly: CloudAssembly, stackId?: string): CloudAssembly {
  const { managingStacks } = lazyModel();
  if (managingStacks(assembly.stacks).length <= 1) return assembly;
  const stacks = stackId === undefined ? assembly.stacks : connectedWith(stackId, assembly.stacks);
  const several = managingStacks(stacks);
  if (several.length > 1) {
    throw new Error(`There is more than one organization: stacks ${several.map(({ displayName }) => displayName).join(', ')}. `
      + 'Give fromStack a stack that only one of them is connected with, or put each organization into an App or a Stage of its own.');
  }
  return { ...assembly, stacks };
}

/** The stacks that dependencies connect to a stack, in the order of the assembly. */
function connectedWith(stackId: string, stacks: readonly AssemblyStack[]): AssemblyStack[] {
  const found = new Set([stackId]);
  for (const id of found) {
    for (const stack of stacks) {
      if (stack.id === id) stack.dependencies.forEach((dependency) => found.add(dependency));
      else if (stack.dependencies.includes(id)) found.add(stack.id);
    }
  }
  return stacks.filter(({ id }) => found.has(id));
}
