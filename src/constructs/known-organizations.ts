import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { topLevelStack } from '../provider';
import type { PolicyTypeEnabler } from './policy-type-enabler';

type KnownOrganization = IConstruct & PolicyTypeEnabler;

const OWN = new WeakMap<IConstruct, KnownOrganization[]>();
const IMPORTED = new WeakMap<IConstruct, KnownOrganization[]>();

/** Remembers an organization of the app, or one outside it. */
export function noteOrganization(organization: KnownOrganization, kind: 'own' | 'imported'): void {
  const known = kind === 'own' ? OWN : IMPORTED;
  known.set(extent(organization), [...known.get(extent(organization)) ?? [], organization]);
}

/** The organization that targets outside the app must be of: that of the same top-level stack, or the only one of the stage. */
export function soleOrganization(construct: IConstruct): PolicyTypeEnabler | undefined {
  const all = OWN.get(extent(construct)) ?? [];
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
