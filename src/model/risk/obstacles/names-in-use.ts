import { obstacle } from './obstacle';
import { stillNeeded } from '../../diff/compare/diff-policies';
import type { FlatOrganization } from '../../diff/flat-organization';
import type { Aligned } from '../../diff/identity/align';
import { targetsOf } from '../../diff/identity/identities';
import { captionsOf } from '../../diff/identity/names';
import { outcomeOf } from '../../diff/identity/provenance';
import type { InCode } from '../../organization';
import type { Obstacle } from '../risk';

/** A resource whose name the service keeps unique within its scope. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly subject: string;
  readonly code?: InCode;
}

/**
 * Names that one resource has before the deployment and another one afterwards, where the first one does not release the name in time. It
 * keeps the name, stays although it is removed from the app, is deleted, which comes last, or waits for the name of the other one. The
 * handlers wait for a name that a mere renaming releases.
 */
export function namesInUse(aligned: Aligned): Obstacle[] {
  const { base, head, recreatedUnits: moving } = aligned;
  const before = new Map(named(base).map((each) => [keyOf(each), each]));
  const after = new Map(named(head).map((each) => [each.id, each]));
  const kept = new Set([...aligned.remainingUnits.units, ...stillNeeded(aligned)]);
  return [...after.values()].flatMap(({ id, name, scope, subject, code }) => {
    const holder = before.get(keyOf({ name, scope }));
    // Below a recreated unit no name is in use.
    if (code === undefined || holder === undefined || holder.id === id || moving.has(scope)) return [];
    if (isGivenUp(holder, id, before, after)) return [];
    const isNew = !base.targets.has(id) && !base.policies.has(id);
    const wrong = `${subject} ${isNew ? 'is new and has' : 'gets'} the name of another one, which has it still, and no two can have one name`;
    const staysOutside = !after.has(holder.id) && (outcomeOf(aligned, holder) !== 'deleted' || kept.has(holder.id));
    const becomes = staysOutside ? 'is removed from the app, and stays with its name' : whatBecomesOf(holder, after.get(holder.id));
    return [obstacle('nameInUse', subject, wrong, `${name}; the other one ${becomes}`, staysOutside
      ? 'Give another name, or rename the other one first'
      : 'Do it in two deployments: give the name up in the first, and use it again in the second')];
  });
}

/** Whether the holder is renamed, in the end to a free name, without depending on the resource that waits. */
function isGivenUp(holder: Named, waiting: string, before: ReadonlyMap<string, Named>, after: ReadonlyMap<string, Named>): boolean {
  const seen = new Set([waiting]);
  for (let current: Named | undefined = holder; current !== undefined;) {
    const next = after.get(current.id);
    if (seen.has(current.id) || next === undefined || next.scope !== current.scope || next.name === current.name) return false;
    seen.add(current.id);
    current = before.get(keyOf(next));
  }
  return true;
}

function whatBecomesOf({ name, scope }: Named, after: Named | undefined): string {
  if (after === undefined) return 'is removed from the app, and deletions come last';
  if (after.scope !== scope) return 'is recreated elsewhere, and the former unit is deleted last';
  return after.name === name ? 'keeps it' : `becomes ${after.name}`;
}

function keyOf({ scope, name }: Pick<Named, 'scope' | 'name'>): string {
  return JSON.stringify([scope, name]);
}

function named(organization: FlatOrganization): Named[] {
  const paths = captionsOf(organization);
  return [
    ...targetsOf(organization, 'organizationalUnit').map(({ id, name, parentId, code }) => ({ id, name, scope: parentId!, subject: paths.get(id)!, code })),
    ...[...organization.policies.values()].map(({ id, name, type, code }) => ({ id, name, scope: type, subject: `policy ${name}`, code })),
  ];
}
