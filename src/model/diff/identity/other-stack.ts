import { isSameOwner } from '../../../contract';
import type { InCode } from '../../organization';
import type { FlatOrganization } from '../flat-organization';

/** Something in both with what code says of it, if it says anything. */
interface Both {
  readonly before: { readonly code?: InCode };
  readonly after: { readonly code?: InCode };
}

export function changesStack({ before, after }: Both): boolean {
  return before.code !== undefined && after.code !== undefined && !isSameOwner(before.code.owner, after.code.owner);
}

/** Whether nobody acts on what belonged to a stack: `cdk deploy` deletes no stack that is no longer in the code. */
export function isLeftToItself({ owner }: Pick<InCode, 'owner'>, { code }: FlatOrganization): boolean {
  return code !== undefined && !(code.stacks ?? code.owners).some((stack) => isSameOwner(stack, owner));
}
