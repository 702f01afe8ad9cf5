import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLONES, type Expectation, TERRAFORM } from './real-expectations';
import { organizationLike } from '../../../scripts/foreign-inputs/organization-like';
import { STATES } from '../../../scripts/terraform/organization-of-state';
import { foreignFiles } from '../../../src/cli/init/foreign-files';
import { appRows, compareForeign, completeOrganization, type ForeignOrganization, readForeign } from '../../../src/init';
import { ROOT } from '../../../src/init/foreign/foreign-organization';
import type { Organization } from '../../../src/model';
import { isNight } from '../../proofs/support/proof-runs';
import { proven, removeWrittenApps } from '../written-app';

jest.setTimeout(600_000);
afterEach(removeWrittenApps);

/** The folder with clones of the public repositories, by their names. */
const { FOREIGN_INPUTS: clones = '' } = process.env;

/** The comments of a configuration ask its users to replace these addresses. */
const PLACEHOLDER = /<([\w-]+)>@example\.com.*$/gm;

function read(path: string): ForeignOrganization {
  return readForeign(new Map([...foreignFiles(path)].map(([file, text]) => [file, text.replace(PLACEHOLDER, '$1@example.com')])), path);
}

interface Described extends Omit<Expectation, 'path' | 'leftOut' | 'notRead'> {
  /** The address and the reason of each. */
  readonly reasons: readonly string[];
}

/** A foreign organization in words. */
function described({ units, accounts, policies, attachments, delegations, facts, notRead }: ForeignOrganization): Described {
  const names = new Map([
    ...units.map(({ origin, name, parent }) => [origin.address, { name, parent }] as const),
    ...accounts.map(({ origin, name, parent }) => [origin.address, { name: name ?? origin.address.replace('account ', ''), parent }] as const),
  ]);
  const addresses = new Map([...units, ...accounts].flatMap(({ origin, id }) => (id === undefined ? [] : [[id, origin.address] as const])));
  const pathOf = (reference: string | undefined): string[] => {
    const found = names.get(addresses.get(reference ?? ROOT) ?? reference ?? ROOT);
    return found === undefined ? [] : [...pathOf(found.parent), found.name];
  };
  const place = (reference: string) => (reference === ROOT || reference === facts.rootId ? 'Root' : pathOf(reference).join('/'));
  const policyName = (reference: string) => (
    policies.find(({ origin, id }) => id === reference || origin.address === reference)?.name ?? reference);
  return {
    units: units.map(({ origin }) => place(origin.address)).sort(),
    accounts: accounts.map(({ origin }) => place(origin.address)).sort(),
    policies: policies.length,
    attachments: attachments.map(({ policy, target }) => `${policyName(policy)} > ${place(target)}`).sort(),
    delegations: delegations.map(({ account, servicePrincipal }) => `${place(account)} for ${servicePrincipal}`).sort(),
    reasons: notRead.map(({ origin, reason }) => `${origin.address}: ${reason}`),
  };
}

async function expectAsRead(
  folder: string, { path, leftOut, notRead, ...expected }: Expectation, complete: (foreign: ForeignOrganization) => Organization,
) {
  const foreign = read(join(folder, path));
  const { reasons, ...found } = described(foreign);
  expect(found).toEqual({
    ...expected,
    units: [...expected.units].sort(),
    accounts: [...expected.accounts].sort(),
    attachments: [...expected.attachments].sort(),
    delegations: expected.delegations ?? [],
  });
  expect(notRead.map(([, words]) => [reasons.filter((reason) => reason.includes(words)).length, words])).toEqual(notRead);
  expect(reasons.filter((reason) => !notRead.some(([, words]) => reason.includes(words)))).toEqual([]);
  const organization = complete(foreign);
  const { differences, policies } = compareForeign(foreign, organization);
  expect(differences).toEqual([]);
  const rows = appRows(organization, undefined, policies);
  expect(rows.leftOut.map(({ kind, subject }) => `${kind} ${subject.replace(/ \(.*\)$/, '').replace(/(?<=^|\/)account /, '')}`).sort()).toEqual([...leftOut].sort());
  if (isNight()) expect(await proven(organization, {}, policies)).toMatchObject({ differences: [], deviations: [] });
}

describe('states of Terraform', () => {
  (existsSync(STATES) ? test : test.skip).each(TERRAFORM)('are read as a person reads them, and each becomes an app: $path', async (expectation) => {
    await expectAsRead(STATES, expectation, completeOrganization);
  });
});

describe('public repositories', () => {
  const isThere = clones !== '' && existsSync(clones);
  (isThere ? test : test.skip).each(CLONES)('are read as a person reads them, and each becomes an app: $path', async (expectation) => {
    await expectAsRead(clones, expectation, organizationLike);
  });
});
