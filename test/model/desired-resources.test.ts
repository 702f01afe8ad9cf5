import type { AssemblyStack, CloudAssembly, Template } from '../../src/assembly';
import { type Deployed, desiredResources, stackTrees } from '../../src/model/desired-resources';

const resource = (kind: string, properties: object, more: object = {}) => ({ Type: `Custom::Organizations${kind}`, Properties: { ...properties }, ...more });
const nested = (file: string, properties: object = {}) => ({
  Type: 'AWS::CloudFormation::Stack', Properties: { ...properties, TemplateURL: file },
});
const stack = (name: string, template: Template, more: Partial<AssemblyStack> = {}): AssemblyStack => (
  { id: name, name, displayName: name, template, dependencies: [], nestedTemplates: new Map<string, Template>(), ...more });
const assembly = (...stacks: AssemblyStack[]): CloudAssembly => ({ directory: '', stacks, assetDirectories: new Map() });

/** A stack with a nested one, which has another one in it, and a stack that imports from it. */
const TOOLS: Template = {
  Parameters: { Parent: { Type: 'String' } },
  Resources: {
    Deep: nested('deep.json', { Parameters: { Above: { Ref: 'Build' } } }),
    Build: resource('OrganizationalUnit', { Name: 'Build', ParentId: { Ref: 'Parent' } }),
  },
  Outputs: { BuildId: { Value: { Ref: 'Build' } }, DeepId: { Value: { 'Fn::GetAtt': ['Deep', 'Outputs.TestId'] } } },
};
const DEEP: Template = {
  Parameters: { Above: { Type: 'String' } },
  Resources: { Test: resource('OrganizationalUnit', { Name: 'Test', ParentId: { Ref: 'Above' } }) },
  Outputs: { TestId: { Value: { Ref: 'Test' }, Export: { Name: 'Org:TestId' } } },
};
const ORG = stack('Org', {
  Resources: {
    Prod: resource('OrganizationalUnit', { Name: { 'Fn::Sub': '${AWS::Region} ${AWS::AccountId}' }, ParentId: 'r-root' }, { DeletionPolicy: 'Retain' }),
    Tools: nested('tools.json', { Parameters: { Parent: { Ref: 'Prod' } } }),
    Shop: resource('Account', { AccountName: 'shop', ParentId: { 'Fn::GetAtt': ['Tools', 'Outputs.BuildId'] }, Email: { 'Fn::GetAtt': ['Tools', 'Outputs.DeepId'] } }),
    Topic: { Type: 'AWS::SNS::Topic' },
  },
  Outputs: {
    Second: { Value: { Ref: 'Prod' }, Export: { Name: 'Org:Zebra' } },
    First: { Value: { 'Fn::Join': ['/', [{ Ref: 'Prod' }, { 'Fn::GetAtt': ['Shop', 'Arn'] }]] }, Export: { Name: 'Org:Ant' } },
    Private: { Value: { Ref: 'Prod' } },
  },
}, { region: 'eu-west-1', nestedTemplates: new Map([['tools.json', TOOLS], ['deep.json', DEEP]]) });
const NET = stack('Net', {
  Resources: { Bank: resource('Account', { AccountName: 'bank', ParentId: { 'Fn::ImportValue': 'Org:TestId' }, Email: { 'Fn::ImportValue': 'Org:Ant' } }) },
}, { accountId: '111111111111' });

const valuesOf = (deployed?: Deployed) => desiredResources(assembly(ORG, NET), deployed).map(({ stackName, logicalId, id, properties }) => (
  { place: `${stackName}.${logicalId}`, id, parent: properties.ParentId, email: properties.Email }));

test('resources of stacks and nested stacks have symbols for what is not known yet, also across stacks', () => {
  expect(valuesOf()).toEqual([
    { place: 'Org.Prod', id: '${Org.Prod}', parent: 'r-root', email: undefined },
    { place: 'Org.Shop', id: '${Org.Shop}', parent: '${Org/Tools.Build}', email: '${Org/Tools/Deep.Test}' },
    { place: 'Org/Tools.Build', id: '${Org/Tools.Build}', parent: '${Org.Prod}', email: undefined },
    { place: 'Org/Tools/Deep.Test', id: '${Org/Tools/Deep.Test}', parent: '${Org/Tools.Build}', email: undefined },
    { place: 'Net.Bank', id: '${Net.Bank}', parent: '${Org/Tools/Deep.Test}', email: '${Org.Prod}/${Org.Shop.Arn}' },
  ]);
});

