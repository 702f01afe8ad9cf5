import type { StatementChange } from '../../../src/model';
import { resourcePolicyRisk } from '../../../src/model/risk/rules/resource-policy-rules';

const SECURITY = '222222222222';
const BILLING = '333333333333';
const OU = 'arn:aws:organizations::111111111111:ou/o-1/ou-1';
const ROOT = 'arn:aws:organizations::111111111111:root/o-1/r-1';

interface Written {
  readonly effect?: string;
  readonly principals?: string[];
  readonly actions?: string[];
  readonly resource?: string;
  readonly more?: object;
}

const statement = ({ effect = 'Allow', principals = [SECURITY], actions = ['organizations:ListAccounts'], resource = '*', more = {} }: Written = {}) => ({
  Effect: effect, Principal: { AWS: principals }, Action: actions, Resource: resource, ...more,
});
const deny = (written: Written = {}) => statement({ ...written, effect: 'Deny' });
const document = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
type Statement = ReturnType<typeof statement>;

const added = (after: Statement, name = 'A'): StatementChange => ({ change: 'added', statement: name, effect: after.Effect, after: JSON.stringify(after) });
const removed = (before: Statement, name = 'A'): StatementChange => ({ change: 'removed', statement: name, effect: before.Effect, before: JSON.stringify(before) });
const changed = (before: Statement, after: Statement): StatementChange => (
  { change: 'changed', statement: 'A', effect: after.Effect, before: JSON.stringify(before), after: JSON.stringify(after) });

const risks = (statements: StatementChange[], before?: string, after?: string) => (
  resourcePolicyRisk({ kind: 'resourcePolicyChanged', id: 'rp-1', statements, before, after }, {
    caption: (id) => (id === SECURITY ? 'Root/security' : undefined),
  }).map(({ level, reason }) => `${level}: ${reason}`));
const levels = (...given: Parameters<typeof risks>) => risks(...given).map((risk) => risk.split(':')[0]);

const MAY_READ = `loosens: Account Root/security (${SECURITY}) may read the organization.`;
const NO_LONGER_DENIED = `loosens: Account Root/security (${SECURITY}) is no longer denied to read the organization.`;
const LESS = 'tightens: Member accounts can do less with policies of the organization; their stacks of policies may fail.';
const SAME = 'neutral: Other statements of the resource policy allow the same.';
const LIST = { actions: ['organizations:List*'] };
const CONDITION = { more: { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } } };

describe('a statement that allows', () => {
  test.each<[string, Statement, string | undefined, string]>([
    ['and is the first one loosens', statement(), undefined, MAY_READ],
    ['and is the first one of a document without statements loosens', statement(), '{}', MAY_READ],
    ['beside a document that cannot be read loosens', statement(), 'x', MAY_READ],
    ['beside a document that is a list loosens', statement(), '[]', MAY_READ],
    ['like another one under another Sid changes nothing', statement(), document(statement({ more: { Sid: 'B' } })), SAME],
    ['like the only one, which is no list, changes nothing', statement(), JSON.stringify({ Statement: statement() }), SAME],
    ['like one that names the account by its ARN changes nothing', statement(), document(statement({ principals: [`arn:aws:iam::${SECURITY}:root`] })), SAME],
    ['like one for every account changes nothing', statement(), document(statement({ principals: ['*'] })), SAME],
    ['like one for more accounts changes nothing', statement(), document(statement({ principals: [BILLING, SECURITY] })), SAME],
    ['like one for another account loosens', statement(), document(statement({ principals: [BILLING] })), MAY_READ],
    ['beside one that allows more actions changes nothing', statement(), document(statement(LIST)), SAME],
    ['beside one that allows fewer actions loosens', statement(LIST), document(statement()), MAY_READ],
    ['beside one with a condition loosens', statement(), document(statement(CONDITION)), MAY_READ],
    ['with a condition beside one without changes nothing', statement(CONDITION), document(statement()), SAME],
    ['like one that denies loosens', statement(), document(deny()), MAY_READ],
    ['like the second one changes nothing', statement(), document(deny(), statement()), SAME],
  ])('%s', (_, after, before, expected) => {
    expect(risks([added(after)], before, document(after))).toEqual([expected]);
  });

  test('names each account in it', () => {
    expect(risks([added(statement({ principals: [SECURITY, BILLING] }))], document(statement()))).toEqual([
      `loosens: Account Root/security (${SECURITY}) and account ${BILLING} may read the organization.`,
    ]);
  });

  test('tightens if it is removed or gets narrower, and loosens if it gets wider', () => {
    const [wide, narrow] = [statement(LIST), statement()];
    expect(risks([removed(narrow)], document(narrow), document())).toEqual([LESS]);
    expect(risks([changed(wide, narrow)], document(wide), document(narrow))).toEqual([LESS]);
    expect(risks([changed(narrow, wide)], document(narrow), document(wide))).toEqual([MAY_READ]);
  });
});

