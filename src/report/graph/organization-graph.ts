import { type MarkedBox, markedBoxes } from './change-marks';
import { foldGraph, type GraphLimits } from './fold-graph';
import { type GraphNode, keyName } from './graph-node';
import { mermaidGraph } from './mermaid';
import { svgGraph } from './svg';
import type { Organization, Review, Change, Parent } from '../../model';
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

/** The tree as an SVG drawing, in the reader's colors. */
export function organizationSvg(organization: Organization, review?: Pick<Review, 'changes' | 'impact'>): string {
  const whole = wholeOrganization(organization, review?.changes);
  const { accounts, units } = numbers(wholeOrganization(organization));
  const size = `${count(units, 'organizational unit')} and ${count(accounts, 'account')}`;
  return svgGraph(foldGraph(whole, SVG_LIMITS), `Organization ${organization.id}`, review ? `${size}. ${reviewHeadline(review)}.` : `${size}.`);
}

/** Counts the accounts and OUs of the tree before it is folded. */
function numbers({ kind, children }: GraphNode): { readonly accounts: number; readonly units: number } {
  return children.map(numbers).reduce((sum, each) => ({ accounts: sum.accounts + each.accounts, units: sum.units + each.units }), {
    accounts: kind === 'account' ? 1 : 0, units: kind === 'organizationalUnit' ? 1 : 0,
  });
}

/** The whole tree of an organization, with what a change that leads to it does marked, and what the change takes away beside it. */
function wholeOrganization(organization: Organization, changes: readonly Change[] = []): GraphNode {
  const boxes = markedBoxes(changes);
  const marks = new Map<string, MarkedBox>();
  const gone = new Map<string, MarkedBox[]>();
  for (const box of boxes) {
    const beside = gone.get(box.parentPath);
    if (box.gone && beside) beside.push(box);
    else if (box.gone) gone.set(box.parentPath, [box]);
    else if (!marks.has(keyOf(box)) || marks.get(keyOf(box))!.mark === 'changed') marks.set(keyOf(box), box);
  }
  const marked = (kind: MarkedBox['kind'], path: string) => {
    const mark = marks.get(keyOf({ kind, path }))?.mark;
    return mark ? { mark } : {};
  };
  const ghosts = (path: string): GraphNode[] => (gone.get(path) ?? []).map(({ kind, path: own, name, mark }) => ({
    kind, label: name, mark, children: kind === 'account' ? [] : ghosts(own),
  }));
  const below = (parent: Parent, path: string): GraphNode[] => [
    ...parent.accounts.map(({ name, id, state }): GraphNode => ({
      kind: 'account', label: name, note: state === 'ACTIVE' ? id : `${id}, ${state}`, ...marked('account', `${path}/${keyName(name)}`), children: [],
    })),
    ...parent.organizationalUnits.map((unit): GraphNode => ({
      kind: 'organizationalUnit',
      label: unit.name,
      note: policyNote(unit),
      ...marked('organizationalUnit', `${path}/${keyName(unit.name)}`),
      children: below(unit, `${path}/${keyName(unit.name)}`),
    })),
    ...ghosts(path),
  ];
  return { kind: 'root', label: 'Root', note: policyNote(organization.root), ...marked('root', 'Root'), children: below(organization.root, 'Root') };
}

/** The policies attached here, without those that AWS attaches to all. */
function policyNote({ attachedPolicies }: Parent): string {
  return attachedPolicies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name).join(', ');
}

function keyOf({ kind, path }: Pick<MarkedBox, 'kind' | 'path'>): string {
  return `${kind} ${path}`;
}