test('a deployment gives the values that it knows', () => {
  const ids: Readonly<Record<string, string>> = { 'Org.Prod': 'ou-1', 'Org/Tools.Build': 'ou-2', 'Org/Tools/Deep.Test': 'ou-3' };
  const known = valuesOf({
    physicalId: (stackName, logicalId) => ids[`${stackName}.${logicalId}`],
    attribute: (stackName, logicalId, name) => (stackName === 'Org' && logicalId === 'Shop' && name === 'Arn' ? 'arn:shop' : undefined),
  });
  expect(known.map(({ id, parent, email }) => [id, parent, email])).toEqual([
    ['ou-1', 'r-root', undefined], ['${Org.Shop}', 'ou-2', 'ou-3'], ['ou-2', 'ou-1', undefined], ['ou-3', 'ou-2', undefined], ['${Net.Bank}', 'ou-3', 'ou-1/arn:shop'],
  ]);
});

test('a resource has its owner, its deletion policy and the exports that contain it', () => {
  const found = desiredResources(assembly(ORG, NET)).map(({ properties: _properties, id: _id, stackName: _stackName, ...rest }) => rest);
  expect(found).toStrictEqual([
    { owner: 'Org@eu-west-1', logicalId: 'Prod', type: 'Custom::OrganizationsOrganizationalUnit', deletionPolicy: 'Retain', exports: ['Org:Ant', 'Org:Zebra'] },
    { owner: 'Org@eu-west-1', logicalId: 'Shop', type: 'Custom::OrganizationsAccount', exports: ['Org:Ant'] },
    { owner: 'Org@eu-west-1', logicalId: 'Build', type: 'Custom::OrganizationsOrganizationalUnit', exports: [] },
    { owner: 'Org@eu-west-1', logicalId: 'Test', type: 'Custom::OrganizationsOrganizationalUnit', exports: ['Org:TestId'] },
    { owner: 'Net', logicalId: 'Bank', type: 'Custom::OrganizationsAccount', exports: [] },
  ]);
});

test.each<[string, Partial<AssemblyStack>, Deployed['accountId'], string]>([
  ['its own Region and account', { region: 'eu-west-1', accountId: '111111111111' }, () => '999988887777', 'eu-west-1 111111111111'],
  ['the account of the deployment', { region: 'eu-west-1' }, () => '999988887777', 'eu-west-1 999988887777'],
  ['a symbol for an unknown account, and the Region of the service', { region: undefined }, undefined, 'us-east-1 ${AWS::AccountId}'],
])('a stack takes %s', (_, more, accountId, name) => {
  const deployed = { physicalId: () => undefined, attribute: () => undefined, ...accountId && { accountId } };
  const [prod] = desiredResources(assembly({ ...ORG, ...more }), deployed);
  expect(prod.properties.Name).toBe(name);
});

test('a stack takes the values that are given for its parameters', () => {
  const template: Template = { Parameters: { Parent: { Type: 'String', Default: 'r-root' } }, Resources: TOOLS.Resources };
  const parentOf = (more: Partial<AssemblyStack>) => desiredResources(assembly(stack('Org', template, more)))[0].properties.ParentId;
  expect([parentOf({}), parentOf({ parameters: { Parent: 'r-other' } })]).toEqual(['r-root', 'r-other']);
});

