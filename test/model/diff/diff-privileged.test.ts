import { diffPrivileged, type KnownCode } from '../../../src/model/diff/compare/diff-privileged';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from '../../../src/model/privileged/privileged-parts';
import type { JsonValue } from '../../../src/policy';

const resource = (logicalId: string, type: string, more: Partial<PrivilegedResource> = {}): PrivilegedResource => (
  { stack: 'Org', logicalId, type, settings: {}, documents: {}, ...more });
const role = (logicalId: string, documents: PrivilegedResource['documents'] = {}, more: Partial<PrivilegedResource> = {}) => (
  resource(logicalId, 'AWS::IAM::Role', { documents, ...more }));
const lambda = (logicalId: string, code?: string) => resource(logicalId, FUNCTION_TYPE, code === undefined ? {} : { code });
const referenceTo = ({ stack, logicalId, type }: PrivilegedResource) => ({ kind: 'resource', stack, logicalId, type });

interface More {
  readonly acting?: string[];
  readonly tokens?: Record<string, string>;
}

function parts(resources: PrivilegedResource[], { acting = [], tokens = {} }: More = {}): PrivilegedParts {
  return { resources, serviceTokens: tokens, providerFunctions: acting, handlerChain: Object.fromEntries(acting.map((address) => [address, 'onEvent'])) };
}

const deny = (action: unknown) => ({ Version: '2012-10-17', Statement: [{ Sid: 'Guard', Effect: 'Deny', Action: action, Resource: '*' }] }) as JsonValue;
const shown = (action: string) => JSON.stringify({ Action: action, Effect: 'Deny', Resource: '*', Sid: 'Guard' }, undefined, 2);

describe('resources', () => {
  test('that are new or removed are shown with their whole definition in a canonical form', () => {
    const [former, present] = [
      role('Former', { policy: { b: 1, a: 2 } }, { settings: { path: '/', name: 'x' } }), role('Present', { policy: { b: 1, a: 2 } }, { settings: { path: '/' } }),
    ];
    expect(diffPrivileged(parts([former]), parts([present]))).toStrictEqual([
      { kind: 'privilegedResourceAdded', resource: referenceTo(present), content: '{"path":"/","policy":{"a":2,"b":1}}' },
      { kind: 'privilegedResourceRemoved', resource: referenceTo(former), content: '{"name":"x","path":"/","policy":{"a":2,"b":1}}', outcome: 'deleted' },
    ]);
  });

  test('that are retained stay', () => {
    expect(diffPrivileged(parts([role('Former', {}, { retained: true })]), parts([]))).toMatchObject([{ kind: 'privilegedResourceRemoved', outcome: 'stays' }]);
  });

  test('with another type are others', () => {
    const [former, present] = [role('One'), resource('One', 'AWS::IAM::ManagedPolicy')];
    expect(diffPrivileged(parts([former]), parts([present]))).toMatchObject([
      { kind: 'privilegedResourceAdded', resource: referenceTo(present) }, { kind: 'privilegedResourceRemoved', resource: referenceTo(former) },
    ]);
  });

  test('differ by their settings and documents, by name', () => {
    const before = role('One', { 'trust policy': deny('a:*'), 'inline policy b': deny('b:*'), 'inline policy c': deny('c:*') }, { settings: { path: '/', same: 1 } });
    const after = role('One', { 'trust policy': deny(['a:*']), 'inline policy b': deny('x:*'), 'inline policy a': deny('a:*') }, { settings: { path: '/x', same: 1 } });
    const change = (document: string, more: object) => ({ kind: 'privilegedPolicyChanged', resource: referenceTo(after), document, ...more });
    const text = (action: string) => `{"Statement":[{"Action":"${action}","Effect":"Deny","Resource":"*","Sid":"Guard"}],"Version":"2012-10-17"}`;
    const guard = { statement: 'Guard', effect: 'Deny' };
    expect(diffPrivileged(parts([before]), parts([after]))).toStrictEqual([
      change('inline policy a', { after: text('a:*'), statements: [{ change: 'added', ...guard, after: shown('a:*') }] }),
      change('inline policy b', {
        before: text('b:*'),
        after: text('x:*'),
        statements: [{ change: 'changed', ...guard, before: shown('b:*'), after: shown('x:*'), values: [{ path: ['Action'], removed: ['b:*'], added: ['x:*'] }] }],
      }),
      change('inline policy c', { before: text('c:*'), statements: [{ change: 'removed', ...guard, before: shown('c:*') }] }),
      { kind: 'privilegedSettingsChanged', resource: referenceTo(after), settings: [{ path: ['path'], before: '"/"', after: '"/x"' }] },
    ]);
  });

  test.each<[string, JsonValue | undefined, JsonValue | undefined, object]>([
    ['that becomes a reference', deny('a:*'), { Ref: 'Document' }, { after: '{"Ref":"Document"}', before: expect.stringContaining('"a:*"') as string }],
    ['whose statements are a text', { Statement: 'one' }, { Statement: 'two' }, { before: '{"Statement":"one"}', after: '{"Statement":"two"}' }],
    ['without statements that is new', undefined, { Statement: null }, { after: '{"Statement":null}' }],
    ['without statements that is removed', { Ref: 'Document' }, undefined, { before: '{"Ref":"Document"}' }],
  ])('are shown with the whole document if it cannot be read: one %s', (_, before, after, texts) => {
    const [former, present] = [before, after].map((policy) => role('One', policy === undefined ? {} : { policy }));
    expect(diffPrivileged(parts([former]), parts([present]))).toStrictEqual([expect.objectContaining({
      kind: 'privilegedPolicyChanged', document: 'policy', statements: [{ change: 'changed', statement: '', effect: '', ...texts }],
    })]);
  });

  test('without known code of the head are no change', () => {
    expect(diffPrivileged(parts([role('One')]), undefined)).toStrictEqual([]);
    expect(diffPrivileged(undefined, parts([role('One'), lambda('Handler', 'x')], { acting: ['Org.Handler'] }))).toStrictEqual([]);
  });
});