describe('a statement that denies', () => {
  test('tightens if it is added or gets wider', () => {
    const [wide, narrow] = [deny(LIST), deny()];
    expect(risks([added(narrow)], document(), document(narrow))).toEqual([LESS]);
    expect(risks([changed(narrow, wide)], document(narrow), document(wide))).toEqual([LESS]);
    expect(risks([changed(wide, narrow)], document(wide), document(narrow))).toEqual([NO_LONGER_DENIED]);
  });

  test.each<[string, string | undefined, string]>([
    ['without another one loosens', undefined, NO_LONGER_DENIED],
    ['beside one that allows the same loosens', document(statement()), NO_LONGER_DENIED],
    ['beside one that denies more changes nothing', document(statement(), deny(LIST)), SAME],
    ['beside one for every account changes nothing', document(deny({ principals: ['*'] })), SAME],
    ['beside one for another account loosens', document(deny({ principals: [BILLING] })), NO_LONGER_DENIED],
    ['beside one with a condition loosens', document(deny(CONDITION)), NO_LONGER_DENIED],
  ])('and is removed %s', (_, after, expected) => {
    expect(risks([removed(deny())], document(deny()), after)).toEqual([expected]);
  });
});

test.each<[string, string, readonly string[]]>([
  ['AttachPolicy', ROOT, ['destroys', 'destroys']],
  ['DetachPolicy', ROOT, ['destroys', 'destroys']],
  ['AttachPolicy', '*', ['destroys', 'destroys']],
  ['AttachPolicy', OU, ['loosens', 'loosens']],
  ['DetachPolicy', OU, ['loosens', 'loosens']],
  ['DisablePolicyType', ROOT, ['destroys', 'destroys']],
  ['DisablePolicyType', OU, ['destroys', 'destroys']],
  ['EnablePolicyType', ROOT, ['loosens', 'loosens']],
  ['CreatePolicy', '*', ['loosens', 'loosens']],
  ['TagResource', ROOT, ['loosens', 'loosens']],
])('the right to %s on %s, allowed or no longer denied, is judged as %j', (action, resource, expected) => {
  const written = { actions: [`organizations:${action}`], resource };
  expect([...levels([added(statement(written))]), ...levels([removed(deny(written))])]).toEqual(expected);
});

const POLICIES = 'arn:aws:organizations::111111111111:policy/o-1/tag_policy/*';
const ONE_POLICY = 'arn:aws:organizations::111111111111:policy/o-1/tag_policy/p-1';
const ofTag = (team: string) => ({ more: { Condition: { StringEquals: { 'aws:ResourceTag/team': team } } } });
const write = (actions: string[], resource: string, more: Pick<Written, 'more' | 'principals'> = {}) => (
  statement({ actions: actions.map((name) => `organizations:${name}`), resource, ...more }));

test.each<[string, Statement, string]>([
  ['UpdatePolicy on every policy', write(['UpdatePolicy'], '*'), 'destroys'],
  ['UpdatePolicy on policies of a type', write(['UpdatePolicy'], POLICIES), 'destroys'],
  ['DeletePolicy on policies of a type', write(['CreatePolicy', 'DeletePolicy'], POLICIES), 'destroys'],
  ['UpdatePolicy on one policy', write(['UpdatePolicy'], ONE_POLICY), 'destroys'],
  ['UpdatePolicy on policies of a type, limited by a condition that a policy without the tag meets',
    write(['UpdatePolicy'], POLICIES, { more: { Condition: { StringEqualsIfExists: { 'aws:ResourceTag/team': 'red' } } } }), 'destroys'],
  ['UpdatePolicy and DeletePolicy on policies with a tag', write(['UpdatePolicy', 'DeletePolicy'], POLICIES, ofTag('red')), 'loosens'],
  ['UpdatePolicy on an organizational unit, which has no effect', write(['UpdatePolicy'], OU), 'loosens'],
])('the right to %s is judged', (_, after, level) => {
  expect(levels([added(after)], undefined, document(after))).toEqual([level]);
});

