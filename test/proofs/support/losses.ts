import type { CallResult } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';

/** Tags that no code of a proof ever sets. */
export const FOREIGN = 'foreign';

/** Calls that destroy. None is made unless the code says so. */
const DESTROYING = [
  'CloseAccount', 'RemoveAccountFromOrganization', 'DisablePolicyType', 'DisableAWSServiceAccess', 'DeleteOrganization', 'LeaveOrganization',
];

/** What was lost between two states of an organization that the code did not ask to lose. */
export function losses(
  before: SimulatorState | undefined, after: SimulatorState, calls: readonly CallResult[], asked: readonly string[] = [],
): string[] {
  // What a deployment that fails has enabled itself, it takes back.
  const enabledBefore = new Set(before?.trustedServices.map(({ servicePrincipal }) => servicePrincipal));
  const takenBack = ({ operation, request }: CallResult) => (
    operation === 'DisableAWSServiceAccess' && !enabledBefore.has((request as { ServicePrincipal: string }).ServicePrincipal));
  const destroyed = calls.filter((call) => (
    DESTROYING.includes(call.operation) && !asked.includes(call.operation) && !call.error && !takenBack(call)));
  return [
    ...destroyed.map(({ operation, request }) => `${operation} ${JSON.stringify(request)} was called, and nobody asked for it`),
    ...outsideTheTree(after),
    ...(before ? [...lostAccounts(before, after, asked), ...changedByOthers(before, after)] : []),
  ];
}

function outsideTheTree({ root, organizationalUnits, accounts }: SimulatorState): string[] {
  const places = new Set([root?.id, ...organizationalUnits.map(({ id }) => id)]);
  return [...organizationalUnits, ...accounts].filter(({ parentId }) => !places.has(parentId)).map(({ id, name }) => `${name} (${id}) is outside the tree`);
}

function lostAccounts(before: SimulatorState, after: SimulatorState, asked: readonly string[]): string[] {
  const left = new Map(after.accounts.map((account) => [account.id, account]));
  const mayGo = asked.includes('CloseAccount') || asked.includes('RemoveAccountFromOrganization');
  return mayGo ? [] : before.accounts.flatMap(({ id, name, state }) => {
    const now = left.get(id)?.state;
    return now === state ? [] : [`The account ${name} (${id}) was ${state} and is ${now ?? 'gone'}`];
  });
}

/** Foreign policies, their attachments, and foreign tags on anything. */
function changedByOthers(before: SimulatorState, after: SimulatorState): string[] {
  const foreign = (state: SimulatorState) => {
    const policies = state.policies.filter(({ tags }) => FOREIGN in tags);
    const ids = new Set(policies.map(({ id }) => id));
    const things = [...(state.root ? [state.root] : []), ...state.organizationalUnits, ...state.accounts, ...state.policies];
    return new Map([
      ...policies.map(({ id, name, description, content, type }) => [`policy ${id}`, JSON.stringify([name, description, content, type])]),
      ...state.attachments.filter(({ policyId }) => ids.has(policyId)).map(({ policyId, targetId }) => [`attachment ${policyId} ${targetId}`, 'there']),
      ...things.filter(({ tags }) => FOREIGN in tags).map(({ id, tags }) => [`tag of ${id}`, tags[FOREIGN]]),
    ] as [string, string][]);
  };
  const now = foreign(after);
  return [...foreign(before)].flatMap(([what, value]) => (now.get(what) === value ? [] : [`Of somebody else: ${what} was ${value} and is ${now.get(what) ?? 'gone'}`]));
}
