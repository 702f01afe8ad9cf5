import type { ChangedActions } from '../../../src/model/impact/action-changes';
import { actionsImpact, type DirectionFinder, directionOf } from '../../../src/model/impact/actions-impact';
import { splitChains } from '../../../src/model/impact/chain-key';
import { type DecidingStatement, type LevelVerdict, type Requirement, together, verdictKey } from '../../../src/model/impact/level-judge';
import type { ReasonType, Statement } from '../../../src/policy';
import { readPolicyDocument } from '../../../src/policy';

const [SCP, RCP]: ReasonType[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
const ALLOWED: LevelVerdict = { decision: 'allowed', open: [], deniedBy: [] };
const denied = (...deniedBy: ReasonType[]): LevelVerdict => ({ decision: 'denied', open: [], deniedBy });
const depends = (...open: Requirement[]): LevelVerdict => ({ decision: 'depends', open, deniedBy: [] });

/** A statement on S3 that depends on its condition. */
function statement(effect: 'Allow' | 'Deny', condition: object, more: object = {}): Statement {
  const document = { Version: '2012-10-17', Statement: [{ Effect: effect, Action: 's3:*', Resource: '*', Condition: condition, ...more }] };
  return readPolicyDocument(document as never, 'SERVICE_CONTROL_POLICY').document.statements[0];
}
const deciding = (key: string, effect: 'Allow' | 'Deny', more: Partial<DecidingStatement> = {}): DecidingStatement => ({ key, effect, ...more });
const requirement = (effect: 'Allow' | 'Deny', ...statements: DecidingStatement[]): Requirement => (
  { key: statements.map(({ key }) => key).join(' or '), type: SCP, effect, statements });
const ofResources = (each: Requirement): Requirement => ({ ...each, key: `RCP ${each.key}`, type: RCP });
const also = (verdict: LevelVerdict, ...open: Requirement[]): LevelVerdict => ({ ...verdict, open });
const deny = (key: string, more?: Partial<DecidingStatement>) => requirement('Deny', deciding(key, 'Deny', more));
const allow = (...keys: string[]) => requirement('Allow', ...keys.map((key) => deciding(key, 'Allow')));

const REGION = { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
const [one, wide] = [{ key: 'one', more: { Resource: 'arn:aws:s3:::a' } }, { key: 'wide', more: {} }]
  .map(({ key, more }) => deny(key, { statement: statement('Deny', REGION, more), version: '2012-10-17' }));
const otherVersion = deny('other', { statement: statement('Deny', REGION), version: '2008-10-17' });

test.each<[string, LevelVerdict, LevelVerdict, 'tightens' | 'loosens' | 'both' | undefined]>([
  ['from allowed to denied', ALLOWED, denied(SCP), 'tightens'],
  ['from denied to allowed', denied(SCP), ALLOWED, 'loosens'],
  ['from allowed to a condition', ALLOWED, depends(deny('a')), 'tightens'],
  ['from a condition to denied', depends(deny('a')), denied(SCP), 'tightens'],
  ['from denied to a condition', denied(SCP), depends(deny('a')), 'loosens'],
  ['from denied to a condition of the other type', denied(RCP), depends(deny('a')), 'both'],
  ['of one type without a condition, below a denial by the other', also(denied(SCP), ofResources(deny('a'))), denied(SCP), 'loosens'],
  ['of one type with a condition, below a denial by the other', denied(RCP), also(denied(RCP), deny('a')), 'tightens'],
  ['of a condition of one type, while the other begins to deny', depends(ofResources(deny('a'))), denied(SCP), 'both'],
  ['of a condition of one type, while the other ceases to deny', denied(SCP), depends(ofResources(deny('a'))), 'both'],
  ['from a condition to allowed', depends(deny('a')), ALLOWED, 'loosens'],
  ['to a denial by both types', denied(SCP), denied(RCP, SCP), 'tightens'],
  ['from a denial by both types', denied(RCP, SCP), denied(SCP), 'loosens'],
  ['from a denial by one type to the other', denied(SCP), denied(RCP), 'both'],
  ['of nothing', denied(SCP), denied(SCP), undefined],
  ['of no condition', depends(deny('a')), depends(deny('a')), undefined],
  ['with another denial', depends(deny('a')), depends(deny('a'), deny('b')), 'tightens'],
  ['with one denial fewer', depends(deny('a'), deny('b')), depends(deny('b')), 'loosens'],
  ['with another denial instead', depends(deny('a')), depends(deny('b')), 'both'],
  ['with another alternative', depends(allow('a')), depends(allow('a', 'b')), 'loosens'],
  ['with one alternative fewer', depends(allow('a', 'b')), depends(allow('b')), 'tightens'],
  ['with an alternative instead of a denial', depends(deny('a')), depends(allow('a')), 'both'],
  ['with a denial of more resources', depends(one), depends(wide), 'tightens'],
  ['with a denial of fewer resources', depends(wide), depends(one), 'loosens'],
  ['with a denial in another version of the language', depends(one), depends(otherVersion), 'both'],
  ['with a denial whose text is not known', depends(one), depends(deny('unknown')), 'both'],
  ['with a known denial instead of an unknown one', depends(deny('unknown')), depends(wide), 'both'],
])('the direction of a change %s', (_, before, after, direction) => {
  expect(directionOf({ before, after })).toBe(direction);
});

test.each<[string, LevelVerdict[], LevelVerdict]>([
  ['no levels allow', [], ALLOWED],
  ['levels that allow', [ALLOWED, ALLOWED], ALLOWED],
  ['a level that depends', [ALLOWED, depends(deny('a'))], depends(deny('a'))],
  ['two levels that depend', [depends(deny('b')), depends(deny('a'))], depends(deny('b'), deny('a'))],
  ['a level that denies, regardless of others of its type', [depends(deny('a')), denied(SCP), ALLOWED], denied(SCP)],
  ['a level that denies, beside one that depends on the other type', [depends(ofResources(deny('a')), deny('b')), denied(SCP)], also(denied(SCP), ofResources(deny('a')))],
  ['levels that deny by both types', [denied(SCP), denied(RCP), denied(SCP)], denied(RCP, SCP)],
])('%s decide together', (_, verdicts, expected) => {
  expect(together(verdicts)).toEqual(expected);
});

test('verdicts are equal regardless of the order and the number of their reasons', () => {
  expect(verdictKey(depends(deny('b'), deny('a'), deny('b')))).toBe(verdictKey(depends(deny('a'), deny('b'))));
  expect(verdictKey(depends(deny('a')))).not.toBe(verdictKey(depends(deny('b'))));
  const others = [ALLOWED, denied(SCP), denied(RCP), denied(RCP, SCP), depends(deny('a')), also(denied(RCP), deny('a'))];
  expect(new Set(others.map(verdictKey)).size).toBe(others.length);
});

test.each<[number[], number[], object]>([
  [[], [], { left: [], common: [], joined: [] }],
  [[1, 2, 3], [3, 4, 1], { left: [2], common: [1, 3], joined: [4] }],
  [[1, 1], [1], { left: [1], common: [1], joined: [] }],
  [[0], [0, 0], { left: [], common: [0], joined: [0] }],
])('the levels %j and %j are split into those of one side and of both', (before, after, expected) => {
  expect(splitChains(before, after)).toEqual(expected);
});

test('actions with the same decision share their examples: the first for each direction counts', () => {
  const changed = (name: string) => ({
    actions: new Map([['s3', [`s3:${name}`]]]), representative: `s3:${name}`, before: depends(deny('a')), after: depends(deny('b')),
  }) as unknown as ChangedActions;
  const examples: Record<string, object> = { GetObject: {}, PutObject: { loosens: 'first' }, ListBucket: { loosens: 'second', tightens: 'third' } };
  const find = ((each: ChangedActions) => ({ direction: 'both', examples: examples[each.representative.slice('s3:'.length)] })) as DirectionFinder;
  const [impact, ...others] = actionsImpact(Object.keys(examples).map(changed), { before: [], after: [] }, new Map([['s3', ['s3:GetObject']]]), find);
  expect([impact.count, impact.examples, others]).toEqual([3, { loosens: 'first', tightens: 'third' }, []]);
});
