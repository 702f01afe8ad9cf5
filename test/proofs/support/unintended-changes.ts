import { changesToForeignObjects } from './foreign-changes';
import type { CallResult } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';

/** Calls that destroy. None is made unless the code says so. */
const DESTROYING = [
  'CloseAccount', 'RemoveAccountFromOrganization', 'DisablePolicyType', 'DisableAWSServiceAccess', 'DeleteOrganization', 'LeaveOrganization',
];

/** What the code asks for that would be a loss otherwise. */
export interface Asked {
  /** Operations that destroy. */
  readonly asked?: readonly string[];
  /** Names of what the code had and has not any more: only these go, and what others put on them with them. Absent: anything may. */
  readonly leaving?: readonly string[];
}

/** What was lost between two states of an organization that the code did not ask to lose. */
export function unintendedChanges(
  before: SimulatorState | undefined, after: SimulatorState, calls: readonly CallResult[], { asked = [], leaving }: Asked = {},
): string[] {
  const mayGo = (name: string) => leaving?.includes(name) ?? true;
  // What a deployment that fails has enabled itself, it takes back.
  const enabledBefore = new Set(before?.trustedServices.map(({ servicePrincipal }) => servicePrincipal));
  const takenBack = ({ operation, request }: CallResult) => (
    operation === 'DisableAWSServiceAccess' && !enabledBefore.has((request as { ServicePrincipal: string }).ServicePrincipal));
  const destroyed = calls.filter((call) => (
    DESTROYING.includes(call.operation) && !asked.includes(call.operation) && !call.error && !takenBack(call)));
  return [
    ...destroyed.map(({ operation, request }) => `${operation} ${JSON.stringify(request)} was called, and nobody asked for it`),
    ...outsideTheTree(after),
    ...(before ? [...lostAccounts(before, after, asked, mayGo), ...changesToForeignObjects(before, after, mayGo)] : []),
  ];
}

function outsideTheTree({ root, organizationalUnits, accounts }: SimulatorState): string[] {
  const places = new Set([root?.id, ...organizationalUnits.map(({ id }) => id)]);
  return [...organizationalUnits, ...accounts].filter(({ parentId }) => !places.has(parentId)).map(({ id, name }) => `${name} (${id}) is outside the tree`);
}

type MayGo = (name: string) => boolean;

function lostAccounts(before: SimulatorState, after: SimulatorState, asked: readonly string[], mayGo: MayGo): string[] {
  const left = new Map(after.accounts.map((account) => [account.id, account]));
  const someMayGo = asked.includes('CloseAccount') || asked.includes('RemoveAccountFromOrganization');
  return before.accounts.filter(({ name }) => !someMayGo || !mayGo(name)).flatMap(({ id, name, state }) => {
    const now = left.get(id)?.state;
    const ends = state === 'PENDING_CLOSURE' && now === 'CLOSED';
    return now === state || ends ? [] : [`The account ${name} (${id}) was ${state} and is ${now ?? 'gone'}`];
  });
}
