import { Construct } from 'constructs';

interface Kind {
  readonly wrong: string;
  /** A property that objects of this kind have, and those that are mistaken for them do not. */
  readonly property: string;
  /** The way to correct it, as a sentence without its full stop. */
  readonly remedy: string;
}

/** The kinds of objects that the constructs of this library take. */
const KINDS = {
  policy: {
    wrong: 'This is no policy',
    property: 'policyId',
    remedy: 'Give a policy; a set of policies goes to attachPolicySet or policySets, and guardrails go into a policy',
  },
  policySet: {
    wrong: 'This is no policy set',
    property: 'policyIds',
    remedy: 'Give a set of policies; a policy goes to attachPolicy or policies, and guardrails go into a policy or a set',
  },
  target: {
    wrong: 'This is no target of policies',
    property: 'policyTargetId',
    remedy: 'Give a root, an organizational unit or an account, such as organization.root',
  },
  parent: {
    wrong: 'This is no parent',
    property: 'rootOrOrganizationalUnitId',
    remedy: 'Give a root or an organizational unit, such as organization.root',
  },
  organizationalUnit: {
    wrong: 'This is no organizational unit',
    property: 'organizationalUnitId',
    remedy: 'Give an organizational unit of the app, or OrganizationalUnit.fromOrganizationalUnitId',
  },
  account: {
    wrong: 'This is no account',
    property: 'accountId',
    remedy: 'Give an account of the app, or Account.fromAccountId',
  },
  organization: {
    wrong: 'This is no organization',
    property: 'managementAccountId',
    remedy: 'Give the organization of the app, or Organization.fromOrganizationAttributes',
  },
  provider: {
    wrong: 'This is no provider of this library',
    property: 'maxConcurrentResources',
    remedy: 'Give an OrganizationsProvider, or OrganizationsProvider.fromServiceToken',
  },
  logGroup: {
    wrong: 'This is no log group',
    property: 'logGroupArn',
    remedy: 'Give a log group of the app, or LogGroup.fromLogGroupName',
  },
  principal: {
    wrong: 'This is no principal',
    property: 'policyFragment',
    remedy: 'Give a principal, such as new AccountPrincipal("222222222222")',
  },
} satisfies Record<string, Kind>;

/**
 * Checks the kind of an object that a user gave. Python and JavaScript check no interfaces, and what an object of another kind lacks would
 * go into the template as nothing.
 * @throws Error with the object and what to give
 */
export function requireKind(kind: keyof typeof KINDS, ...objects: readonly unknown[]): void {
  const { wrong, property, remedy }: Kind = KINDS[kind];
  for (const object of objects) {
    if (typeof object === 'object' && object !== null && property in object) continue;
    throw new Error(`${wrong} (given: "${named(object)}"). ${remedy}.`);
  }
}

function named(object: unknown): string {
  if (Construct.isConstruct(object)) return `${object.constructor.name} at ${object.node.path}`;
  return typeof object === 'object' && object !== null ? object.constructor.name : String(object);
}