describe('the code of functions', () => {
  const KNOWN: KnownCode = { handlers: 'package', framework: ['framework', 'framework-2'], acknowledged: ['reviewed'] };
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const acting = names.slice(0, 5).map((name) => `Org.${name}`);

  test('is reported with its origin, in groups of functions that get the same code', () => {
    const base = parts([...names.map((name) => lambda(name, 'old')), lambda('Z', 'moved')], { acting: [...acting, 'Org.Z'] });
    const present = ['package', 'framework-2', 'reviewed', 'moved', 'strange', 'strange', 'strange'].map((code, index) => lambda(names[index], code));
    const head = parts([...present, lambda('Z', 'moved')], { acting: [...acting, 'Org.Z'] });
    const change = (digest: string, origin: string, ...functions: PrivilegedResource[]) => (
      { kind: 'functionCodeChanged', functions: functions.map(referenceTo), formerDigest: 'old', digest, origin });
    const [a, b, c, d, e, f, g] = present;
    expect(diffPrivileged(base, head, KNOWN)).toStrictEqual([
      change('package', 'package', a), change('framework-2', 'framework', b), change('reviewed', 'acknowledged', c), change('moved', 'deployed', d),
      change('strange', 'unknown', e), change('strange', 'application', f, g),
    ]);
    expect(diffPrivileged(base, base, KNOWN)).toStrictEqual([]);
    expect(diffPrivileged(base, head).flatMap((each) => ('origin' in each ? [each.origin] : []))).toStrictEqual(['unknown', 'unknown', 'unknown', 'deployed', 'unknown', 'application']);
  });

  test('of a new function is reported if the function acts for the organization before or afterwards', () => {
    const fresh = lambda('New', 'x');
    const codes = (before: string[], after: string[]) => (
      diffPrivileged(parts([], { acting: before }), parts([fresh], { acting: after }), KNOWN).filter(({ kind }) => kind === 'functionCodeChanged'));
    const change = { kind: 'functionCodeChanged', functions: [referenceTo(fresh)], digest: 'x', origin: 'unknown' };
    expect(codes([], ['Org.New'])).toStrictEqual([change]);
    expect(codes(['Org.New'], [])).toStrictEqual([change]);
    expect(codes([], [])).toStrictEqual([]);
  });

  test('that is not known any more is no change', () => {
    expect(diffPrivileged(parts([lambda('A', 'old')]), parts([lambda('A')]))).toStrictEqual([]);
  });

  test('from an unknown base is reported only if it is unknown', () => {
    const head = parts([lambda('A', 'package'), lambda('B', 'strange'), lambda('C', 'strange'), role('Role')], { acting: ['Org.A', 'Org.B'] });
    expect(diffPrivileged(undefined, head, KNOWN)).toStrictEqual([
      { kind: 'functionCodeChanged', functions: [referenceTo(lambda('B'))], digest: 'strange', origin: 'unknown' },
    ]);
  });
});

describe('the function that handles a resource', () => {
  const [handler, other] = [lambda('Handler'), lambda('Other')];
  const tokenOf = (each: PrivilegedResource) => `\${${addressOf(each)}.Arn}`;
  const [HANDLER, OTHER] = [handler, other].map(tokenOf);
  const changes = (before: Record<string, string>, after: Record<string, string>, former = [handler, other]) => (
    diffPrivileged(parts(former, { tokens: before }), parts([handler, other], { tokens: after })).filter(({ kind }) => kind === 'serviceTokenChanged'));

  test('is another one, for all resources that change in the same way', () => {
    expect(changes({ 'Org.One': HANDLER, 'Org.Two': HANDLER, 'Org.Three': HANDLER }, { 'Org.One': OTHER, 'Org.Two': OTHER, 'Org.Three': HANDLER })).toStrictEqual([
      { kind: 'serviceTokenChanged', resources: ['Org.One', 'Org.Two'], formerToken: HANDLER, token: OTHER },
    ]);
  });

  test.each<[string, Record<string, string>, Record<string, string>, PrivilegedResource[], object[]]>([
    ['that served others is no change', { 'Org.One': HANDLER }, { 'Org.One': HANDLER, 'Org.New': HANDLER }, [handler], []],
    ['that is new as well is no change', {}, { 'Org.New': OTHER }, [handler], []],
    ['that existed and served no other is a change', {}, { 'Org.New': OTHER }, [handler, other], [{ resources: ['Org.New'], token: OTHER }]],
    ['outside the code is a change', {}, { 'Org.New': 'arn:aws:lambda:eu-west-1:111122223333:function:x' }, [handler],
      [{ resources: ['Org.New'], token: 'arn:aws:lambda:eu-west-1:111122223333:function:x' }]],
    ['in a reference that names more is a change', {}, { 'Org.New': `x${OTHER}`, 'Org.Newer': `${OTHER}x` }, [handler],
      [{ resources: ['Org.New'], token: `x${OTHER}` }, { resources: ['Org.Newer'], token: `${OTHER}x` }]],
    ['whose name is that of a member of all objects is a change', {}, { constructor: OTHER }, [handler, other], [{ resources: ['constructor'], token: OTHER }]],
  ])('of a new resource %s', (_, before, after, former, expected) => {
    expect(changes(before, after, former)).toStrictEqual(expected.map((each) => ({ kind: 'serviceTokenChanged', ...each })));
  });
});