test.each([
  ['an account that is adopted', 'Account', { AccountId: '222233334444' }, '222233334444'],
  ['an account that is invited', 'InvitedAccount', { AccountId: '222233334444' }, '222233334444'],
  ['a unit that is adopted', 'OrganizationalUnit', { OrganizationalUnitId: 'ou-root-aaaaaaa1' }, 'ou-root-aaaaaaa1'],
  ['a unit that names an account', 'OrganizationalUnit', { AccountId: '222233334444' }, '${Org.It}'],
  ['an account that names a unit', 'Account', { OrganizationalUnitId: 'ou-root-aaaaaaa1' }, '${Org.It}'],
  ['another resource that names an account', 'AccountSettings', { AccountId: '222233334444' }, '${Org.It}'],
  ['an account whose ID is another value', 'Account', { AccountId: { 'Fn::ImportValue': 'Org:Id' } }, '${Org.It}'],
])('%s has the ID that is known', (_, kind, properties, id) => {
  const template: Template = { Resources: { It: resource(kind, properties) }, Outputs: { Id: { Value: 'x', Export: { Name: 'Org:Id' } } } };
  expect(desiredResources(assembly(stack('Org', template))).map((each) => each.id)).toEqual([id]);
});

test('an export that no stack has is a symbol', () => {
  expect(desiredResources(assembly(NET))[0].properties).toMatchObject({ ParentId: '${Fn::ImportValue/Org:TestId}', Email: '${Fn::ImportValue/Org:Ant}' });
});

test('an export with a value that cannot be read is an error for a resource of this library, and for no other one', () => {
  const other = stack('Other', {
    Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { Id: { Value: { 'Fn::Cidr': ['10.0.0.0/8', 1, 1] }, Export: { Name: 'Org:Ant' } } },
  });
  expect(() => desiredResources(assembly(other, ORG))).not.toThrow();
  expect(() => desiredResources(assembly(ORG, { ...other, accountId: NET.accountId }, NET))).toThrow('Fn::Cidr');
  const importer = stack('Importer', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { Id: { Value: { 'Fn::ImportValue': 'Org:Ant' } } } });
  expect(desiredResources(assembly(other, importer))).toEqual([]);
});

test('the scopes of a stack are those of its template and of its nested stacks, parents first', () => {
  expect(stackTrees(assembly(ORG, NET)).map(({ owner, scopes }) => [owner, scopes.map(({ stackName }) => stackName)])).toEqual([
    ['Org@eu-west-1', ['Org', 'Org/Tools', 'Org/Tools/Deep']], ['Net', ['Net']],
  ]);
});

test('nested stacks may stand before those that they refer to', () => {
  const unit = (id: string): Template => ({
    Parameters: { Above: { Type: 'String' } },
    Resources: { Unit: resource('OrganizationalUnit', { Name: id, ParentId: { Ref: 'Above' }, OrganizationalUnitId: id }) },
    Outputs: { Id: { Value: { Ref: 'Unit' } } },
  });
  const below = (file: string, parent: unknown) => nested(file, { Parameters: { Above: parent } });
  const idOf = (stackId: string) => ({ 'Fn::GetAtt': [stackId, 'Outputs.Id'] });
  const org = stack('Org', {
    Resources: { Third: below('3', idOf('Second')), Second: below('2', idOf('First')), First: below('1', 'r-root') },
  }, { nestedTemplates: new Map([['1', unit('ou-1')], ['2', unit('ou-2')], ['3', unit('ou-3')]]) });
  expect(desiredResources(assembly(org)).map(({ id, properties }) => [id, properties.ParentId])).toEqual([
    ['ou-3', 'ou-2'], ['ou-2', 'ou-1'], ['ou-1', 'r-root'],
  ]);
});

test('nested stacks that refer to each other in a circle, which CloudFormation refuses, have symbols', () => {
  const circular: Template = {
    Parameters: { Above: { Type: 'String' } },
    Resources: { Unit: resource('OrganizationalUnit', { Name: 'x', ParentId: { Ref: 'Above' } }) },
    Outputs: { Above: { Value: { Ref: 'Above' } } },
  };
  const to = (other: string) => nested('circular', { Parameters: { Above: { 'Fn::GetAtt': [other, 'Outputs.Above'] } } });
  const org = stack('Org', { Resources: { One: to('Two'), Two: to('One') } }, { nestedTemplates: new Map([['circular', circular]]) });
  expect(desiredResources(assembly(org)).map(({ properties }) => properties.ParentId)).toEqual(['${Org.One.Outputs.Above}', '${Org.One.Outputs.Above}']);
});

