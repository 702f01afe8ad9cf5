import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isPolicyType, policyTypeLimits } from '../../../contract';
import { ATTACHMENT_QUOTA } from '../app-rules';
import { problem, policyTypeQuota } from '../rule';
import { withRulePage } from '../rule-page';

/** The policies of one type that are attached to a target. */
export interface AttachedPolicies {
  readonly type: string;
  /** IDs in the order in which they are attached. They may be tokens, and an ID may occur twice. */
  readonly policyIds: readonly string[];
  /** Paths of the constructs, in the same order. */
  readonly paths: readonly string[];
  /** Slots that are taken in addition to one for each ID. */
  readonly moreSlots?: number;
  readonly detachFullAwsAccess: boolean;
}

/**
 * Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations".
 * @param elsewhere the policies that other stacks of the app attach to the target
 */
export function attachmentProblems(scope: IConstruct, attached: AttachedPolicies, elsewhere: readonly AttachedPolicies[] = []): string[] {
  return [...duplicateProblems(attached), ...numberProblems(scope, attached, elsewhere), ...fullAwsAccessProblems(attached)];
}

function duplicateProblems({ policyIds, paths }: AttachedPolicies): string[] {
  return paths.filter((_, place) => policyIds.indexOf(policyIds[place]) !== place).map((path) => problem({
    wrong: 'The policy is attached to the same target more than once', given: path, remedy: 'Attach it once',
  }));
}

function numberProblems(scope: IConstruct, attached: AttachedPolicies, elsewhere: readonly AttachedPolicies[]): string[] {
  const { type } = attached;
  if (!isPolicyType(type)) return [];
  const all = [attached, ...elsewhere];
  const byDefault = policyTypeLimits(type).attachedByDefault;
  const ids = new Set(all.flatMap(({ policyIds }) => policyIds));
  if (byDefault !== undefined && !all.some(({ detachFullAwsAccess }) => detachFullAwsAccess)) ids.add(byDefault);
  const allowed = policyTypeQuota(scope, type, 'maxAttachments');
  const count = ids.size + all.reduce((sum, { moreSlots = 0 }) => sum + moreSlots, 0);
  if (count <= allowed) return [];
  const others = elsewhere.flatMap(({ paths }) => paths);
  const counted = (ids.has(byDefault ?? '') ? `, ${byDefault} of AWS included` : '') + (others.length > 0 ? `, attached by other stacks: ${others.join(', ')}` : '');
  return [withRulePage(problem({
    wrong: `Too many policies of the type ${type} are attached to one target`,
    given: `${count} policies${counted}`,
    remedy: `Attach at most ${allowed}: merge some of them, or attach them to an organizational unit above`,
  }), ATTACHMENT_QUOTA.id)];
}

function fullAwsAccessProblems({ type, policyIds, detachFullAwsAccess }: AttachedPolicies): string[] {
  if (!detachFullAwsAccess || type !== 'SERVICE_CONTROL_POLICY') return [];
  const fullAwsAccess = policyTypeLimits(type).attachedByDefault!;
  if (policyIds.includes(fullAwsAccess)) {
    return [problem({
      wrong: 'FullAWSAccess is to be both attached and detached', given: fullAwsAccess, remedy: 'Do only one of the two',
    })];
  }
  if (policyIds.some((id) => Token.isUnresolved(id) || id !== fullAwsAccess)) return [];
  return [problem({
    wrong: 'FullAWSAccess is to be detached, but a target must keep at least one service control policy',
    given: 'no other policy',
    remedy: 'Attach the service control policy that allows what accounts may do instead',
  })];
}
