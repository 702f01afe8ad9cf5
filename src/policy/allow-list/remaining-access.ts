import { actionsOf, allServices } from '../actions';
import { type AccessRequest, type CompiledPolicy, verdictTable, UnknownPolicy } from '../evaluate';
import { PolicyMemo } from './policy-memo';
import { actionName } from '../evaluate/compile/compile-action';
import { exemption } from '../evaluate/exemption';
import { listed } from '../listed';
import { type AttachedText, certainPolicy } from '../lock-out/certain-policy';
import { NEEDED } from '../lock-out/lock-outs';
import { holdsUnknownText } from '../validate';

/** The maximum that service control policies leave allowed, by service prefix, sorted. */
export interface RemainingAccess {
  /** Services of which every action may be allowed. */
  readonly whole: readonly string[];
  /** Services of which some actions may be allowed, and others are not. */
  readonly part: readonly string[];
  /** Services of which no action is allowed. */
  readonly none: readonly string[];
}

/** Service control policies at each level, from the root down. */
export type PolicyLevels = readonly (readonly CompiledPolicy[])[];

const LEVELS = new PolicyMemo<Denials>();
const CHAINS = new PolicyMemo<RemainingAccess>();

/**
 * Services that stay allowed below levels of service control policies: their intersection. Only the action of a request is known, so
 * a decision that depends on a condition, or on a policy whose text is unknown, counts as allowed. Actions that service control policies do
 * not restrict are omitted. The same policies at a level are judged once.
 */
export function remainingAccess(levels: PolicyLevels): RemainingAccess {
  return CHAINS.of(levels, () => below(levels.map((policies) => LEVELS.of([policies], () => denialsAt(policies)))));
}

/** Whether a level denies the actions of a service, in the order of `restrictedServices`: all or none of them, or some, by action. */
type Denials = readonly (boolean | readonly boolean[])[];

function below(levels: readonly Denials[]): RemainingAccess {
  const [whole, part, none]: string[][] = [[], [], []];
  restrictedServices().forEach(({ service, requests }, index) => {
    const denials = levels.map((level) => level[index]);
    const byAction = denials.filter((each) => typeof each !== 'boolean');
    const isDenied = denials.includes(true)
      || (byAction.length > 0 && requests.every((_, action) => byAction.some((each) => each[action])));
    (isDenied ? none : byAction.length > 0 ? part : whole).push(service);
  });
  return { whole, part, none };
}

function denialsAt(policies: readonly CompiledPolicy[]): Denials {
  const asked = restrictedServices().map(({ requests }) => requestsThatTell(requests, policies));
  const rows = verdictTable([{ levels: [{ name: '', serviceControlPolicies: policies }] }], asked.flat());
  return asked.map((requests) => {
    const denied = requests.map(() => (rows.next().value as { readonly decisions: readonly string[] }).decisions[0] === 'denied');
    return denied.every((each) => each === denied[0]) ? denied[0] : denied;
  });
}

/** One action represents a whole service if no policy names single actions of it. */
function requestsThatTell(requests: readonly AccessRequest[], policies: readonly CompiledPolicy[]): readonly AccessRequest[] {
  const { service } = actionName(requests[0].action);
  return policies.some((policy) => policy.knowsNames(service)) ? requests : requests.slice(0, 1);
}

interface RestrictedService {
  readonly service: string;
  readonly requests: readonly AccessRequest[];
}

let restricted: readonly RestrictedService[] | undefined;

/** Services with the actions that service control policies restrict, by prefix. */
function restrictedServices(): readonly RestrictedService[] {
  return restricted ??= allServices().sort().map((service) => ({
    service,
    requests: actionsOf(service)
      .filter((action) => exemption('SERVICE_CONTROL_POLICY', { action: actionName(action) }) === undefined).map((action) => ({ action })),
  })).filter(({ requests }) => requests.length > 0);
}

export function allowsNothing({ whole, part }: RemainingAccess): boolean {
  return whole.length + part.length === 0;
}

/** The maximum number of services in a summary. */
const NAMED = 12;

/** The services in a line: those that stay allowed, or those that do not if these are fewer. */
export function remainingAccessText(remaining: RemainingAccess): string {
  const { whole, part, none } = remaining;
  if (allowsNothing(remaining)) return 'nothing';
  if (none.length + part.length === 0) return 'all services';
  const rest = whole.length > none.length && whole.length > NAMED
    ? [`all services${none.length > 0 ? ` but ${servicesText(none)}` : ''}`] : whole.length > 0 ? [servicesText(whole)] : [];
  return [...rest, ...(part.length > 0 ? [`some actions of ${servicesText(part)}`] : [])].join(rest.length > 0 ? ', and ' : '');
}

/** `ec2, s3`; for long lists, the first ones and the number of the others. */
export function servicesText(services: readonly string[]): string {
  return listed(services, NAMED);
}

/** Services without which an account cannot be deployed to or administered, or cannot ask for support. */
export const VITAL_SERVICES: readonly string[] = [
  ...new Set([...NEEDED.map((action) => action.split(':')[0]), 'iam', 'organizations', 'support']),
].sort();

/** Services that stay allowed below levels of service control policies, and the unknown policies. */
export interface AllowedServices extends RemainingAccess {
  /** Names of policies whose text is unknown, entirely or in part. */
  readonly notKnown: readonly string[];
  /** Whether an unknown policy may allow anything, so that the services are meaningless. */
  readonly isOpen: boolean;
}

/** The actions that service control policies of levels, from the top down, allow. */
export function allowedByPolicies(levels: PolicyLevels): AllowedServices {
  const unknown = levels.flat().filter((policy) => policy instanceof UnknownPolicy);
  return { ...remainingAccess(levels), notKnown: [...new Set(unknown.map(({ name }) => name))], isOpen: unknown.length > 0 };
}

/** The same for policies as written, which may have parts that only the deployment knows. */
export function allowedByTexts(levels: readonly (readonly AttachedText[])[]): AllowedServices {
  const isNotKnown = ({ text }: AttachedText) => text === undefined || holdsUnknownText(text);
  return {
    ...allowedByPolicies(levels.map((texts) => texts.flatMap((text) => certainPolicy(text)))),
    notKnown: [...new Set(levels.flat().filter(isNotKnown).map(({ name }) => name))],
  };
}

/** The maximum that is allowed, in words; undefined where an unknown policy may allow anything. */
export function allowedText(allowed: AllowedServices): string | undefined {
  return allowed.isOpen && allowed.none.length + allowed.part.length === 0 ? undefined : remainingAccessText(allowed);
}

/** Services that most accounts need, and of which no action is allowed. */
export function missingServices({ none }: RemainingAccess): string[] {
  return VITAL_SERVICES.filter((service) => none.includes(service));
}
