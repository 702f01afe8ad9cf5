import type { AssemblyStack, CloudAssembly } from '../../src/assembly';
import { organizationFromAssembly } from '../../src/model';

function assembly(...ids: string[]): CloudAssembly {
  const stacks = ids.map((id): AssemblyStack => ({
    id,
    name: id.replaceAll('/', '-'),
    displayName: id.replace('assembly-', ''),
    template: { Resources: { Organization: { Type: 'Custom::OrganizationsOrganization', Properties: { FeatureSet: 'ALL' } } } },
    dependencies: [],
    nestedTemplates: new Map(),
  }));
  return { directory: '/app/cdk.out', stacks, assetDirectories: new Map() };
}

test('two organizations in a stage each are refused with the folder of each stage', () => {
  expect(() => organizationFromAssembly(assembly('assembly-Test/TestOrg', 'assembly-Prod/ProdOrg'))).toThrow(
    'There is more than one organization in this cloud assembly, and one at a time is looked at. Given: /app/cdk.out, with the stacks '
    + 'Test/TestOrg, Prod/ProdOrg. Give the folder of one stage: /app/cdk.out/assembly-Test or /app/cdk.out/assembly-Prod.');
});

test('the remedy for an organization beside that of a stage is another stage', () => {
  expect(() => organizationFromAssembly(assembly('Test', 'assembly-Prod/ProdOrg'))).toThrow(/with the stacks Test, Prod\/ProdOrg\. Put each organization into a Stage/);
});

test('stacks of one stage manage the same organization', () => {
  expect(organizationFromAssembly(assembly('assembly-Prod/One', 'assembly-Prod/Two')).featureSet).toBe('ALL');
});

test('a single organization is read', () => {
  expect(organizationFromAssembly(assembly('assembly-Prod/ProdOrg')).featureSet).toBe('ALL');
});
