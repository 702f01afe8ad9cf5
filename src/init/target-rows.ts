import type { Omissions } from './judge';
import type { PolicyRow, TargetRow } from './rows';
import { managedTags } from './tag-rows';
import { POLICY_TYPES, type PolicyTypeName } from '../contract';
import type { Organization, Root, OrganizationalUnit, Account } from '../model';
import { allowedByTexts, allowsNothing, assumptionLockOuts, type AttachedText, deployingRoles, lockOuts } from '../policy';

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const RESOURCE_CONTROL_POLICY = 'RESOURCE_CONTROL_POLICY';
const FULL_ACCESS_ID = POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault;
const FULL_ACCESS: AttachedText = {
  name: FULL_ACCESS_ID,
  text: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
};
/** The qualifier of a bootstrap stack and the access role that an app has by default. */
const ROLES = deployingRoles('hnb659fds', ['OrganizationAccountAccessRole']);

/** The service control policies of each level from the root down, without levels at which the app attaches none. */
export type Levels = readonly (readonly AttachedText[])[];

/** Makes the part of a row that all targets have. */
export class TargetRows {
  /** The same object for each policy, so that its text is read once. */
  private readonly texts: ReadonlyMap<string, AttachedText>;
  private readonly usesServiceControlPolicies: boolean;

  constructor(
    organization: Organization, private readonly policies: ReadonlyMap<string, PolicyRow>, private readonly omissions: Omissions,
  ) {
    this.texts = new Map([...policies].map(([id, { name, content }]) => [id, { name, text: content }]));
    this.usesServiceControlPolicies = organization.policyTypes.includes(SERVICE_CONTROL_POLICY);
  }

  /**
   * @param above the levels above the target
   * @returns the row, and the levels down to the target
   */
  of(target: Root | OrganizationalUnit | Account, path: string, above: Levels): { row: TargetRow; levels: Levels } {
    const attached = target.attachedPolicies.flatMap(({ id }) => this.policies.get(id) ?? []);
    for (const { id, name, awsManaged } of target.attachedPolicies) {
      if (awsManaged || this.policies.has(id)) continue;
      this.omissions.add('attachment', `${name} at ${path}`, 'the policy is left out; it stays attached');
    }
    const ofType = (type: PolicyTypeName) => attached.filter((policy) => policy.type === type).map(({ id }) => this.texts.get(id)!);
    const [own, resourcePolicies] = [ofType(SERVICE_CONTROL_POLICY), ofType(RESOURCE_CONTROL_POLICY)];
    const isDetached = this.usesServiceControlPolicies && target.attachedPolicies.every(({ id }) => id !== FULL_ACCESS_ID);
    if (isDetached && own.length === 0) {
      this.omissions.add('allowList', path, 'FullAWSAccess is detached and no policy of the app is attached; it stays so, and a rehearsal says that the code differs');
    }
    const isAllowList = isDetached && own.length > 0;
    const here = own.length === 0 || isAllowList ? own : [...own, FULL_ACCESS];
    const levels = here.length === 0 ? above : [...above, here];
    const lockOut = lockOutOf({ here, resourcePolicies, isNothingAllowed: isAllowList && allowsNothing(allowedByTexts(levels)) });
    return {
      row: {
        tags: managedTags(path, target.tags, this.omissions),
        policies: attached.map(({ key }) => key).sort(),
        isAllowList,
        ...(lockOut === undefined ? {} : { lockOut }),
      },
      levels,
    };
  }
}

/** The row of a target that the app only refers to. */
export const OUTSIDE: TargetRow = { tags: {}, policies: [], isAllowList: false };

interface Guarded {
  readonly here: readonly AttachedText[];
  readonly resourcePolicies: readonly AttachedText[];
  readonly isNothingAllowed: boolean;
}

/** The reason with which the app acknowledges policies that lock out the roles that deploy, as the organization does already. */
function lockOutOf({ here, resourcePolicies, isNothingAllowed }: Guarded): string | undefined {
  const isLockedOut = isNothingAllowed || (here.length > 0 && lockOuts(here, ROLES).length > 0)
    || assumptionLockOuts(resourcePolicies, ROLES).length > 0;
  if (!isLockedOut) return undefined;
  const names = [...new Set([...here.filter((each) => each !== FULL_ACCESS), ...resourcePolicies].map(({ name }) => name))].sort();
  return `As found when this app was written: ${names.join(', ')}`;
}
