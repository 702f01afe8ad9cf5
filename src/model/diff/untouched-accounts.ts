import type { InCode, Organization } from '../organization';
import { align } from './align';
import type { FlatTarget } from './flat-organization';
import { targetsOf } from './identities';
import { madeAnew } from './made-anew';

/** Addresses of the accounts whose resource is the same in two versions of the code, so that a deployment does not look at them. */
export function untouchedAccounts(former: Organization, code: Organization): ReadonlySet<string> {
  const aligned = align(former, code);
  const moving = madeAnew(aligned);
  return new Set(targetsOf(aligned.head, 'account').flatMap((account) => {
    const before = aligned.base.targets.get(account.id);
    const isSame = before !== undefined && !moving.has(account.parentId!) && propertiesOf(before) === propertiesOf(account);
    return isSame && account.code !== undefined ? [account.code.address] : [];
  }));
}

function propertiesOf({ name, email, parentId, tags, code }: FlatTarget): string {
  const { exports: _exports, retained: _retained, ...notes }: Partial<InCode> = code ?? {};
  return JSON.stringify([name, email, parentId, sorted(tags), sorted(notes)]);
}

function sorted(of: object): unknown[] {
  return Object.entries(of).sort(([one], [other]) => (one < other ? -1 : 1));
}
