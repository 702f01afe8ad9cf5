import { type Organization, targets } from '../../../src/model';

/** The IDs that the app of the security team has in its context. */
export function idsForTeam(organization: Organization): { readonly account: string; readonly unit: string } {
  return { account: idOf(organization, 'security'), unit: idOf(organization, 'Workloads') };
}

function idOf(organization: Organization, name: string): string {
  const found = [...targets(organization)].find(({ target }) => 'name' in target && target.name === name);
  if (found === undefined) throw new Error(`The organization lacks an account or unit (given: ${name}). Look at what the step before deployed.`);
  return found.target.id;
}
