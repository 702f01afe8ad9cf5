import { element, folded } from '../dom';
import type { Page } from '../page';
import type { ServicePermissions } from '../page-policies';

const DECISIONS = ['denied', 'depends'] as const;

/** The actions that the organization leaves to an account, by service, for a role that no policy exempts by its name. */
export function permissionsView(page: Page, node: number): Node[] {
  const principal = element('input', { id: 'permissions-principal', value: 'role/Example', change: update });
  const region = element('input', { id: 'permissions-region', placeholder: 'any', change: update });
  const table = element('div', { role: 'status' });
  function update(): void {
    table.replaceChildren(...tableOf(page.policies.permissions(page.nodes[node].path, principal.value.trim(), region.value.trim())));
  }
  return [
    element('h3', {}, 'Effective permissions'),
    folded('Of every known action', () => {
      update();
      const labels = [element('label', { for: principal.id }, 'For'), element('label', { for: region.id }, 'in Region')];
      return [element('p', {}, labels[0], ' ', principal, ' ', labels[1], ' ', region), table];
    }),
  ];
}

function tableOf(services: readonly ServicePermissions[]): Node[] {
  const number = (value: number) => value.toLocaleString('en');
  const total = (decision: 'allowed' | 'denied' | 'depends') => number(services.reduce((sum, service) => sum + service[decision].length, 0));
  const restricted = services.filter(({ denied, depends }) => denied.length + depends.length > 0);
  return [
    element('p', {}, element('span', { class: 'allowed' }, `${total('allowed')} allowed`), ', ',
      element('span', { class: 'denied' }, `${total('denied')} denied`), ', ',
      element('span', { class: 'depends' }, `${total('depends')} depending on more of the request`),
      `. ${restricted.length} of ${services.length} services are restricted:`),
    element('table', {},
      element('tr', {}, ...['Service', 'Allowed', 'Denied', 'Depends', 'Actions'].map((title) => element('th', {}, title))),
      ...restricted.map((service) => element('tr', {},
        element('th', {}, service.service),
        ...(['allowed', 'denied', 'depends'] as const).map((decision) => element('td', { class: 'number' }, number(service[decision].length))),
        element('td', {}, ...DECISIONS.flatMap((decision) => actions(service, decision)))))),
  ];
}

function actions(service: ServicePermissions, decision: 'denied' | 'depends'): Node[] {
  const { length } = service[decision];
  if (length === 0) return [];
  const all = length === service.allowed.length + service.denied.length + service.depends.length;
  return [folded(element('span', { class: decision }, all ? `all ${decision}` : decision), () => [service[decision].join(' ')])];
}
