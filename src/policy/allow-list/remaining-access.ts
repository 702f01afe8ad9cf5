import { actionsOf, allServices } from '../actions';
import type { AccessRequest, Level } from '../evaluate';
import { actionName } from '../evaluate/compile/compile-action';
import { exemption } from '../evaluate/exemption';
import { verdictTable } from '../evaluate/verdict-table';

/** The most that service control policies leave allowed, by service prefix, sorted. */
export interface RemainingAccess {
  /** Services of which every action may be allowed. */
  readonly whole: readonly string[];
  /** Services of which some actions may be allowed, and others are not. */
  readonly part: readonly string[];
  /** Services of which no action is allowed. */
  readonly none: readonly string[];
}

/**
 * Services that stay allowed below levels of service control policies: their intersection. Only the action of a request is known, so
 * that what depends on a condition, or on a policy whose text is not known, counts as allowed. Actions that service control policies do
 * not restrict are left out.
 */
export function remainingAccess(levels: readonly Level[]): RemainingAccess {
  const counts = new Map<string, { all: number; denied: number }>();
  for (const { request: { action }, decisions: [decision] } of verdictTable([{ levels }], requestsThatTell(levels))) {
    const service = action.slice(0, action.indexOf(':'));
    const count = counts.get(service) ?? { all: 0, denied: 0 };
    counts.set(service, count);
    count.all += 1;
    if (decision === 'denied') count.denied += 1;
  }
  const services = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const where = (fits: (count: { all: number; denied: number }) => boolean) => services.filter(([, count]) =>
    fits(count)).map(([service]) => service);
  return {
    whole: where(({ denied }) => denied === 0),
    part: where(({ all, denied }) => denied > 0 && denied < all),
    none: where(({ all, denied }) => denied === all),
  };
}

let restricted: readonly (readonly AccessRequest[])[] | undefined;

/** Requests for the actions that service control policies restrict, a list for each service. */
function restrictedRequests(): readonly (readonly AccessRequest[])[] {
  return restricted ??= allServices().map((service) => actionsOf(service)
    .filter((action) => exemption('SERVICE_CONTROL_POLICY', { action: actionName(action) }) === undefined).map((action) => ({ action })));
}

/** One action stands for all of a service of which no policy names single actions. */
function requestsThatTell(levels: readonly Level[]): AccessRequest[] {
  const policies = levels.flatMap(({ serviceControlPolicies = [] }) => serviceControlPolicies);
  const areNamed = ([first]: readonly AccessRequest[]) => (
    first !== undefined && policies.some((policy) => policy.knowsNames(actionName(first.action).service)));
  return restrictedRequests().flatMap((requests) => (areNamed(requests) ? requests : requests.slice(0, 1)));
}

export function allowsNothing({ whole, part }: RemainingAccess): boolean {
  return whole.length + part.length === 0;
}

/** How many services a summary names. */
const NAMED = 12;

/** The services in a line: those that stay allowed, or those that do not where these are fewer. */
export function remainingAccessText(remaining: RemainingAccess): string {
  const { whole, part, none } = remaining;
  if (allowsNothing(remaining)) return 'nothing';
  if (none.length + part.length === 0) return 'all services';
  const rest = whole.length > none.length && whole.length > NAMED
    ? [`all services${none.length > 0 ? ` but ${listed(none)}` : ''}`] : whole.length > 0 ? [listed(whole)] : [];
  return [...rest, ...(part.length > 0 ? [`some actions of ${listed(part)}`] : [])].join(rest.length > 0 ? ', and ' : '');
}

function listed(services: readonly string[]): string {
  return services.slice(0, NAMED).join(', ') + (services.length > NAMED ? ` and ${services.length - NAMED} more` : '');
}