test('the reason says that targets do not limit which policies an account changes', () => {
  expect(risks([added(write(['UpdatePolicy'], POLICIES))])).toEqual([
    `destroys: Account Root/security (${SECURITY}) may change tag policies. It can empty or delete such policies wherever they are attached, since only a tag of the policies can limit that.`,
  ]);
});

describe('a limit by a tag', () => {
  const update = write(['UpdatePolicy'], POLICIES, ofTag('red'));
  const claim = (more: Pick<Written, 'more' | 'principals'>) => write(['TagResource'], POLICIES, more);
  const VOID = 'destroys: Account Root/security (222222222222) may change tag policies with the tag team = red. '
    + 'The limit by a tag does not hold, since the account may write tags of policies outside it.';

  test.each<[string, Statement]>([
    ['every policy', claim({})],
    ['policies with another tag', claim(ofTag('blue'))],
    ['policies without the tag', claim({ more: { Condition: { Null: { 'aws:ResourceTag/team': 'true' } } } })],
    ['every policy, as everyone may', claim({ principals: ['*'] })],
  ])('does not hold where the account may tag %s', (_, tagging) => {
    expect(risks([added(update)], document(tagging), document(tagging, update))).toEqual([VOID]);
    expect(levels([added(tagging)], document(update), document(update, tagging))).toEqual(['destroys']);
  });

  test.each<[string, Statement]>([
    ['only policies with the same tag', claim(ofTag('red'))],
    ['policies without a limit, as another account', claim({ principals: [BILLING] })],
    ['targets', write(['TagResource'], OU)],
  ])('holds where the account may tag %s', (_, tagging) => {
    expect(levels([added(update)], document(tagging), document(tagging, update))).toEqual(['loosens']);
  });

  test('that does not hold is not the fault of a statement that only reads', () => {
    expect(levels([added(statement())], document(update, claim({})), document(update, claim({}), statement()))).toEqual(['loosens']);
  });
});

describe('a statement that cannot be read', () => {
  const unreadable = (what: string) => [`destroys: Who can do what is not known: ${what} cannot be read.`];

  test.each<[string, StatementChange, string]>([
    ['is added', { change: 'added', statement: 'A', effect: '', after: '{}' }, 'the statement A'],
    ['is the whole document', { change: 'added', statement: '', effect: '', after: 'x' }, 'the document'],
    ['is changed', { change: 'changed', statement: 'A', effect: 'Perhaps', before: '{}', after: JSON.stringify(statement()) }, 'the statement A'],
    ['allows something', { change: 'added', statement: 'A', effect: 'Allow', after: '[]' }, 'the statement A'],
    ['denied something', { change: 'removed', statement: 'Statement[1]', effect: 'Deny', before: 'x' }, 'the statement Statement[1]'],
  ])('and %s may allow everything', (_, change, what) => {
    // Another statement that says the same is no proof.
    expect(risks([change], document({}, statement()), document(deny()))).toEqual(unreadable(what));
  });

  test('and is removed can only be missing', () => {
    expect(risks([{ change: 'removed', statement: 'A', effect: '', before: 'x' }])).toEqual([LESS]);
  });
});

test('several statements have a risk each, in their order, and losses beside them are not mentioned', () => {
  const other = statement({ principals: [BILLING], actions: ['organizations:AttachPolicy'], resource: ROOT });
  expect(risks([added(statement()), removed(statement({ principals: ['444444444444'] }), 'B'), added(other, 'C')])).toEqual([
    MAY_READ, expect.stringMatching(/^destroys: Account 333333333333 may attach policies of all types on r-1\. This reaches the root/),
  ]);
});

test('a resource policy that is only removed from the app keeps its statements', () => {
  expect(resourcePolicyRisk({ kind: 'resourcePolicyChanged', id: 'rp-1', statements: [removed(statement())], outcome: 'stays' }, { caption: () => undefined }))
    .toEqual([{ level: 'neutral', reason: 'The resource policy stays, and the code says nothing about it any more.' }]);
});
