import { accountsAtOtherConstructs, identityProblems, inactive } from './account-obstacles';
import { adoptedPolicies, adoptionsOfNothing } from './adoption/adoptions';
import { adoptionsById } from './adoption/adoptions-by-id';
import { disabledTypes, exceededQuotas, missingReferences } from './beyond-the-code';
import { destinationsOfAccounts } from './destination-of-accounts';
import { exportsInUse } from './exports-in-use';
import { parametersThatAreKept } from './kept-parameters';
import { managementAccount } from './management-account';
import { movesBeforeHandOver } from './moves-before-hand-over';
import { namesInUse } from './names-in-use';
import type { Kept } from './obstacle';
import type { Obstacle } from '../risk';
import { fixedFeatureSet } from './organization/fixed-feature-set';
import { policyTypeDisabling } from './organization/policy-type-disabling';
import { resourcePolicyObstacles } from './organization/resource-policy-obstacles';
import { withoutTrustedAccess } from './organization/without-trusted-access';
import { otherRegions } from './other-region';
import { ownedByOthers } from './owned-by-others';
import { removalObstacles } from './removal-obstacles';
import { unitMoves } from './unit-moves';
import { stackNameOf } from '../../../contract';
import type { Aligned } from '../../diff/identity/align';
import { captionsOf } from '../../diff/identity/names';
import type { PrivilegedParts } from '../../privileged/privileged-parts';
import type { StackLinks } from '../../stack-links';

export interface FormerCode {
  readonly untouched?: ReadonlySet<string>;
  /**
   * Addresses of all resources of the code that was deployed last.
   * @default - none are known
   */
  readonly deployed?: ReadonlySet<string>;
  /** @default - those of a base from code */
  readonly links?: readonly StackLinks[];
  /** @default - those of a base from code */
  readonly formerParts?: PrivilegedParts;
  /**
   * How many changes there are between the head whose parameters keep the defaults of the base and the head.
   * @default - not known
   */
  readonly changesOfParameters?: number;
}

/**
 * The reasons why a deployment cannot work, as far as they are known before it begins. The head comes from code; the base from code, or
 * from the service with notes on the resources that the code owns (`withOwnership`).
 * @param former facts about the deployed code: the resources that a deployment leaves alone, and the links between stacks
 */
export function obstaclesOf(
  aligned: Aligned, { untouched = new Set(), deployed = new Set(), links, formerParts, changesOfParameters }: FormerCode = {},
): Obstacle[] {
  const { base, head } = aligned;
  const { links: present = [], stacks, owners = [] } = head.code ?? {};
  const paths = captionsOf(head);
  const pair = (before: Kept['before'] | undefined, after: Kept['after'], subject: string): Kept[] => (
    before === undefined ? [] : [{ before, after, subject }]);
  const kept: Kept[] = [
    ...[...head.targets.values()].filter(({ kind }) => kind !== 'root').flatMap((after) => pair(base.targets.get(after.id), after, paths.get(after.id)!)),
    ...[...head.policies.values()].flatMap((after) => pair(base.policies.get(after.id), after, `policy ${after.name}`)),
  ];
  const root = [...head.targets.values()].filter(({ kind }) => kind === 'root').flatMap((after) => pair(base.targets.get(after.id), after, after.name));
  return [
    ...otherRegions([...root, ...kept], untouched),
    ...kept.flatMap((each) => ownedByOthers(each, aligned, untouched)),
    ...kept.flatMap((each) => adoptedPolicies(each, aligned, untouched)),
    ...adoptionsOfNothing(aligned, deployed),
    ...adoptionsById(aligned),
    ...resourcePolicyObstacles(aligned, { untouched, deployed }),
    ...missingReferences(aligned),
    ...disabledTypes(aligned),
    ...exceededQuotas(aligned),
    ...unitMoves(kept, aligned),
    ...kept.flatMap((each) => identityProblems(each, aligned, untouched)),
    ...kept.flatMap((each) => inactive(each, untouched)),
    ...kept.flatMap((each) => managementAccount(each, aligned, untouched)),
    ...accountsAtOtherConstructs(aligned),
    ...namesInUse(aligned),
    ...withoutTrustedAccess(aligned),
    ...removalObstacles(aligned),
    ...destinationsOfAccounts(aligned),
    ...movesBeforeHandOver(aligned),
    ...policyTypeDisabling(aligned),
    ...fixedFeatureSet(aligned, untouched),
    ...parametersThatAreKept(formerParts ?? base.code?.privileged, head.code?.privileged, changesOfParameters),
    ...exportsInUse(links ?? base.code?.links ?? [], present, (stacks ?? owners).map(stackNameOf)),
  ];
}
