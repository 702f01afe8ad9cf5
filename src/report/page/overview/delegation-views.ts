import { element } from '../dom';
import type { Page } from '../page';
import { longTable } from './long-table';
import { accountLink, link } from '../selection/link';

/** The services that the organization trusts, with the accounts that administer them. */
export function servicesView(page: Page): Node[] {
  const services = page.services();
  const title = element('h3', {}, `Trusted services (${page.data.organization.trustedServices.length.toLocaleString('en')})`);
  if (services.length === 0) return [title, element('p', {}, 'No service has trusted access.')];
  return [title, ...longTable(['Service', 'Delegated administrators'], services, (principal) => [
    element('span', {}, link(page, { kind: 'service', principal }, principal), !page.isTrusted(principal) && withoutTrust()),
    listed(page.administratorsOf(principal).map(({ accountId, accountName }) => accountLink(page, accountId, accountName))),
  ])];
}

/** The accounts that administer services for the organization. */
export function administratorsView(page: Page): Node[] {
  const title = element('h3', {}, `Delegated administrators (${page.delegations.size.toLocaleString('en')})`);
  if (page.delegations.size === 0) return [title, element('p', {}, 'No account administers a service for the organization.')];
  return [title, ...longTable(['Account', 'Services'], [...page.delegations], ([accountId, services]) => [
    accountLink(page, accountId), listed([...services].sort().map((principal) => link(page, { kind: 'service', principal }, principal))),
  ])];
}

/** A section with the rights of accounts over policies by the resource policy; nothing if there is none. */
export function resourcePolicyView({ data: { delegations } }: Page): Node[] {
  if (delegations.length === 0) return [];
  const title = element('h3', {}, `Delegations of the resource policy (${delegations.length.toLocaleString('en')})`);
  return [title, ...longTable(['Account', 'Rights'], delegations, ({ effect, who, what }) => [who, `${effect === 'Deny' ? 'may not' : 'may'} ${what}`])];
}

export function withoutTrust(): HTMLElement {
  return element('span', { class: 'loosens' }, ' without trusted access');
}

function listed(links: readonly HTMLElement[]): HTMLElement {
  if (links.length === 0) return element('span', { class: 'quiet' }, 'none');
  return element('span', {}, ...links.flatMap((each, index) => [index > 0 && ', ', each]));
}
