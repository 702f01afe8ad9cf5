import type { IConstruct } from 'constructs';
import { ADOPTED_UNIT_MOVES } from './app-rules';
import { problem } from './problem';
import { quota } from './quota';
import type { Rule } from './rule';
import { warn } from './rule-page';

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
 * A unit that moves is made anew with another id, so that each one below it gets another parent, which is a move as well.
 * @param allowMoveOfParent whether the parent may move
 */
export function movableRules(allowMoveOfParent: boolean): Rule<boolean>[] {
  return [{
    broken: (allowMove) => allowMoveOfParent && !allowMove,
    mistake: (given) => ({
      wrong: 'The organizational unit may not move, but the one above it may, which cannot move without those below it',
      given: `allowMove: ${given}`,
      remedy: 'Leave allowMove out, so that it follows its parent, or take it from the parent',
    }),
  }];
}

/**
 * Warns of a unit that is adopted, so that others may know it by its ID, and may move, which gives it another one. No problem for AWS
 * Organizations, so that it only warns.
 */
export function adoptedUnitProblems(unit: IConstruct, name: string, { adopt, movable }: { adopt: boolean; movable: boolean }): string[] {
  if (adopt && movable) {
    warn(unit, ADOPTED_UNIT_MOVES.id, problem({
      wrong: 'The organizational unit is adopted and may move, which recreates it with another ID; AWS Control Tower and others that know it lose it',
      given: name,
      remedy: 'Set allowMove: false here and above, or acknowledge this if nothing outside the app knows the ID',
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
      wrong: 'The organizational unit lies too deep below the root',
      given: `level ${given}`,
      remedy: `Place it at most ${depth} levels below the root`,
    }),
  }];
}
