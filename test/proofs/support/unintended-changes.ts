import { changesToForeignObjects } from './foreign-changes';
import type { CallResult } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';

/** The operations that destroy. They are called only if the code asks for them. */
const DESTROYING = [
  'CloseAccount', 'RemoveAccountFromOrganization', 'DisablePolicyType', 'DisableAWSServiceAccess', 'DeleteOrganization', 'LeaveOrganization',
];

/** The removals that the code asks for, which would be losses otherwise. */
export interface Asked {
  /** The destroying operations. */
  readonly asked?: readonly string[];
  /** The names that were removed from the app. Only these may be lost, with their foreign tags and attachments. @default - any name */
  readonly leaving?: readonly string[];
}

/** The losses between two states of an organization for which the code did not ask. */
export function unintendedChanges(
  before: SimulatorState | undefined, after: SimulatorState, calls: readonly CallResult[], { asked = [], leaving }: Asked = {},
): string[] {
  const mayGo = (name: string) => leaving?.includes(name) ?? true;
  // A deployment that fails disables the trusted access that it enabled itself.
  const enabledBefore = new Set(before?.trustedServices.map(({ servicePrincipal }) => servicePrincipal));
  const takenBack = ({ operation, request }: CallResult) => (
    operation === 'DisableAWSServiceAccess' && !enabledBefore.has((request as { ServicePrincipal: string }).ServicePrincipal));
  const destroyed = calls.filter((call) => (
    DESTROYING.includes(call.operation) && !asked.includes(call.operation) && !call.error && !takenBack(call)));
  return [
    ...destroyed.map(({ operation, request }) => `${operation} ${JSON.stringify(request)} was called, and the code did not ask for it`),
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
