import type { Change } from '../../../src/model';
import { BOTH, LOOSENS, TIGHTENS } from '../../../src/model/risk/policy-effect';
import { type Judged, RISK_RULES, type RiskContext } from '../../../src/model/risk/rules/risk-rules';

/** The effects that a change may have, as a rule asks for them: on which targets, in which directions, by policies of which type. */
type Asked = [question: 'effect' | 'effectOnKnown', targets: readonly string[], possible: object] | [question: 'effectOfMove', target: string];

const DENIES = JSON.stringify({ Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });
const ALLOWS = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
const CONTENTS: Readonly<Record<string, string>> = {
  'p-denies': DENIES, 'p-allows': ALLOWS, 'p-none': '{}', 'p-empty': '{"Statement":[]}', 'p-list': '[]',
};
const [NEUTRAL, LESS] = (['neutral', 'tightens'] as const).map((level): Judged => ({ level, reason: level }));

function judge(
  change: object, answer: readonly Judged[] = [], more: Partial<RiskContext> = {},
): { readonly asked: Asked[]; readonly found: readonly Judged[] } {
  const asked: Asked[] = [];
  const answering = (question: 'effect' | 'effectOnKnown') => (targets: readonly string[], possible: object): Judged[] => {
    asked.push([question, targets, possible]);
    return [...answer];
  };
  const context: RiskContext = {
    rootId: 'r-root',
    content: (id) => CONTENTS[id],
    policiesBelowRoot: () => [],
    attachedTo: (id) => (id === 'p-denies' ? ['ou-1', 'ou-2'] : []),
    mayBeAttachedElsewhere: () => false,
    hasKnownAddress: () => true,
    hasKnownPhone: () => true,
    isNew: () => false,
    isMember: () => false,
    regionLimits: () => [],
    caption: () => undefined,
    isKnown: (id) => id === 'ou-1',
    effect: answering('effect'),
    effectOnKnown: answering('effectOnKnown'),
    effectOfMove: (target) => {
      asked.push(['effectOfMove', target]);
      return [...answer];
    },
    ...more,
  };
  const { kind } = change as Change;
  const rule = RISK_RULES[kind] as (change: object, context: RiskContext) => Judged | Judged[];
  return { found: [rule(change, context)].flat(), asked };
}

const account = { id: '111122223333', path: 'Root/shop' };
const target = { id: 'ou-1', path: 'Root/Unit' };
const SCP = 'SERVICE_CONTROL_POLICY';
const TAGS = 'TAG_POLICY';
const policy = (id: string, type = SCP) => ({ id, name: 'guard', type });
const statement = (effect: string) => JSON.stringify({ Effect: effect, Action: 's3:*', Resource: '*' });
const added = { change: 'added', statement: 'A', effect: 'Deny', after: statement('Deny') };

test.each<[object, Asked[]]>([
  [{ kind: 'policyTypeEnabled', policyType: SCP }, [['effectOnKnown', ['r-root'], { ...BOTH, type: SCP }]]],
  [{ kind: 'policyTypeEnabled', policyType: TAGS }, []],
  [{ kind: 'policyTypeRemoved', policyType: TAGS, outcome: 'ends' }, [['effect', ['r-root'], { ...BOTH, type: TAGS }]]],
  [{ kind: 'policyTypeRemoved', policyType: TAGS, outcome: 'stays' }, []],
  [{ kind: 'accountMoved', account }, [['effectOfMove', account.id]]],
  [{ kind: 'accountRemoved', account, outcome: 'moved', to: target }, [['effectOfMove', account.id]]],
  [{ kind: 'accountRemoved', account, outcome: 'moved', to: { id: 'ou-2', path: 'Root/Other' } }, []],
  [{ kind: 'organizationalUnitMoved', unit: target }, [['effectOfMove', 'ou-1']]],
  [{ kind: 'policyStatementsChanged', policy: policy('p-denies'), statements: [added] }, [['effect', ['ou-1', 'ou-2'], { ...TIGHTENS, type: SCP }]]],
  [{ kind: 'policyStatementsChanged', policy: policy('p-allows'), statements: [added] }, [['effect', [], { ...TIGHTENS, type: SCP }]]],
  [{ kind: 'managementPolicyChanged', policy: policy('p-denies', TAGS) }, [['effect', ['ou-1', 'ou-2'], { ...BOTH, type: TAGS }]]],
  [{ kind: 'attached', policy: policy('p-denies'), target }, [['effect', ['ou-1'], { ...TIGHTENS, type: SCP }]]],
  [{ kind: 'attached', policy: policy('p-allows'), target }, [['effect', ['ou-1'], { ...BOTH, type: SCP }]]],
  [{ kind: 'attached', policy: policy('p-none'), target }, [['effect', ['ou-1'], { ...TIGHTENS, type: SCP }]]],
  [{ kind: 'attached', policy: policy('p-unknown'), target }, [['effect', ['ou-1'], { ...BOTH, type: SCP }]]],
  [{ kind: 'attached', policy: policy('p-list'), target }, [['effect', ['ou-1'], { ...BOTH, type: SCP }]]],
  [{ kind: 'attached', policy: policy('p-denies', TAGS), target }, [['effect', ['ou-1'], { ...BOTH, type: TAGS }]]],
  [{ kind: 'detached', policy: policy('p-denies'), target }, [['effect', ['ou-1'], { ...LOOSENS, type: SCP }]]],
  [{ kind: 'detached', policy: policy('p-empty'), target }, [['effect', ['ou-1'], { ...LOOSENS, type: SCP }]]],
  [{ kind: 'detached', policy: policy('p-allows'), target }, [['effect', ['ou-1'], { ...BOTH, type: SCP }]]],
  [{ kind: 'fullAwsAccessDetached', target }, [['effect', ['ou-1'], { ...TIGHTENS, type: SCP }]]],
  [{ kind: 'fullAwsAccessReturned', target }, [['effect', ['ou-1'], { ...LOOSENS, type: SCP }]]],
  [{ kind: 'handedOver', on: { kind: 'policy', id: 'p-denies' }, from: 'A', to: 'B', formerFirst: 'recreated', newFirst: 'refused' }, []],
])('the change %j asks for these effects: %j', (change, asked) => {
  expect(judge(change).asked).toEqual(asked);
});

