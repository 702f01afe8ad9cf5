import { Stack, Stage } from 'aws-cdk-lib';
import { readCloudAssembly, type AssemblyStack, type CloudAssembly } from '../assembly';
import { AccountAssertions } from './account-assertions';
import { assertion, counted } from './failure';
import { OrganizationalUnitAssertions } from './organizational-unit-assertions';
import { accountsUnder, findUnit } from './units';
import { OrganizationAccess } from '../model/access';
import { organizationFromAssembly } from '../model/code/from-assembly';
import { managingStacks } from '../model/code/one-organization';
import type { Organization } from '../model/organization';

/** Which accounts an assertion is about. */
export interface AccountSelection {
  /**
   * Path of an organizational unit, `Workloads/Prod`. Accounts in the units below it count too.
   * @default - all accounts of the code
   */
  readonly under?: string;
}

/**
 * Assertions about the organization that an app asks for: what its accounts may do, and where they are. For any test runner: what does
 * not hold throws an error that says what is there instead.
 */
export class OrganizationAssertions {
  /**
   * The organization of the stack's stage, as it is synthesized. The policies and accounts of the stage's other stacks are part of it. If
   * the stage has several organizations, it is the one that the stack is connected with.
   * @param stack a stack of an app; an error if it belongs to none, or if it is connected with several organizations
   */
  public static fromStack(stack: Stack): OrganizationAssertions {
    const stage = Stage.of(stack);
    const app = stack.node.root;
    if (stage === undefined || !Stage.isStage(app)) {
      throw new Error(`The stack belongs to no app: "${stack.node.path}". Make it below an App or a Stage.`);
    }
    app.synth();
    const assembly = readCloudAssembly(stage.synth().directory);
    return new OrganizationAssertions(organizationFromAssembly(partOfOneOrganization(assembly, outermost(stack).artifactId)));
  }

  /**
   * The organization of a cloud assembly.
   * @param directory the folder that `cdk synth` wrote, usually `cdk.out`; an error if it holds no cloud assembly, or several organizations
   */
  public static fromAssembly(directory: string): OrganizationAssertions {
    return new OrganizationAssertions(organizationFromAssembly(partOfOneOrganization(readCloudAssembly(directory))));
  }

  private readonly access: OrganizationAccess;

  private constructor(private readonly organization: Organization) {
    this.access = new OrganizationAccess(organization);
  }

  /**
   * One account.
   * @param account its name, e-mail address, path (`Workloads/Prod/shop-prod`) or id; an error if none or more than one is meant
   */
  public account(account: string): AccountAssertions {
    return AccountAssertions._of(this.access, [this.access.find(account)]);
  }

  /**
   * Every account, or every one below an organizational unit. An assertion fails if it does not hold for one of them.
   * @param selection an error if it leaves no account, since nothing would be asserted
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

  /** The code has exactly so many accounts. */
  public hasAccounts(count: number): void {
    const { accounts } = this.access;
    assertion(accounts.length === count, `The organization was expected to have ${counted(count, 'account')}, but it has ${accounts.length}`,
      accounts.map(({ path }) => path));
  }
}

/** The stack that has a place of its own in the assembly. */
function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

/**
 * The part of an assembly that is about one organization: all of it, unless stacks manage several. Then it is what is connected with the
 * given stack, through dependencies between stacks.
 *
 * @throws Error if that has several as well
 */
function partOfOneOrganization(assembly: CloudAssembly, stackId?: string): CloudAssembly {
  if (managingStacks(assembly.stacks).length <= 1) return assembly;
  const stacks = stackId === undefined ? assembly.stacks : connectedWith(stackId, assembly.stacks);
  const several = managingStacks(stacks);
  if (several.length > 1) {
    throw new Error(`There is more than one organization: stacks ${several.map(({ displayName }) => displayName).join(', ')}. `
      + 'Give fromStack a stack that only one of them is connected with, or put each organization into an App or a Stage of its own.');
  }
  return { ...assembly, stacks };
}

/** In the order of the assembly. */
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
