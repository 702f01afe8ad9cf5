import type { Judged } from './rules/risk-rules';
import { isAuthorizationPolicyType } from '../../contract';
import { compileGlob, type TextMatcher } from '../../policy/evaluate/patterns/glob';
import { parseTemplate } from '../../policy/evaluate/patterns/template';
import { PolicyLibrary } from '../access/policy-library';
import type { FlatOrganization } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';

const KEY = /^aws:(?:Principal|Resource|Source)OrgPaths$/i;

/** The conditions of policies on places in the organization, which a move may satisfy or not, wherever the policies are attached. */
export class PathConditions {
  private matchers: readonly TextMatcher[] | undefined;

  constructor(private readonly aligned: Aligned) {}

  /** The possible effects of a move on requests of the principals of an account, and on requests about its resources. */
  effectOfMove(id: string): Judged[] {
    this.matchers ??= matchersOf(this.aligned);
    if (this.matchers.length === 0 || !this.isAffected(id, this.matchers)) return [];
    const reason = 'Policies have conditions on its place (aws:PrincipalOrgPaths or the like), so that they may count otherwise, also in other accounts.';
    return [{ level: 'loosens', reason }, { level: 'tightens', reason }];
  }

  private isAffected(id: string, matchers: readonly TextMatcher[]): boolean {
    const { base, head } = this.aligned;
    // A unit that moves is created again with another ID.
    if (head.targets.get(id)?.kind !== 'account') return true;
    const [before, after] = [base, head].map((side) => pathAbove(side, id));
    return before !== after && (head.id === '' || matchers.some((matches) => matches(before) !== matches(after)));
  }
}

/** Of each pattern once. */
function matchersOf({ base, head }: Aligned): TextMatcher[] {
  const patterns = new Set([base, head].flatMap(patternsOf));
  return [...patterns].map((pattern) => (
    compileGlob(parseTemplate(pattern, { wildcards: true, variables: false }) as Parameters<typeof compileGlob>[0])));
}

function patternsOf(organization: FlatOrganization): string[] {
  const policies = [...organization.policies.values()].filter(({ type }) => isAuthorizationPolicyType(type));
  const library = new PolicyLibrary({ policies });
  return policies.flatMap(({ id, name, type }) => library.get({ id, name, type, awsManaged: false }).document.statements)
    .flatMap(({ conditions }) => conditions).filter(({ key }) => KEY.test(key)).flatMap(({ values }) => values);
}

/** `o-example1234/r-root/ou-root-aaaaaaaa/`, as requests have it. */
function pathAbove({ id: organizationId, targets }: FlatOrganization, accountId: string): string {
  const path: string[] = [];
  for (let place = targets.get(accountId)?.parentId; place !== undefined; place = targets.get(place)?.parentId) path.unshift(place);
  return [organizationId, ...path].map((each) => `${each}/`).join('');
}
