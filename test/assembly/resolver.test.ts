import {
  conditionOf, dependencyGraph, parameterValues, pseudoParametersOf, resolve, resolveProperties, reversed, type Scope, stringifyScalars,
  type Template,
} from '../../src/assembly';

function scopeOf(template: Partial<Template> = {}, parameters: Record<string, unknown> = {}): Scope {
  const whole: Template = { Resources: { Resource: { Type: 'Custom::OrganizationsOrganizationalUnit' } }, ...template };
  return {
    stackName: 'S',
    template: whole,
    parameters: parameterValues(whole, parameters, 'S'),
    pseudoParameters: pseudoParametersOf({ accountId: '111122223333', region: 'eu-west-1', stackId: 'arn:stack', stackName: 'S' }),
    lookup: {
      physicalId: (id) => `<${id}>`,
      attribute: (id, name) => `<${id}.${name}>`,
      importValue: (name) => `imported ${name}`,
    },
  };
}

const conditions = {
  Mappings: { Map: { a: { b: 'found' } } },
  Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
};

describe('resolve', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref of a resource', { Ref: 'Resource' }, '<Resource>'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['GetAtt, as a list', { 'Fn::GetAtt': ['Resource', 'A.B'] }, '<Resource.A.B>'],
    ['GetAtt, as text, split at the first dot', { 'Fn::GetAtt': 'Resource.A.B' }, '<Resource.A.B>'],
    ['Sub with all kinds of variables', { 'Fn::Sub': ['${X} ${Resource} ${Resource.Arn} ${!Raw} ${AWS::Region}', { X: 3 }] }, '3 <Resource> <Resource.Arn> ${Raw} eu-west-1'],
    ['Join, which turns scalars into text', { 'Fn::Join': ['-', ['a', 1, true, { Ref: 'Resource' }]] }, 'a-1-true-<Resource>'],
    ['Join without items of no value', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a-b'],
    ['Split, which keeps empty parts', { 'Fn::Split': ['|', 'a||c|'] }, ['a', '', 'c', '']],
    ['Select with a textual index', { 'Fn::Select': ['1', { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
    ['If, of which only the chosen branch is evaluated', { 'Fn::If': ['Yes', 1, { 'Fn::Nonsense': [] }] }, 1],
    ['And and Or', { 'Fn::If': ['No', 1, { 'Fn::Base64': 'x' }] }, 'eA=='],
    ['FindInMap', { 'Fn::FindInMap': ['Map', 'a', { 'Fn::Join': ['', ['b']] }] }, 'found'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}:x' } }, 'imported S:x'],
    ['GetAZs of the own Region', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['NoValue in maps and lists', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    ['a map with one key that is not a function', { Refer: 'x' }, { Refer: 'x' }],
    ['a dynamic reference, which stays', '{{resolve:ssm:x}}', '{{resolve:ssm:x}}'],
  ])('evaluates %s', (_name, value, expected) => {
    expect(resolve(value, scopeOf(conditions), 'S/Resources/X')).toEqual(expected);
  });

  test.each<[string, unknown, string]>([
    ['an unsupported function', { a: { 'Fn::Cidr': [] } }, 'The intrinsic function Fn::Cidr is not supported. Given: S/Resources/X/a. Use one of'],
    ['an unknown name', { Ref: 'Nobody' }, 'Unresolved resource dependencies [Nobody]'],
    ['an index out of range', { 'Fn::Select': [2, ['a', 'b']] }, 'Fn::Select requires an integer index within a list'],
    ['an unknown condition', { 'Fn::If': ['Maybe', 1, 2] }, 'unresolved condition dependency Maybe'],
    ['a key that a mapping does not have', { 'Fn::FindInMap': ['Map', 'a', 'c'] }, 'Unable to get mapping for Map::a::c'],
    ['null', { a: null }, "'null' values are not allowed"],
  ])('refuses %s with its name and place', (_name, value, message) => {
    expect(() => resolve(value, scopeOf(conditions), 'S/Resources/X')).toThrow(message);
  });

  test('a placeholder replaces an unsupported function in a template without resources of this library', () => {
    const scope = scopeOf({ Resources: { Vpc: { Type: 'AWS::EC2::VPC' } } });

    expect(resolve({ a: { 'Fn::Join': ['-', ['x', { 'Fn::GetStackOutput': {} }]] } }, scope, 'S/Resources/X'))
      .toEqual({ a: 'x-(unknown value of Fn::GetStackOutput)' });
  });

  test('a template with a nested stack, which may have resources of this library, gets no such placeholder', () => {
    const scope = scopeOf({ Resources: { Inner: { Type: 'AWS::CloudFormation::Stack' } } });

    expect(() => resolve({ 'Fn::GetStackOutput': {} }, scope, 'S/Resources/X')).toThrow('The intrinsic function Fn::GetStackOutput is not supported');
  });
});

test('conditions combine And, Or, Not, Equals and other conditions', () => {
  const scope = scopeOf({
    Conditions: {
      ...conditions.Conditions,
      Both: { 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] },
      One: { 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': [1, '1'] }] },
    },
  });
  expect(['Yes', 'No', 'Both', 'One'].map((name) => conditionOf(name, scope, 'x'))).toEqual([true, false, true, true]);
});

test('parameters take the given value, else the default; lists are split and the bootstrap version is known', () => {
  const template: Template = {
    Resources: {},
    Parameters: {
      A: { Type: 'String', Default: 1 },
      L: { Type: 'CommaDelimitedList', Default: 'a, b' },
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    },
  };
  expect(parameterValues(template, { A: 'given' }, 'S')).toEqual({ A: 'given', L: ['a', 'b'], BootstrapVersion: '999' });
  expect(() => parameterValues({ Resources: {}, Parameters: { B: { Type: 'String' } } }, {}, 'S')).toThrow('Parameter B has no value. Given: S/Parameters/B.');
});

test('scalars become text at every depth', () => {
  expect(stringifyScalars({ a: [80, true, { b: 1.5 }], c: '' })).toEqual({ a: ['80', 'true', { b: '1.5' }], c: '' });
});

describe('the dependency graph', () => {
  const template: Template = {
    Resources: {
      A: { Type: 'T' },
      B: { Type: 'T', Properties: { x: { 'Fn::Sub': '${A.Arn} ${AWS::Region}' } } },
      C: { Type: 'T', Properties: { x: { 'Fn::If': ['On', { Ref: 'A' }, { 'Fn::GetAtt': 'B.Arn' }] } }, DependsOn: ['A'] },
    },
  };

  test('has the edges of Ref, GetAtt, Sub, DependsOn and both branches of If', () => {
    expect([...dependencyGraph(template, 'S')]).toEqual([['A', []], ['B', ['A']], ['C', ['A', 'B']]]);
    expect([...reversed(dependencyGraph(template, 'S'))]).toEqual([['C', []], ['B', ['C']], ['A', ['B', 'C']]]);
  });

  test('omits resources whose condition is false', () => {
    expect([...dependencyGraph(template, 'S', (id) => id !== 'B')]).toEqual([['A', []], ['C', ['A']]]);
  });

  test('refuses cycles and unknown names', () => {
    const cycle: Template = { Resources: { A: { Type: 'T', DependsOn: 'B' }, B: { Type: 'T', Properties: { x: { Ref: 'A' } } } } };
    expect(() => dependencyGraph(cycle, 'S')).toThrow('Circular dependency between resources. Given: S: [A, B].');
    expect(() => dependencyGraph({ Resources: { A: { Type: 'T', DependsOn: 'X' } } }, 'S')).toThrow('Unresolved resource dependencies [X] in the Resources block');
    expect(() => dependencyGraph({ Resources: {}, Outputs: { O: { Value: { Ref: 'X' } } } }, 'S')).toThrow('[X] in the Outputs block');
  });
});

describe('the properties of a resource', () => {
  const scope = scopeOf();

  test('are the same object if they contain no functions', () => {
    const properties = { Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }], Fn: { Ref: 'x', Other: [] } };
    expect(resolveProperties(properties, scope, 'S/R')).toBe(properties);
  });

  test('keep all parts around the functions, and lack those without a value', () => {
    const none = { Ref: 'AWS::NoValue' };
    const properties = JSON.parse(JSON.stringify({
      First: none, Tags: [none, { Key: 'a' }, none, { Ref: 'Resource' }, { Key: 'b' }], Second: { Inner: none, Other: [none] }, Third: 3, Last: none,
    }).replace('"Third"', '"__proto__"')) as Record<string, unknown>;
    const before = JSON.stringify(properties);
    expect(JSON.stringify(resolveProperties(properties, scope, 'S/R')))
      .toBe('{"Tags":[{"Key":"a"},"<Resource>",{"Key":"b"}],"Second":{"Other":[]},"__proto__":3}');
    expect(JSON.stringify(properties)).toBe(before);
  });

  test('name the place of a value that is wrong', () => {
    expect(() => resolveProperties({ Tags: ['a', { Key: 'b', Value: null }] }, scope, 'S/R')).toThrow('Given: S/R/Tags/1/Value.');
    expect(() => resolveProperties({ Tags: ['a', { Ref: 'Other' }] }, scope, 'S/R')).toThrow('Given: S/R/Tags/1/Ref.');
  });
});
