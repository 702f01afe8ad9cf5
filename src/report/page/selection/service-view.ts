import { element } from '../dom';
import type { Page } from '../page';
import { accountLink, heading } from './link';

/** A service: whether it may act in the organization, and which accounts administer it. */
export function serviceView(page: Page, principal: string): Node[] {
  const administrators = page.administratorsOf(principal);
  return [
    heading(page, { kind: 'service', principal }, principal),
    page.isTrusted(principal)
      ? element('p', {}, 'The service has trusted access to the organization.')
      : element('p', { class: 'loosens' }, 'The service has no trusted access to the organization.'),
    element('h3', {}, 'Delegated administrators'),
    administrators.length === 0
      ? element('p', {}, 'No account administers the service for the organization.')
      : element('ul', {}, ...administrators.map(({ accountId, accountName }) => element('li', {}, accountLink(page, accountId, accountName), ` (${accountId})`))),
  ];
}
