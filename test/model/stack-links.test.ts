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

test('links of nested stacks count, each name once and sorted, and names that are functions do not', () => {
  const output = (name: unknown) => ({ Value: 'x', Export: { Name: name } });
  const inner = {
    Resources: { R: { Type: 'Some::Resource', Properties: { A: { 'Fn::ImportValue': 'B:Id' }, B: { 'Fn::ImportValue': { 'Fn::Sub': 'C:Id' } }, C: null, D: 'text' } } },
    Outputs: { Id: output('Nested:Zebra'), Same: output('Own:Id'), Open: output({ Ref: 'Name' }) },
  };
  const outer = stack('Own', { Outputs: { Id: output('Own:Id'), Ant: output('Ant:Id'), Plain: { Value: [{ 'Fn::ImportValue': 'Z:Id' }, { 'Fn::ImportValue': 'A:Id' }, { 'Fn::ImportValue': 'B:Id' }] } } });
  expect(stackLinks([{ ...outer, nestedTemplates: new Map([['inner.json', inner]]) }, stack('Other', {})])).toEqual([
    { stack: 'Own', exports: ['Ant:Id', 'Nested:Zebra', 'Own:Id'], imports: ['A:Id', 'B:Id', 'Z:Id'] }, { stack: 'Other', exports: [], imports: [] },
  ]);
});
