import { patternCovers } from '../../../policy/evaluate/patterns/glob';
import type { FlatOrganization } from '../../diff/flat-organization';

const REGION = 'aws:requestedregion';

/** The service control policies that limit actions in a Region, by name, or the reason why they are unknown. */
export type RegionLimits = readonly string[] | 'managementAccount' | 'notInCode';

/** The service control policies that deny actions in a Region to an account; exceptions in their statements are ignored. */
export function regionLimits(head: FlatOrganization, accountId: string, region: string): RegionLimits {
  if (accountId === head.managementAccountId) return 'managementAccount';
  if (!head.targets.has(accountId)) return 'notInCode';
  const names = new Set<string>();
  for (let target = head.targets.get(accountId); target !== undefined; target = head.targets.get(target.parentId ?? '')) {
    for (const { id, name, type } of target.attachedPolicies) {
      const content = type === 'SERVICE_CONTROL_POLICY' ? head.policies.get(id)?.content : undefined;
      if (content !== undefined && deniesIn(content, region)) names.add(name);
    }
  }
  return [...names].sort();
}

function deniesIn(content: string, region: string): boolean {
  return statementsOf(content).some(({ Effect, Condition }) => Effect === 'Deny' && Object.entries(Condition ?? {}).some(([operator, keys]) => (
    Object.entries(keys as object).some(([key, values]) => (
      key.toLowerCase() === REGION && isDenied(operator, [values].flat() as string[], region))))));
}

/** A statement with a negated operator denies every other Region. */
function isDenied(operator: string, values: readonly string[], region: string): boolean {
  const name = operator.replace(/^For(AllValues|AnyValue):/, '').replace(/IfExists$/, '');
  if (!/^(String|Arn)/.test(name)) return false;
  const matches = values.some((value) => (name.endsWith('Like') ? patternCovers(value, region) : value === region));
  return /^StringNot/.test(name) ? !matches : matches;
}

interface Read {
  readonly Effect?: unknown;
  readonly Condition?: object;
}

function statementsOf(content: string): readonly Read[] {
  try {
    const { Statement } = JSON.parse(content) as { Statement?: Read | readonly Read[] };
    return Statement === undefined ? [] : [Statement].flat() as Read[];
  } catch {
    return [];
  }
}
