import type { AssemblyStack } from '../../src/assembly';
import { stackLinks } from '../../src/model/stack-links';

const stack = (name: string, template: object): AssemblyStack => (
  { id: name, name, displayName: name, template: { Resources: {}, ...template }, dependencies: [], nestedTemplates: new Map() });
const exporter = stack('Exporter', { Outputs: { Id: { Value: { Ref: 'X' }, Export: { Name: 'Exporter:Id' } }, Url: { Value: 'x' } } });
const importer = stack('Importer', {
  Resources: { Resource: { Type: 'Some::Resource', Properties: { Of: [{ 'Fn::Join': ['', ['arn:', { 'Fn::ImportValue': 'Exporter:Id' }]] }] } } },
});

test('the links of stacks are the names of their exports and imports', () => {
  expect(stackLinks([exporter, importer])).toEqual([
    { stack: 'Exporter', exports: ['Exporter:Id'], imports: [] }, { stack: 'Importer', exports: [], imports: ['Exporter:Id'] },
  ]);
});

test('stacks without an import have no links', () => expect(stackLinks([exporter])).toEqual([]));
