import { identifierRules } from './identifier-rules';
import { problem } from '../problem';
import { brokenRules } from '../rule';

/** A construct that adopts an existing resource by its id, as the author wrote it. */
export interface AdoptionById {
  /** Name of the property that has the id. */
  readonly property: string;
  readonly id?: string;
  readonly adopt?: boolean;
}

/** An id names an existing resource, so that it takes `adopt: true`, and has the form of such an id. */
export function adoptionByIdProblems(kind: 'account' | 'organizationalUnit', { property, id, adopt }: AdoptionById): string[] {
  if (id === undefined) return [];
  const wellFormed = brokenRules(id, identifierRules(kind));
  if (adopt) return wellFormed;
  return [...wellFormed, problem({
    wrong: `${property} names an existing resource, and only adopt: true takes one over`,
    given: id,
    remedy: `Set adopt: true, or leave ${property} out`,
  })];
}
