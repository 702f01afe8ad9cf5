import { parseTemplate, type Template } from '../../src/assembly';

const parse = (template: object): Template => parseTemplate(JSON.stringify(template), 'Org.template.json');
const user = { Type: 'AWS::IAM::User' };
const include = { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/x.json' } };

test('what a macro writes into a section is set aside, and the rest of the section is read', () => {
  const loop = ['Name', ['a'], { 'User${Name}': user }];
  const { Resources, Mappings, Outputs, Unexpanded } = parse({
    Resources: { 'User': user, 'Fn::ForEach::Users': loop },
    Mappings: { 'Map': { a: { b: 'c' } }, 'Fn::Transform': include },
    Outputs: { 'Name': { Value: 'x' }, 'Fn::ForEach::Names': loop },
  });
  expect({ Resources, Mappings, Outputs }).toEqual({ Resources: { User: user }, Mappings: { Map: { a: { b: 'c' } } }, Outputs: { Name: { Value: 'x' } } });
  expect(Unexpanded).toEqual({ 'Resources.Fn::ForEach::Users': loop, 'Mappings.Fn::Transform': include, 'Outputs.Fn::ForEach::Names': loop });
});

test('a template without macros is read as it stands', () => {
  expect(parse({ Resources: { User: user }, Transform: 'Mine' })).toEqual({ Resources: { User: user }, Transform: 'Mine' });
});

test('a macro that writes resources of this library is refused, as they could not be reviewed', () => {
  const ours = { 'Unit${Name}': { Type: 'Custom::OrganizationsOrganizationalUnit', Properties: {} } };
  expect(() => parse({ Resources: { 'User': user, 'Fn::ForEach::Units': ['Name', ['a'], ours] } }))
    .toThrow(/^A macro writes resources of this library.*Resources\/Fn::ForEach::Units in Org\.template\.json.*Write these resources out/s);
});
