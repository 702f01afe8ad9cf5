import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ADOPTED_UNIT_MOVES } from '../app-rules';
import { keptUnitProblems } from './removal-policy-rules';
import { type Rule, type Mistake, problem, quota } from '../rule';
import { warn } from '../rule-page';

/** Source: AWS Organizations API Reference, CreateOrganizationalUnit. */
export function organizationalUnitNameRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'organizationalUnitNameLength');
  return [{
    broken: (name) => name.length < 1 || name.length > length,
    mistake: (given) => ({
      wrong: `The name of the organizational unit has ${given.length} characters`, given, remedy: `Use 1 to ${length} characters`,
    }),
  }];
}

/**
 * A unit that gets another parent is recreated with another ID. Each unit below it then gets another parent as well.
 * @param allowReplacementOfParent whether the parent may be replaced
 */
export function movableRules(allowReplacementOfParent: boolean): Rule<boolean>[] {
  return [{
    broken: (allowReplacement) => allowReplacementOfParent && !allowReplacement,
    mistake: (given) => ({
      wrong: 'The organizational unit may not be replaced, but its parent may, which would replace it too',
      given: `allowReplacement: ${given}`,
      remedy: 'Leave allowReplacement out, so that it follows its parent, or remove it from the parent',
    }),
  }];
}

/**
 * Warns of an adopted unit that may be replaced by one with another ID, since systems outside the app may know the present ID. It is only
 * a warning, since AWS Organizations accepts it.
 */
export function adoptedUnitProblems(unit: IConstruct, name: string, { adopt, movable }: { adopt: boolean; movable: boolean }): string[] {
  if (adopt && movable) {
    warn(unit, ADOPTED_UNIT_MOVES.id, problem({
      wrong: 'The organizational unit is adopted and may be replaced by one with another ID, which AWS Control Tower and others do not know',
      given: name,
      remedy: 'Set allowReplacement: false here and above, or acknowledge this if nothing outside the app knows the ID',
    }));
  }
  return [];
}

/** Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations". */
export function depthRules(scope: IConstruct): Rule<number>[] {
  const depth = quota(scope, 'organizationalUnitDepth');
  return [{
    broken: (given) => given > depth,
    mistake: (given) => ({
      wrong: 'The organizational unit is too deep below the root',
      given: `level ${given}`,
      remedy: `Place it at most ${depth} levels below the root`,
    }),
  }];
}

interface Destination {
  readonly adopt: boolean;
  /** The path of its construct. */
  readonly destination: string;
  readonly isOwnOrBelow: boolean;
  /** Organizations of the unit and of the destination, as far as the app knows them. */
  readonly organizations: readonly unknown[];
}

/** The reasons why the accounts of a unit cannot be moved when it is removed from the app. */
export function moveAccountsToProblems(unit: CfnResource, { adopt, destination, isOwnOrBelow, organizations }: Destination): string[] {
  const mistakes: Mistake[] = [];
  if (isOwnOrBelow) {
    mistakes.push({
      wrong: 'The accounts of the organizational unit are to be moved to itself, or to one below it, which is deleted first',
      given: destination,
      remedy: 'Set moveAccountsTo to its parent, the root or an organizational unit that stays',
    });
  }
  if (new Set(organizations).size > 1) {
    mistakes.push({
      wrong: 'The accounts of the organizational unit are to be moved to another organization',
      given: destination,
      remedy: 'Set moveAccountsTo to a place in the same organization',
    });
  }
  if (adopt) {
    mistakes.push({
      wrong: 'The organizational unit is adopted, so that it is never deleted, and its accounts are never moved',
      given: `adopt: true, moveAccountsTo: ${destination}`,
      remedy: 'Take moveAccountsTo out, and move the accounts by their constructs or by hand',
    });
  }
  return [...mistakes.map(problem), ...keptUnitProblems(unit)];
}
