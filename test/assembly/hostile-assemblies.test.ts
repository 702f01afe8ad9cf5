import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AssemblyError, dependencyGraph, readCloudAssembly } from '../../src/assembly';
import { isPolicyType, ResourceType } from '../../src/contract';
import { parseProperties } from '../../src/handler/parse-properties';
import { organizationFromAssembly } from '../../src/model';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hostile-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const UNIT = (ParentId: unknown, more: object = {}) => ({ Type: ResourceType.ORGANIZATIONAL_UNIT, Properties: { ParentId, Name: 'x', ...more } });

/** Writes an assembly with one stack. Texts are written verbatim: in a TypeScript literal, `__proto__` has another meaning. */
function write(template: object | string, files: Readonly<Record<string, object>> = {}, artifacts: object = {}): void {
  const contents: Record<string, object | string> = {
    'manifest.json': {
      version: '48.0.0',
      artifacts: {
        'App': { type: 'aws:cloudformation:stack', environment: 'aws://unknown-account/unknown-region', properties: { templateFile: 'App.template.json' }, dependencies: ['App.assets'] },
        'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'App.assets.json' } },
        ...artifacts,
      },
    },
    'App.template.json': template,
    'App.assets.json': {
      files: Object.fromEntries(Object.keys(files).map((path) => [path, { source: { path }, destinations: { here: { bucketName: 'assets', objectKey: path } } }])),
    },
    ...files,
  };
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

function problem(): string {
  try {
    organizationFromAssembly(readCloudAssembly(folder));
  } catch (error) {
    expect(error).toBeInstanceOf(AssemblyError);
    return (error as Error).message;
  }
  throw new Error('It was read.');
}

describe('circles', () => {
  test.each([
    ['one', { A: { Condition: 'A' } }, '[A]'],
    ['two', { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { 'Fn::And': [{ Condition: 'A' }] } }, '[A, B]'],
    ['two, through a value', { A: { 'Fn::Equals': [{ 'Fn::If': ['B', 'x', 'y'] }, 'x'] }, B: { Condition: 'A' } }, '[A, B]'],
  ])('of %s conditions is named', (_, Conditions, circle) => {
    write({ Conditions, Resources: { U: { ...UNIT('r-ab12'), Condition: 'A' } } });
    expect(problem()).toMatch(/^Circular dependency between conditions\. Given: .*\. Take one reference away\.$/);
    expect(problem()).toContain(circle);
  });

  test('a chain of many conditions is refused, and a short one is evaluated', () => {
    const chain = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => (
      [`C${index}`, index === length - 1 ? { 'Fn::Equals': ['a', 'a'] } : { Condition: `C${index + 1}` }])));
    write({ Conditions: chain(20_000), Resources: { U: { ...UNIT('r-ab12'), Condition: 'C0' } } });
    expect(problem()).toContain('More than 100 conditions refer to each other in a row');
    write({ Conditions: chain(90), Resources: { U: { ...UNIT('r-ab12'), Condition: 'C0' } } });
    expect(organizationFromAssembly(readCloudAssembly(folder)).root.organizationalUnits).toHaveLength(1);
  });

  test.each([['.'], ['..'], ['stage/..'], ['/'], ['../elsewhere']])('of assemblies, or a path that leaves them, is named: %s', (directoryName) => {
    write({ Resources: {} }, {}, { Stage: { type: 'cdk:cloud-assembly', properties: { directoryName } } });
    expect(problem()).toMatch(/^A cloud assembly names its own folder, or one outside of it, as an assembly inside it\. Given: .*manifest\.json\. Synthesize the app again\.$/);
  });

  test.each([['templateFile', '../../secret.json'], ['templateFile', '../../../../../../etc/passwd'], ['templateFile', '../..']])('no %s is read outside: %s', (field, path) => {
    write({ Resources: {} }, {}, { Other: { type: 'aws:cloudformation:stack', properties: { [field]: path } } });
    expect(problem()).toContain('The cloud assembly names a file outside of it');
  });

  const NESTED = (file: string) => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://s3.amazonaws.com/assets/${file}` } });

  test('of nested stacks is named', () => {
    write({ Resources: { N: NESTED('a.json') } }, { 'a.json': { Resources: { N: NESTED('b.json') } }, 'b.json': { Resources: { N: NESTED('a.json') } } });
    expect(problem()).toBe('A nested stack holds itself. Given: App: [a.json, b.json, a.json]. Take one of the nested stacks away.');
  });

  test('a few templates that expand to millions of nested stacks are refused at once', () => {
    const twice = (file: string) => ({ Resources: { A: NESTED(file), B: NESTED(file) } });
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.json`, index === 29 ? { Resources: {} } : twice(`${index + 1}.json`)]));
    write(twice('0.json'), files);
    expect(problem()).toContain('There are more than 2500 nested stacks');
  });

  test('of stacks is named', () => {
    const stack = (...dependencies: string[]) => ({ type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' }, dependencies });
    write({ Resources: {} }, {}, { A: stack('B'), B: stack('C'), C: stack('B') });
    expect(problem()).toBe('Circular dependency between stacks. Given: [B, C]. Take one dependency away.');
  });

  test('of references between resources is named', () => {
    write({ Resources: { A: UNIT({ Ref: 'B' }), B: UNIT({ 'Fn::GetAtt': ['A', 'Arn'] }) } });
    const { stacks: [{ template, name }] } = readCloudAssembly(folder);
    expect(() => dependencyGraph(template, name)).toThrow('Circular dependency between resources. Given: App: [A, B].');
  });

  test('of organizational units is named, and no review without them is made', () => {
    write({ Resources: { A: UNIT({ Ref: 'B' }), B: UNIT({ Ref: 'A' }) } });
    expect(problem()).toMatch(/^An organizational unit is in itself\. Given: App\/A: .*\. Give one of them another parent\.$/);
  });

  test.each(['Resources', 'Metadata', 'Outputs'])('endless nesting in %s is refused', (section) => {
    write(`{"Resources":{},"${section}":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}`);
    expect(problem()).toContain('is nested in more than 200 levels');
  });
});

describe('names that every object of JavaScript has', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  test.each(NAMES)('no resource, parameter, mapping or condition has the name without being declared: %s', (name) => {
    const given = [
      { Resources: { U: UNIT({ Ref: name }) } },
      { Resources: { U: UNIT({ 'Fn::Sub': `\${${name}}` }) } },
      { Resources: { U: UNIT({ 'Fn::FindInMap': [name, name, 'name'] }) } },
      { Mappings: { A: { B: { C: 'r-ab12' } } }, Resources: { U: UNIT({ 'Fn::FindInMap': ['A', name, 'name'] }) } },
      { Resources: { U: { ...UNIT('r-ab12'), Condition: name } } },
      { Parameters: Object.fromEntries([[name, { Type: 'String' }]]), Resources: { U: UNIT({ Ref: name }) } },
    ];
    for (const template of given) {
      write(template);
      expect(problem()).toMatch(/Unresolved resource dependencies|Unable to get mapping|unresolved condition|has no value/);
    }
  });

  test.each(NAMES)('a resource, a parameter, a tag and an account may have the name: %s', (name) => {
    const own = (value: unknown) => JSON.stringify(Object.fromEntries([[name, value]]));
    const account = { Type: ResourceType.ACCOUNT, Properties: { ParentId: 'r-ab12', AccountName: name, Email: 'a@example.com', Tags: [{ Key: name, Value: 'x' }] } };
    write(`{"Parameters":${own({ Type: 'String', Default: 'r-ab12' })},"Resources":${own(account)}}`);
    const { root: { organizationalUnits: [{ accounts: [found] }] } } = organizationFromAssembly(readCloudAssembly(folder));
    expect(found.name).toBe(name);
    expect(Object.entries(found.tags)).toEqual([[name, 'x']]);
    expect(Object.getPrototypeOf(found.tags)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test.each(NAMES)('no policy type has the name: %s', (name) => {
    expect(isPolicyType(name)).toBe(false);
    const policies = JSON.stringify(Object.fromEntries([[name, ['p-12345678']]]));
    write(`{"Resources":{"A":{"Type":"${ResourceType.POLICY_ATTACHMENTS}","Properties":{"TargetId":"r-ab12","Policies":${policies}}}}}`);
    expect(problem()).toContain('The property Policies of Custom::OrganizationsPolicyAttachments has to be lists of policy IDs by policy type');
    write({ Resources: { P: { Type: ResourceType.POLICY, Properties: { Type: name, Name: 'x', Description: '', Content: '{}' } } } });
    expect(problem()).toContain('The property Type of Custom::OrganizationsPolicy has to be a policy type');
  });

  test.each(NAMES)('no flag of an event is true because of such a name: %s', (name) => {
    expect(() => parseProperties(ResourceType.ORGANIZATIONAL_UNIT, { ParentId: 'r-ab12', Name: 'x', Adopt: name })).toThrow('It has to be "true" or "false"');
  });
});

test.each([
  [{ Resources: { A: null } }, 'Resources/A'], [{ Resources: { A: { Type: 'x', Properties: [] } } }, 'Resources/A/Properties'],
  [{ Parameters: { P: {} }, Resources: {} }, 'Parameters/P'], [{ Outputs: { O: null }, Resources: {} }, 'Outputs/O'],
  [{ Mappings: { M: { a: 1 } }, Resources: {} }, 'Mappings/M'], [{ Conditions: { C: 'x' }, Resources: {} }, 'Conditions/C'],
  [{ Resources: { A: { Type: 'x', DependsOn: 5 } } }, 'Resources/A/DependsOn'],
])('a template of another shape is refused with the place: %j', (template, place) => {
  write(template);
  expect(problem()).toMatch(new RegExp(`^This is no CloudFormation template: ${place} has to be .*\\. Given: .*\\. Synthesize the app again\\.$`));
});
