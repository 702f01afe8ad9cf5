import { account, move, sampleChanges, unit } from './sample-changes';
import { type AllowListChange, type Change, type ImpactGroup, type Obstacle, type Review, type Risk, RISK_LEVELS, type RiskLevel, type UnexplainedTag } from '../../src/model';

/** A change with what makes it dangerous; `neutral` if it is not told. */
export type RiskyChange = Change | readonly [change: Change, level: RiskLevel, reason: string];

interface Rest {
  readonly impact?: ImpactGroup[];
  readonly obstacles?: Obstacle[];
  readonly accounts?: number;
  readonly unexplainedTags?: UnexplainedTag[];
  readonly allowLists?: AllowListChange[];
}

/** A review with counts that fit its changes. */
export function sampleReview(
  changes: readonly RiskyChange[], { impact = [], obstacles = [], accounts = 20, unexplainedTags, allowLists }: Rest = {},
): Review {
  const all = changes.map((each) => ('kind' in each ? each : each[0]));
  const risks = changes.map((each, change): Risk => (
    'kind' in each ? { change, level: 'neutral', reason: 'Nothing is lost' } : { change, level: each[1], reason: each[2] }));
  const number = <Key extends string>(keys: readonly Key[]) => Object.fromEntries(
    [...new Set(keys)].map((key) => [key, keys.filter((each) => each === key).length])) as Partial<Record<Key, number>>;
  const noRisk = Object.fromEntries(RISK_LEVELS.map((level) => [level, 0])) as Record<RiskLevel, number>;
  return {
    changes: all,
    impact,
    risks,
    obstacles,
    ...(unexplainedTags ? { unexplainedTags } : {}),
    ...(allowLists ? { allowLists } : {}),
    counts: {
      changes: all.length,
      byKind: number(all.map(({ kind }) => kind)),
      byRisk: { ...noRisk, ...number(risks.map(({ level }) => level)) },
      accounts,
      accountsAffected: impact.reduce((sum, group) => sum + group.accounts.length, 0),
    },
  };
}

/** Accounts that can do more or less than before. */
export function impactGroup(group: Partial<ImpactGroup> & Pick<ImpactGroup, 'caption' | 'accounts'>): ImpactGroup {
  const counts = { denied: 0, allowed: 0, conditional: 0, conditionsChanged: 0 };
  return { actions: [], effectivePolicies: [], counts, unknownPolicies: [], ...group };
}

/** A review with every kind of change, impact and obstacle, and a tag without an explanation. */
export function wholeReview(text: (value: string) => string = (value) => value): Review {
  const impact = [impactGroup({
    caption: text('14 accounts in Root/Workloads'),
    accounts: Array.from({ length: 14 }, (_, index) => account(text(`${index}`), `Root/${text('Workloads')}/${text(`shop-${index}`)}`)),
    actions: [{
      service: text('s3'),
      before: 'denied',
      after: 'allowed',
      direction: 'loosens',
      actions: [text('s3:Delete*'), text('s3:PutObject')],
      count: 31,
      because: [text('FullAWSAccess at Root')],
      insteadOf: [text('NoDeleting of policy baseline at Root')],
    }],
    effectivePolicies: [{ policyType: 'TAG_POLICY', settings: [{ path: ['tags', text('CostCenter')], after: JSON.stringify(text('42')) }] }],
    counts: { denied: 0, allowed: 31, conditional: 0, conditionsChanged: 0 },
    unknownPolicies: [text('old')],
  })];
  const obstacles: Obstacle[] = [{ kind: 'taken', subject: text('shop'), message: text('Account shop belongs to others') }];
  const changes = Object.values(sampleChanges(text)).map((change): RiskyChange => (
    change.kind === 'accountRemoved' ? [change, 'destroys', text('It cannot be opened again')]
      : change.kind === 'policyStatementsChanged' ? [change, 'loosens', text('NoRoot denied more')] : change));
  const moves = ['a', 'b', 'c', 'd'].map((name) => move(text(name), unit(`Root/${text('Prod')}`), unit(`Root/${text('Sandbox')}`)));
  const unexplainedTags: UnexplainedTag[] = [{
    kind: 'note', subject: text('Root/Prod'), key: text('key'), value: text('p-12345678'), message: text('The tag key of Root/Prod says "p-12345678"'),
  }];
  const allowLists: AllowListChange[] = [{
    target: unit(`Root/${text('Sandbox')}`),
    before: { allowed: 'all services', missing: [], unknownPolicies: [] },
    after: { allowed: 's3, sts', missing: ['iam', 'support'], unknownPolicies: [text('imported')] },
    noLonger: ['ec2', 'iam', 'support'],
    newly: [],
  }];
  return sampleReview([...changes, ...moves], { impact, obstacles, unexplainedTags, allowLists });
}
