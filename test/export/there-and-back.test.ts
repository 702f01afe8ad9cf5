import { comparable, resolved } from './resolved';
import { objectsOf } from '../../scripts/terraform/organization-of-state';
import { terraformExport } from '../../src/export';
import { compareForeign, completeOrganization } from '../../src/init';
import { rehearse, stateOfOrganization } from '../../src/rehearsal';
import { fixture, readFixture } from '../init/foreign/inputs';
import { removeWrittenApps, synthesized, writtenApp } from '../init/written-app';
import { byDay } from '../proofs/support/proof-runs';

jest.setTimeout(300_000);
afterEach(removeWrittenApps);

/** Of these, an app from a state alone has nothing, as `init` says. */
const NOT_CARRIED = /^aws_account_|^aws_organizations_resource_policy$/;
/** AWS has no such attributes. */
const OF_TERRAFORM = ['close_on_deletion', 'role_name', 'skip_destroy', 'iam_user_access_to_billing'];

// The state has the tags of `default_tags` in `tags_all` only.
test.each(byDay(['organization.tfstate', 'edge-alias-tainted.tfstate', 'count.tfstate'], 3, 1))('the app of a Terraform state gives, after its first deployment, a configuration of the same resources: %s', async (name) => {
  const foreign = readFixture(name);
  const organization = completeOrganization(foreign);
  const { policies } = compareForeign(foreign, organization);
  const { succeeded, organization: deployed } = await rehearse({
    assemblyDirectory: synthesized(writtenApp(organization, {}, policies).folder, organization), state: stateOfOrganization(organization),
  });
  expect(succeeded).toBe(true);
  const written = resolved(terraformExport(deployed!), organization);
  const objects = objectsOf(fixture(name)).filter(({ type }) => !NOT_CARRIED.test(type));
  expect(written.map(({ type, importId }) => `${type} ${importId}`).sort()).toEqual(objects.map(({ type, attributes }) => `${type} ${String(attributes.id)}`).sort());
  for (const { type, importId, attributes } of written) {
    const names = Object.keys(attributes).filter((each) => !OF_TERRAFORM.includes(each));
    const [found] = objects.filter((each) => each.type === type && each.attributes.id === importId);
    const { tags, tags_all: all = tags, ...others } = found.attributes;
    expect({ importId, ...comparable(attributes, names) }).toEqual({ importId, ...comparable({ ...others, tags: all }, names) });
  }
});
