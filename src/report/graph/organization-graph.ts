import { foldGraph, type GraphLimits } from './fold-graph';
import type { GraphNode } from './graph-node';
import { mermaidGraph } from './mermaid';
import { svgGraph } from './svg';
import { wholeOrganization } from './whole-organization';
import type { Organization, Review } from '../../model';
import { reviewHeadline } from '../wording/review-headline';
import { count } from '../wording/words';

/** GitHub draws at most 500 lines between boxes and 50,000 characters. Source: Mermaid's defaults `maxEdges` and `maxTextSize`. */
const MERMAID_CHARACTERS = 50_000;
const MERMAID_LIMITS: readonly GraphLimits[] = [400, 200, 100].map((nodes) => ({ nodes, accounts: 10 }));

const SVG_LIMITS: GraphLimits = { nodes: 1_000, accounts: 12 };

/**
 * The whole tree as a Mermaid flowchart, as large as GitHub draws it; of large organizations the accounts are counted.
 * @param organization the one after the change, if a review is given, which marks what changes.
 */
export function organizationMermaid(organization: Organization, review?: Pick<Review, 'changes'>): string {
  const whole = wholeOrganization(organization, review?.changes);
  const write = (limits: GraphLimits) => mermaidGraph(foldGraph(whole, limits));
  const fits = MERMAID_LIMITS.find((limits) => write(limits).length <= MERMAID_CHARACTERS);
  // With so few boxes any text fits: of each label 60 characters are shown, and a character becomes 8 at most.
  return write(fits ?? { nodes: 50, accounts: 10 });
}

/** The same as an SVG drawing, in the reader's colours. */
export function organizationSvg(organization: Organization, review?: Pick<Review, 'changes' | 'impact'>): string {
  const whole = wholeOrganization(organization, review?.changes);
  const { accounts, units } = numbers(wholeOrganization(organization));
  const size = `${count(units, 'organizational unit')} and ${count(accounts, 'account')}`;
  return svgGraph(foldGraph(whole, SVG_LIMITS), `Organization ${organization.id}`, review ? `${size}. ${reviewHeadline(review)}.` : `${size}.`);
}

/** What is in the tree before it is folded. */
function numbers({ kind, children }: GraphNode): { readonly accounts: number; readonly units: number } {
  return children.map(numbers).reduce((sum, each) => ({ accounts: sum.accounts + each.accounts, units: sum.units + each.units }), {
    accounts: kind === 'account' ? 1 : 0, units: kind === 'organizationalUnit' ? 1 : 0,
  });
}
