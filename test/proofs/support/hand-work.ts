/** Random changes of a simulated organization by hand: calls to the service, some of which it refuses. */
import fc from 'fast-check';
import { Simulator, type SimulatorState } from '../../../src/simulator';

export interface HandWork {
  readonly operation: keyof typeof WORK;
  readonly first: number;
  readonly second: number;
}

/** An operation of AWS Organizations, or a path of AWS Account Management, with its input. */
type Call = readonly [operation: string, input: object];
type Draw = Omit<HandWork, 'operation'> & { readonly unique: number };

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length];

/** A tag that the app manages is as likely as one that it has never seen. */
function keyOf({ tags }: { readonly tags: Readonly<Record<string, string>> }, number: number): string {
  return pick(['team', 'by-hand', ...Object.keys(tags).filter((key) => !key.startsWith('cdk-aws-organizations:'))], number);
}

const WORK = {
  moveAccount: ({ accounts, organizationalUnits, root }: SimulatorState, { first, second }: Draw): Call => {
    const account = pick(accounts, first);
    return ['MoveAccount', { AccountId: account.id, SourceParentId: account.parentId, DestinationParentId: pick([root!, ...organizationalUnits], second).id }];
  },
  renameUnit: ({ organizationalUnits }, { first, unique }) => ['UpdateOrganizationalUnit', { OrganizationalUnitId: pick(organizationalUnits, first)?.id, Name: `By hand ${unique}` }],
  renameAccount: ({ accounts }, { first, unique }) => ['/putAccountName', { AccountId: pick(accounts, first).id, AccountName: `by hand ${unique}` }],
  tag: (state, { first, second, unique }) => {
    const resource = taggable(state, first);
    return ['TagResource', { ResourceId: resource.id, Tags: [{ Key: keyOf(resource, second), Value: `by hand ${unique}` }] }];
  },
  untag: (state, { first, second }) => {
    const resource = taggable(state, first);
    return ['UntagResource', { ResourceId: resource.id, TagKeys: [keyOf(resource, second)] }];
  },
  attach: ({ policies, ...state }, { first, second }) => ['AttachPolicy', { PolicyId: pick(policies, first)?.id, TargetId: target(state, second).id }],
  detach: ({ attachments }, { first }) => {
    const { policyId, targetId } = pick(attachments, first);
    return ['DetachPolicy', { PolicyId: policyId, TargetId: targetId }];
  },
  describePolicy: ({ policies }, { first, unique }) => ['UpdatePolicy', { PolicyId: pick(policies, first)?.id, Description: `By hand ${unique}` }],
  renamePolicy: ({ policies }, { first, unique }) => ['UpdatePolicy', { PolicyId: pick(policies, first)?.id, Name: `By hand ${unique}` }],
  rewritePolicy: ({ policies }, { first, second }) => ['UpdatePolicy', { PolicyId: pick(policies, first)?.id, Content: pick(policies, second)?.content }],
  disableService: ({ trustedServices }, { first }) => ['DisableAWSServiceAccess', { ServicePrincipal: pick(trustedServices, first)?.servicePrincipal }],
  disablePolicyType: ({ policyTypes, root }, { first }) => ['DisablePolicyType', { RootId: root!.id, PolicyType: pick(policyTypes, first)?.type }],
  enablePolicyType: ({ root }) => ['EnablePolicyType', { RootId: root!.id, PolicyType: 'TAG_POLICY' }],
  enableService: () => ['EnableAWSServiceAccess', { ServicePrincipal: 'health.amazonaws.com' }],
  deregister: ({ delegatedAdministrators }, { first }) => {
    const { accountId, servicePrincipal } = pick(delegatedAdministrators, first) ?? {};
    return ['DeregisterDelegatedAdministrator', { AccountId: accountId, ServicePrincipal: servicePrincipal }];
  },
  setContact: ({ accounts }, { first, unique }) => ['/putAlternateContact', {
    AccountId: pick(accounts, first).id, AlternateContactType: 'SECURITY', Name: `By hand ${unique}`, Title: 'On call', EmailAddress: 'team@example.com', PhoneNumber: '+49 30 1',
  }],
  deletePolicy: ({ policies }, { first }) => ['DeletePolicy', { PolicyId: pick(policies, first)?.id }],
  deleteUnit: ({ organizationalUnits }, { first }) => ['DeleteOrganizationalUnit', { OrganizationalUnitId: pick(organizationalUnits, first)?.id }],
  closeAccount: ({ accounts }, { first }) => ['CloseAccount', { AccountId: pick(accounts, first).id }],
} satisfies Record<string, (state: SimulatorState, draw: Draw) => Call>;

function target({ root, organizationalUnits, accounts }: Pick<SimulatorState, 'root' | 'organizationalUnits' | 'accounts'>, number: number) {
  return pick([root!, ...organizationalUnits, ...accounts], number);
}

function taggable(state: SimulatorState, number: number) {
  return pick([target(state, number), ...state.policies], number);
}

export const randomHandWork: fc.Arbitrary<HandWork> = fc.record({
  operation: fc.constantFrom(...Object.keys(WORK) as (keyof typeof WORK)[]), first: fc.nat(50), second: fc.nat(50),
});

/** @returns the state afterwards, and the operations that the service accepted */
export function workedByHand<S extends { readonly now: number; readonly simulator?: SimulatorState }>(
  state: S, works: readonly HandWork[],
): { readonly state: S; readonly done: readonly string[] } {
  const simulator = new Simulator({ state: state.simulator, now: () => state.now });
  const done = works.flatMap(({ operation, ...draw }, unique) => {
    const [name, input] = (WORK[operation] as (of: SimulatorState, by: Draw) => Call)(simulator.state(), { ...draw, unique });
    const body = JSON.stringify(input);
    const { status } = simulator.handle(name.startsWith('/')
      ? { method: 'POST', path: name, headers: {}, body }
      : { method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${name}` }, body });
    return status === 200 ? [operation] : [];
  });
  return { state: { ...state, simulator: simulator.state() }, done };
}
