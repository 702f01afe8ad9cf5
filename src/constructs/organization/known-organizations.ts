import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { GuardedAction } from '../../contract';
import { SharedState, topLevelStack } from '../../provider';
import type { PolicyTargetBase } from '../policy/attachments/policy-target';

const MANAGEMENT_ACCOUNTS = new SharedState<Set<string>>('management-accounts');

/** Remembers the management account of an organization that the app knows. */
export function noteManagementAccount(organization: IConstruct, accountId: string): void {
  const app = organization.node.root;
  MANAGEMENT_ACCOUNTS.set(app, (MANAGEMENT_ACCOUNTS.get(app) ?? new Set()).add(accountId));
}

/** Whether an ID, or the token for it, is known as the ID of a management account. */
export function isManagementAccount(scope: IConstruct, accountId: string): boolean {
  return MANAGEMENT_ACCOUNTS.get(scope.node.root)?.has(accountId) ?? false;
}

/** The parts of an organization that attachments and accounts need: its policy types, and the actions that it allows on accounts. */
export interface PolicyTypeEnabler {
  readonly organizationId: string;
  readonly _allowedActions: readonly GuardedAction[];
  _ensurePolicyType(policyType: string): void;
  _findPolicyType(policyType: string): IConstruct[];
}

interface KnownOrganization extends IConstruct, PolicyTypeEnabler {
  _findTrustedService(principal: string): IConstruct[];
}

/** An organization that the app creates or takes over. */
export interface OwnOrganization extends KnownOrganization {
  /** The resource that creates the organization. */
  readonly _organizationResource: CfnResource;
  /** Whether it exists before the app is deployed. */
  readonly _exists: boolean;
}

const OWN = new SharedState<OwnOrganization[]>('organizations');
const OF_APP = new SharedState<OwnOrganization[]>('organizations-of-app');
const IMPORTED = new SharedState<KnownOrganization[]>('imported-organizations');

/** Remembers an organization of the app. */
export function noteOwnOrganization(organization: OwnOrganization): void {
  OWN.set(extent(organization), [...ownOrganizations(organization), organization]);
  OF_APP.set(organization.node.root, [...allOwnOrganizations(organization), organization]);
}

/** Remembers an organization outside the app. */
export function noteImportedOrganization(organization: KnownOrganization): void {
  IMPORTED.set(extent(organization), [...IMPORTED.get(extent(organization)) ?? [], organization]);
}

/** Whether the stage enables trusted access for a service. */
export function isServiceTrusted(construct: IConstruct, principal: string): boolean {
  const all: KnownOrganization[] = [...ownOrganizations(construct), ...IMPORTED.get(extent(construct)) ?? []];
  return all.some((organization) => organization._findTrustedService(principal).length > 0);
}

/** Organizations of the app in the stage of a construct. */
export function ownOrganizations(construct: IConstruct): readonly OwnOrganization[] {
  return OWN.get(extent(construct)) ?? [];
}

/** Organizations of the app, in all of its stages. */
export function allOwnOrganizations(construct: IConstruct): readonly OwnOrganization[] {
  return OF_APP.get(construct.node.root) ?? [];
}

/** The organization of targets outside the app: the one in the same top-level stack, or the only one in the stage. */
export function soleOrganization(construct: IConstruct): PolicyTypeEnabler | undefined {
  const all = ownOrganizations(construct);
  const near = all.filter((each) => topLevelStack(each) === topLevelStack(construct));
  const [found, another] = near.length > 0 ? near : all;
  return another === undefined ? found : undefined;
}

/** The organizations that a construct may belong to, as far as the app knows. There is only one if it is certain. */
export function organizationsAround(scope: IConstruct): readonly IConstruct[] {
  const known = [...ownOrganizations(scope), ...IMPORTED.get(extent(scope)) ?? []];
  for (const each of [...scope.node.scopes].reverse()) {
    const found = known.find((organization) => organization === each || organization === (each as Partial<Placed>)._place?.organization);
    if (found) return [found];
  }
  const near = known.filter((each) => topLevelStack(each) === topLevelStack(scope));
  return near.length > 0 ? near : known;
}

interface Placed {
  readonly _place: PlaceInOrganization;
}

/** Organizations outside the app that the construct's stage imports. */
export function importedOrganizations(construct: IConstruct): readonly PolicyTypeEnabler[] {
  return IMPORTED.get(extent(construct)) ?? [];
}

function extent(construct: IConstruct): IConstruct {
  return Stage.of(construct) ?? construct.node.root;
}

/** The place of a target in its organization, as far as the app knows. */
export interface PlaceInOrganization {
  /** Levels below the root; for a target outside the app, the minimum. */
  readonly level: number;
  readonly above?: PolicyTargetBase;
  readonly organization?: PolicyTypeEnabler;
}