test.each<[string, readonly Judged[], readonly Judged['level'][]]>([
  ['is neutral if no account is affected', [NEUTRAL], ['neutral']],
  ['is neutral if all effects are', [NEUTRAL, NEUTRAL], ['neutral']],
  ['has the effects that there are', [LESS], ['tightens']],
  ['has all effects if one of them is not neutral', [NEUTRAL, LESS], ['neutral', 'tightens']],
])('a move to a known place %s', (_, answer, levels) => {
  expect(judge({ kind: 'accountRemoved', account, outcome: 'moved', to: target }, answer).found.map(({ level }) => level)).toEqual(levels);
});

test('effects follow on the loss that the change itself is', () => {
  for (const change of [{ kind: 'organizationalUnitMoved', unit: target }, { kind: 'policyTypeRemoved', policyType: TAGS, outcome: 'ends' }]) {
    expect(judge(change, [LESS]).found.map(({ level }) => level)).toEqual(['destroys', 'tightens']);
  }
});

test('an invitation names at most five policies that do not count until the account is placed', () => {
  const reason = (count: number) => judge({ kind: 'accountAdded', arrival: 'invited', account }, [], {
    policiesBelowRoot: (id) => (id === account.id ? Array.from({ length: count }, (_, index) => `p${index + 1}`) : []),
  }).found[0];
  expect(reason(1)).toEqual({ level: 'loosens', reason: expect.stringMatching(/do not count: p1\.$/) });
  expect(reason(5)).toEqual({ level: 'loosens', reason: expect.stringMatching(/do not count: p1, p2, p3, p4, p5\.$/) });
  expect(reason(7)).toEqual({ level: 'loosens', reason: expect.stringMatching(/do not count: p1, p2, p3, p4, p5 and 2 more\.$/) });
  expect(reason(0).reason).toMatch(/pays its bills/);
});

test.each<[string | undefined, Judged['level'], RegExp]>([
  [undefined, 'neutral', /canceled, and can be sent again/],
  ['stays', 'neutral', /canceled, and can be sent again/],
  ['moved', 'loosens', /^If the account has joined, it gets the policies of another place/],
  ['closed', 'destroys', /^If the account has joined: A closed account/],
  ['removedFromOrganization', 'destroys', /^If the account has joined: An account that left/],
])('an invitation that is canceled, of an account that would be %s if it has joined, is judged as %s', (ifJoined, level, reason) => {
  expect(judge({ kind: 'accountRemoved', account, outcome: 'invitationCanceled', ...(ifJoined === undefined ? {} : { ifJoined }) }).found).toEqual([
    { level, reason: expect.stringMatching(reason) },
  ]);
});

test('trusted access that ends also destroys what each policy type of the service does', () => {
  const reasons = (servicePrincipal: string) => judge({ kind: 'trustedAccessRemoved', servicePrincipal, outcome: 'ends' }).found.map(({ level, reason }) => [level, reason]);
  expect(reasons('config.amazonaws.com')).toEqual([['destroys', expect.stringMatching(/^The service can no longer act/)]]);
  expect(reasons('tagpolicies.tag.amazonaws.com')).toEqual([
    ['destroys', expect.stringMatching(/^The service can no longer act/)], ['destroys', expect.stringMatching(/^Policies of the type TAG_POLICY depend on it: /)],
  ]);
});

test.each([
  ['CloseAccount', true], ['RemoveAccountFromOrganization', true], ['DeleteOrganization', false], ['DisablePolicyType', false],
])('the right to %s reaches any account: %s', (action, reachesAccounts) => {
  expect(judge({ kind: 'removalAllowed', action }).found).toEqual([{
    level: 'loosens', reason: expect.stringMatching(reachesAccounts ? /to any account of the organization/ : /gets the right/),
  }]);
});
