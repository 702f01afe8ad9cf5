import { policyTypeWords } from '../../wording/words';
import { element } from '../dom';
import type { Page } from '../page';
import { longTable } from './long-table';
import { policyUses } from './policy-use';
import { link } from '../selection/link';

const NOWHERE = { nodes: [], accounts: 0 };

/** The policies of the organization, with where they are attached. */
export function policiesView(page: Page): Node[] {
  const { organization } = page.data;
  const { compare } = new Intl.Collator('en', { numeric: true });
  const policies = [...organization.policies].sort((one, other) => compare(one.type, other.type) || compare(one.name, other.name));
  const title = element('h3', {}, `Policies (${policies.length.toLocaleString('en')})`);
  if (policies.length === 0) return [title, element('p', {}, 'None besides those of AWS.')];
  const uses = policyUses(page);
  return [title, ...longTable(['Policy', 'Type', 'Attached to', 'Accounts'], policies, ({ id, name, type }) => {
    const { nodes, accounts } = uses.get(id) ?? NOWHERE;
    return [
      link(page, { kind: 'policy', id }, name),
      policyTypeWords(type),
      nodes.length === 0 ? element('span', { class: 'loosens' }, 'nowhere') : targets(page, nodes),
      accounts.toLocaleString('en'),
    ];
  })];
}

/** The only target by its name, several by their number. */
function targets(page: Page, nodes: readonly number[]): Node | string {
  const [first] = nodes;
  return nodes.length === 1 ? link(page, { kind: 'node', node: first }, page.nodes[first].name) : `${nodes.length.toLocaleString('en')} targets`;
}
