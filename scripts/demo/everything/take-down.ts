import { isDeepStrictEqual } from 'node:util';
import { rehearse, type Rehearsed, savedOrganization } from './rehearsals';
import { type Organization, type Parent, targets } from '../../../src/model';

interface Deletion {
  readonly name: string;
  readonly rehearsed: Rehearsed;
}

/** Deletes the stack of the team, while the resource policy still allows it, and then that of the organization. */
export async function takeDown(assemblies: { team: string; organization: string }, state: string): Promise<Deletion[]> {
  const before = savedOrganization(state)!;
  const saved = ['--delete', '--state', state, '--save', state];
  const team = await rehearse(assemblies.team, [...saved, '--stacks', 'TagPolicies']);
  const organization = await rehearse(assemblies.organization, saved);
  assertKept(before, savedOrganization(state)!);
  return [{ name: 'TagPolicies', rehearsed: team }, { name: 'Everything', rehearsed: organization }];
}

/** Accounts keep their places, services their trusted access, and policy types stay enabled. @throws Error if one does not. */
function assertKept(before: Organization, after: Organization): void {
  const [kept, left] = [before, after].map((each) => ({
    accounts: [...targets(each)].filter(({ target }) => 'email' in target).map(({ target, path }) => `${target.id} in ${path}`).sort(),
    trustedServices: [...each.trustedServices].sort(),
    policyTypes: [...each.policyTypes].sort(),
  }));
  if (!isDeepStrictEqual(kept, left)) {
    const [given, expected] = [left, kept].map((each) => JSON.stringify(each));
    throw new Error(`The deletion of the stacks changes what should stay (given: ${given}). Compare with: ${expected}`);
  }
  if (after.resourcePolicy !== undefined || after.delegatedAdministrators.length > 0) {
    const given = JSON.stringify(after.resourcePolicy ?? after.delegatedAdministrators);
    throw new Error(`The deletion of the stacks leaves a delegation (given: ${given}). Look at its calls.`);
  }
}

/** The remaining parts of the organization, one line each: accounts with their places, units, policies, services and types. */
export function remainsOf(organization: Organization): string[] {
  const { root, policies, policyTypes, trustedServices, delegatedAdministrators, resourcePolicy } = organization;
  return [
    ...placesIn(root, 'Root'),
    `policies: ${listed(policies.map(({ name, type }) => `${name} (${type})`))}`,
    `policy types: ${listed(policyTypes)}`,
    `trusted services: ${listed(trustedServices)}`,
    `delegated administrators: ${listed(delegatedAdministrators.map(({ servicePrincipal }) => servicePrincipal))}`,
    `resource policy: ${resourcePolicy ? 'stays' : 'none'}`,
  ];
}

function placesIn(parent: Parent, path: string): string[] {
  const accounts = parent.accounts.map(({ name, state }) => `${name}${state === 'ACTIVE' ? '' : ` (${state})`}`);
  return [
    `${path}: accounts ${listed(accounts)}`,
    ...parent.organizationalUnits.flatMap((unit) => placesIn(unit, `${path}/${unit.name}`)),
  ];
}

function listed(names: readonly string[]): string {
  return [...names].sort().join(', ') || 'none';
}
