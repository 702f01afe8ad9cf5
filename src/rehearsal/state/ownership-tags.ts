import { RESERVED_TAG_PREFIX, type Tag } from '../../contract';
import type { CallResult } from '../rehearsal-result';

/** How many tags the calls set on existing resources to mark what the stacks manage, which no code lists. */
export function ownershipTags(calls: readonly CallResult[]): number {
  return calls.filter(({ operation, error }) => operation === 'TagResource' && !error)
    .flatMap(({ request }) => (Object(request) as { readonly Tags?: readonly Tag[] }).Tags ?? [])
    .filter(({ Key }) => Key.startsWith(RESERVED_TAG_PREFIX)).length;
}
