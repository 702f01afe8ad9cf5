import { candidates } from './adoption-candidates';
import { policyTypeWords } from '../../../delegation/policy-type-words';
import type { Aligned } from '../../../diff/identity/align';
import { pathsOf } from '../../../diff/identity/names';
import { isLeftToItself } from '../../../diff/identity/provenance';
import type { Policy } from '../../../organization';
import type { Obstacle } from '../../risk';
import { type Kept, obstacle } from '../obstacle';

/**
 * An adopted policy keeps its contents, since a rollback could not restore them. A policy that the stack already owns may change.
 * @param untouched addresses of the resources that the deployment does not look at
 */
export function adoptedPolicies({ before, after, subject }: Kept, { base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  const { code } = after;
  if ('kind' in before || 'kind' in after || !code?.adopt || untouched.has(code.address)) return [];
  const isTakenOver = before.code === undefined
    ? base.code === undefined
    : before.code.owner !== code.owner && (before.code.retained || before.code.adopt || isLeftToItself(before.code, head));
  const changed = (['description', 'content'] as const).filter((field) => before[field] !== after[field]);
  if (!isTakenOver || changed.length === 0) return [];
  return [obstacle('adoptedPolicyDiffers', subject,
    `Policy ${after.name} cannot be taken over: the code gives it another ${changed.join(' and another ')}, and a rollback could not restore the present one`,
    before.id, 'Write what it has now into the code for the deployment that takes it over, and change it in a later one')];
}

/**
 * Resources to adopt that are not in the live organization, with the nearest candidates.
 * @param deployed addresses of the former code: a resource that was deleted since then is created again
 */
export function adoptionsOfNothing(aligned: Aligned, deployed: ReadonlySet<string>): Obstacle[] {
  const { base, head } = aligned;
  if (base.code !== undefined) return [];
  const paths = pathsOf(head);
  const isMissing = ({ code }: Pick<Policy, 'code'>) => code?.adopt === true && !deployed.has(code.address);
  const similar = candidates(aligned);
  const nothing = (subject: string, wrong: string, given: string, correct: string, found: readonly string[], create: string) => (
    obstacle('adoptFindsNothing', subject, `${wrong}, and adopt: true takes over only what exists`, given,
      `Correct ${correct}${found.length > 0 ? ` (similar: ${found.join('; ')})` : ''}, or leave adopt out to create the ${create}`));
  return [
    ...[...head.targets.values()].filter((target) => !base.targets.has(target.id) && isMissing(target)).map((target) => {
      const subject = paths.get(target.id)!;
      const { kind, code: { idToAdopt } = {} } = target;
      const [noun, found] = kind === 'account' ? ['account', similar.accounts(target)] as const : ['organizational unit', similar.units(target)] as const;
      if (idToAdopt !== undefined) return nothing(subject, `No ${noun} of the organization has this ID`, idToAdopt, 'the ID', found, noun);
      if (kind === 'account') return nothing(subject, 'No account of the organization has this address', target.email, 'the address', found, noun);
      return nothing(subject, `There is no organizational unit of this name in ${paths.get(target.parentId!)!}`, target.name, 'the name or the parent', found, noun);
    }),
    ...[...head.policies.values()].filter((policy) => !base.policies.has(policy.id) && isMissing(policy)).map((policy) => (
      nothing(`policy ${policy.name}`, `There is no ${policyTypeWords(policy.type)} of this name`, policy.name, 'the name', similar.policies(policy), 'policy'))),
  ];
}
