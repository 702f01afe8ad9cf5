import { CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyTypeEnabler } from './policy-type-enabler';
import { topLevelStack } from '../../provider';

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

const OWN = new WeakMap<IConstruct, OwnOrganization[]>();
const OF_APP = new WeakMap<IConstruct, OwnOrganization[]>();
const IMPORTED = new WeakMap<IConstruct, KnownOrganization[]>();

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

/** Organizations of the app, those of other stages left out. */
export function ownOrganizations(construct: IConstruct): readonly OwnOrganization[] {
  return OWN.get(extent(construct)) ?? [];
}

/** Organizations of the app, in all of its stages. */
export function allOwnOrganizations(construct: IConstruct): readonly OwnOrganization[] {
  return OF_APP.get(construct.node.root) ?? [];
}

/** The organization that targets outside the app must be of: that of the same top-level stack, or the only one of the stage. */
export function soleOrganization(construct: IConstruct): PolicyTypeEnabler | undefined {
  const all = ownOrganizations(construct);
  const near = all.filter((each) => topLevelStack(each) === topLevelStack(construct));
  const [found, another] = near.length > 0 ? near : all;
  return another === undefined ? found : undefined;
}

/** Those outside the app that its stage names. */
export function importedOrganizations(construct: IConstruct): readonly PolicyTypeEnabler[] {
  return IMPORTED.get(extent(construct)) ?? [];
}

function extent(construct: IConstruct): IConstruct {
  return Stage.of(construct) ?? construct.node.root;
}