test('a nested stack takes a value that a later stack exports', () => {
  const importer = stack('Importer', { Resources: { Tools: nested('tools', { Parameters: { Parent: { 'Fn::ImportValue': 'Org:ProdId' } } }) } },
    { nestedTemplates: new Map([['tools', { ...TOOLS, Resources: { Build: TOOLS.Resources.Build }, Outputs: {} }]]) });
  const exporter = stack('Org', { Resources: {}, Outputs: { Id: { Value: 'ou-prod', Export: { Name: 'Org:ProdId' } } } });
  expect(desiredResources(assembly(importer, exporter))[0].properties.ParentId).toBe('ou-prod');
});

test('the resources of a template are the same objects for equal values, and for no others', () => {
  const template: Template = { Parameters: { Parent: { Type: 'String', Default: 'r-root' } }, Resources: { Build: TOOLS.Resources.Build } };
  const found = (name: string, more: Partial<AssemblyStack> = {}) => desiredResources(assembly(stack(name, template, more)))[0];
  const other = { parameters: { Parent: 'r-other' } };
  const [first, changed] = [found('Org'), found('Org', other)];

  expect([first, changed].map(({ properties }) => properties.ParentId)).toEqual(['r-root', 'r-other']);
  expect(found('Org')).toBe(first);
  expect(found('Org', other)).toBe(changed);
  expect(found('Net').stackName).toBe('Net');
  expect(found('Org', { region: 'eu-west-1' }).owner).toBe('Org@eu-west-1');
  expect(found('Org')).toBe(first);
});

test('a template that imports a value has that of each assembly', () => {
  const exporting = (value: string) => stack('Org', { Resources: {}, Outputs: { Id: { Value: value, Export: { Name: 'Org:TestId' } } } });
  const parents = ['r-1', 'r-2', 'r-1'].map((value) => desiredResources(assembly(exporting(value), NET))[0].properties.ParentId);

  expect(parents).toEqual(['r-1', 'r-2', 'r-1']);
});

test('a template with nested stacks has the values of theirs in each assembly', () => {
  const names = ['Build', 'Test', 'Build'].map((name) => {
    const tools: Template = { ...TOOLS, Outputs: { ...TOOLS.Outputs, BuildId: { Value: name } } };
    const org = { ...ORG, nestedTemplates: new Map([['tools.json', tools], ['deep.json', DEEP]]) };
    return desiredResources(assembly(org)).find(({ logicalId }) => logicalId === 'Shop')!.properties.ParentId;
  });

  expect(names).toEqual(['Build', 'Test', 'Build']);
});

test('an output that takes what a nested stack of a later stack exports has it, also if a parameter asked for it before', () => {
  const exporter: Template = {
    Resources: { Build: resource('OrganizationalUnit', { Name: 'Build', ParentId: 'r-root' }) },
    Outputs: { BuildId: { Value: { Ref: 'Build' }, Export: { Name: 'Late' } } },
  };
  const importer: Template = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, Outputs: { Id: { Value: { 'Fn::ImportValue': 'Late' } } } };
  const taker: Template = { Parameters: { Parent: { Type: 'String' } }, Resources: { Build: TOOLS.Resources.Build } };
  const first = stack('First', {
    Resources: {
      Importer: nested('importer.json'),
      Taker: nested('taker.json', { Parameters: { Parent: { 'Fn::GetAtt': ['Importer', 'Outputs.Id'] } } }),
      Shop: resource('Account', { AccountName: 'shop', ParentId: { 'Fn::GetAtt': ['Importer', 'Outputs.Id'] }, Email: 'shop@example.com' }),
    },
  }, { nestedTemplates: new Map([['importer.json', importer], ['taker.json', taker]]) });
  const second = stack('Second', { Resources: { Exporter: nested('exporter.json') } }, { nestedTemplates: new Map([['exporter.json', exporter]]) });

  const shop = desiredResources(assembly(first, second)).find(({ logicalId }) => logicalId === 'Shop')!;
  expect(shop.properties.ParentId).toBe('${Second/Exporter.Build}');
});
