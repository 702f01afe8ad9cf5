import { isOtherRegion, OWNER_TAG_KEY, parseOwnerTagValue, rootTagsKey } from '../../../contract';
import { listed } from '../../../policy';
import type { FlatTarget } from '../../diff/flat-organization';
import type { Policy } from '../../organization';
import type { Obstacle } from '../risk';
import { type Kept, obstacle } from './obstacle';

const NAMED_AT_ONCE = 3;

/** The stack of the same name in another Region that owns a live resource, for which the deployment stops; undefined if there is none. */
export function ownerInOtherRegion({ before, after }: Kept, untouched: ReadonlySet<string>): string | undefined {
  const { code } = after;
  if (code === undefined || before.code !== undefined || code.adopt || untouched.has(code.address)) return undefined;
  return ownersOf(before).find((owner) => isOtherRegion(owner, code.owner));
}

/** The root has no owner tag; a tag of a stack on it marks the stack's other tags there. */
function ownersOf(item: FlatTarget | Policy): string[] {
  const { tags } = item;
  if ('kind' in item && item.kind === 'root') {
    return Object.entries(tags).flatMap(([key, value]) => (key === rootTagsKey(value) ? [value] : []));
  }
  return Object.hasOwn(tags, OWNER_TAG_KEY) ? [parseOwnerTagValue(tags[OWNER_TAG_KEY]).owner] : [];
}

/** One obstacle for each stack that was deployed to another Region, since all of its resources have the same cause. */
export function otherRegions(kept: readonly Kept[], untouched: ReadonlySet<string>): Obstacle[] {
  const subjects = new Map<string, { readonly former: string; readonly present: string; readonly subjects: string[] }>();
  for (const each of kept) {
    const former = ownerInOtherRegion(each, untouched);
    if (former === undefined) continue;
    const present = each.after.code!.owner;
    const found = subjects.get(`${former} ${present}`) ?? { former, present, subjects: [] };
    subjects.set(`${former} ${present}`, found);
    found.subjects.push(each.subject);
  }
  return [...subjects.values()].map((each) => {
    const [[stack, formerRegion], [, region]] = [each.former.split('@'), each.present.split('@')];
    return obstacle('otherRegion', `stack ${stack}`,
      'The deployed resources belong to the stack of this name in another Region, so the deployment stops at the first of them',
      `${each.present} in the code; ${each.former} in the owner tags of ${listed(each.subjects, NAMED_AT_ONCE)}`,
      `Deploy the stack to ${formerRegion}. To manage the organization from ${region} from now on, set adopt: true on the constructs`);
  });
}
