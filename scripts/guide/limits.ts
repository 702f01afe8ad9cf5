import { POLICY_TYPES, type PolicyTypeLimits, QUOTA_CONTEXT_PREFIX, QUOTAS } from '../../src/contract';
import { CLOSED_ACCOUNT_STAYS_MS, DEFAULT_LIMITS, INVITATION_EXPIRES_MS } from '../../src/simulator/world/limits';
import { CASES } from '../bench/deployment-cases';

export const LIMITS = 'limits.md';

const DAY_MS = 24 * 3600 * 1000;
const number = (value: number) => value.toLocaleString('en-US');

const TABLES: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
  quotas: () => [
    [`Context key after \`${QUOTA_CONTEXT_PREFIX}\``, 'Limit'],
    ...Object.entries(QUOTAS).map(([name, { value }]) => [`\`${name}\``, number(value)]),
  ],
  policyTypes: () => [
    ['Policy type', 'Characters', 'Attached to one target', 'In the organization', 'Documented'],
    ...Object.entries<PolicyTypeLimits>(POLICY_TYPES).map(([type, { maxContentLength, maxAttachments, maxPolicies, confirmed }]) => [
      `\`${type}\``, number(maxContentLength), number(maxAttachments), number(maxPolicies), confirmed ? 'yes' : 'no: that of its siblings',
    ]),
  ],
  rehearsal: () => [
    ['Quota', 'Number'],
    ['Accounts', `10 at first, more on request; a rehearsal has ${number(DEFAULT_LIMITS.accounts)}, or that of \`diff --rehearse --account-quota\``],
    ['Accounts that are being created at a time', number(DEFAULT_LIMITS.accountCreationsInProgress)],
    ['Accounts that are being closed at a time', number(DEFAULT_LIMITS.accountClosuresInProgress)],
    ['Accounts closed in 30 days', '20 % of the accounts, at least 250 and at most 1,000'],
    ['Age of a created account before it may leave', `${DEFAULT_LIMITS.minimumAgeForRemovalMs / DAY_MS} days`],
    ['Invitations in 24 hours that are not accepted', 'the number of accounts, at least 20'],
    ['Time until an invitation expires', `${INVITATION_EXPIRES_MS / DAY_MS} days`],
    ['Time in which a closed account can be reopened', `${CLOSED_ACCOUNT_STAYS_MS / DAY_MS} days`],
  ],
  cases: () => [
    ['Deployment', 'Case', 'The benchmark fails above'],
    ...CASES.filter(({ limits }) => limits.length > 0).map((each) => [
      sizeOf(each), `\`${each.name}\``, each.limits.map(({ what, most }) => `${what}: ${most}`).join('; '),
    ]),
  ],
};

function sizeOf({ accounts, adopted, existing, settings, regions }: typeof CASES[number]): string {
  const parts = [
    accounts > 0 && `${number(accounts)} new accounts`, adopted && `${number(adopted)} accounts adopted`,
    settings && `contacts of ${number(settings)} accounts`, regions && `a Region of ${number(regions)}`,
  ].filter(Boolean);
  return parts.join(', ') + (existing ? `, in an organization of ${number(existing)}` : '');
}

/** The page with the tables of the code. */
export function withLimits(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, rows]) => {
    const [begin, end] = [`<!-- table: ${name} -->`, `<!-- /table: ${name} -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from === -1 || to === -1) throw new Error(`The page has no place for a table: ${begin}. Add it, with ${end} after it.`);
    const [head, ...body] = rows();
    const lines = [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`);
    return `${text.slice(0, from + begin.length)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`;
  }, page);
}
