import type { IConstruct } from 'constructs';
import { ID_PATTERNS, SERVICE_PRINCIPAL_PATTERN } from '../../../contract';
import { type Rule, brokenRules, problem } from '../rule';

/** Source: AWS Organizations API Reference, EnableAWSServiceAccess. */
export const SERVICE_PRINCIPAL_RULES: readonly Rule<string>[] = [{
  broken: (principal) => !SERVICE_PRINCIPAL_PATTERN.test(principal) || !principal.includes('.'),
  mistake: (given) => ({
    wrong: 'The service principal is not valid',
    given,
    remedy: 'Give it as AWS documents it, as in guardduty.amazonaws.com: at most 128 letters, digits and characters of _ + = , . @ -',
  }),
}];

const EXAMPLES: Record<keyof typeof ID_PATTERNS, { readonly noun: string; readonly example: string }> = {
  organization: { noun: 'an organization', example: 'o-exampleorgid' },
  root: { noun: 'a root', example: 'r-a1b2' },
  organizationalUnit: { noun: 'an organizational unit', example: 'ou-a1b2-exampleouid' },
  account: { noun: 'an account', example: '123456789012' },
  policy: { noun: 'a policy', example: 'p-examplepolicy' },
  resourcePolicy: { noun: 'a resource policy', example: 'rp-examplerp1' },
};

/** Source: AWS Organizations API Reference, the data type of each ID. */
export function identifierRules(kind: keyof typeof ID_PATTERNS): Rule<string>[] {
  const { noun, example } = EXAMPLES[kind];
  return [{
    broken: (id) => !ID_PATTERNS[kind].test(id),
    mistake: (given) => ({ wrong: `This is not the ID of ${noun}`, given, remedy: `Give an ID that looks like ${example}` }),
  }];
}

/** Allows one way to name a place outside the app: by its parent, or by its organization. */
export function placeProblems({ parent, organization }: { readonly parent?: IConstruct; readonly organization?: IConstruct }): string[] {
  if (!parent || !organization) return [];
  return [problem({
    wrong: 'Both parent and organization determine the place',
    given: `${parent.node.path}, ${organization.node.path}`,
    remedy: 'Give parent alone if it is known, or organization alone',
  })];
}

/** The properties with which a construct adopts an existing resource by its ID. */
export interface AdoptionById {
  /** Name of the property that holds the ID. */
  readonly property: string;
  readonly id?: string;
  readonly adopt?: boolean;
}

/** The ID of an existing resource must have the form of such an ID, and requires `adopt: true`. */
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
