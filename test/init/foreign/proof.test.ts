import { LANDING_ZONE, OLDER_TEMPLATE, ORG_FORMATION, read, readFixture, TEMPLATE } from './inputs';
import { organizationLike } from '../../../scripts/foreign-inputs/organization-like';
import { compareForeign, completeOrganization, type ForeignOrganization } from '../../../src/init';
import { proven, removeWrittenApps } from '../written-app';

jest.setTimeout(600_000);
afterEach(removeWrittenApps);

test.each(['organization.tfstate', 'edge-alias-tainted.tfstate', 'count.tfstate'])('the app of a Terraform state alone says what the state says, and its first deployment only writes owner tags: %s', async (name) => {
  const foreign = readFixture(name);
  const organization = completeOrganization(foreign);
  expect(await proven(organization, {}, compareForeign(foreign, organization).policies)).toMatchObject({ differences: [], deviations: [] });
});

/** Inputs whose organization is known by its parts only. */
const INPUTS: readonly (readonly [string, () => ForeignOrganization])[] = [
  ['org-formation', () => read({ 'organization.yml': ORG_FORMATION })],
  ['Landing Zone Accelerator', () => read(LANDING_ZONE)],
  ['CloudFormation', () => read({ 'template.yaml': TEMPLATE })],
  ['the older CDK library', () => read({ 'template.json': OLDER_TEMPLATE })],
];

test.each(INPUTS)('the app of an organization as %s describes it says what it is, and its first deployment only writes owner tags', async (_, input) => {
  const foreign = input();
  const organization = organizationLike(foreign);
  expect(await proven(organization, {}, compareForeign(foreign, organization).policies)).toMatchObject({ differences: [], deviations: [] });
});
