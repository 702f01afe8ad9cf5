import type { JsonValue, ManagementPolicyType } from '../../../src/policy';

export interface InheritanceCase {
  /** The page of the AWS documentation, by name. */
  readonly page: string;
  readonly type?: ManagementPolicyType;
  /** A list of policies for each level, from the root to the account. */
  readonly levels: readonly (readonly JsonValue[])[];
  readonly effective: JsonValue | undefined;
  /** Kinds of the problems, in the order found. */
  readonly problems?: readonly string[];
}

const OPERATORS = 'AWS Organizations User Guide, "Inheritance operators"';
const EXAMPLES = 'AWS Organizations User Guide, "Inheritance examples"';
const TAG = 'AWS Organizations User Guide, "Tag policy syntax and examples"';
const AI = 'AWS Organizations User Guide, "AI services opt-out policy syntax and examples"';
const BACKUP = 'AWS Organizations User Guide, "Backup policy syntax and examples"';
const EFFECTIVE = 'AWS Organizations User Guide, "Viewing effective management policies"';

const CONTROL = '@@operators_allowed_for_child_policies';
const assign = (value: JsonValue) => ({ '@@assign': value });
const append = (...value: JsonValue[]) => ({ '@@append': value });
const remove = (...value: JsonValue[]) => ({ '@@remove': value });
const control = (...operators: string[]) => ({ [CONTROL]: operators });

/** `[levels, resulting setting, problems]`: each level lists the instructions of its policies for one setting. */
type SettingRow = readonly [levels: readonly (readonly JsonValue[])[], effective: JsonValue | undefined, ...problems: string[]];

const OPERATOR_ROWS: readonly SettingRow[] = [
  [[[assign('a')]], 'a'],
  [[[assign(['a'])]], ['a']],
  [[[assign(7)]], 7],
  [[[assign(true)]], true],
  [[[], [assign('a')]], 'a'],
  [[[assign('a')], [assign('b')]], 'b'],
  [[[assign('a')], [], [assign('c')]], 'c'],
  [[[assign(['a', 'b'])], [assign(['c'])]], ['c']],
  [[[assign(['a', 'b'])], [assign([])]], []],
  [[[append('a')]], ['a']],
  [[[assign(['a'])], [append('b')]], ['a', 'b']],
  [[[assign(['a'])], [append('a')]], ['a']],
  [[[assign(['a'])], [append('b', 'c')], [append('d')]], ['a', 'b', 'c', 'd']],
  [[[append('b', 'b')]], ['b']],
  [[[assign(['a', 'b'])], [remove('a')]], ['b']],
  [[[assign(['a', 'b'])], [remove('c')]], ['a', 'b']],
  [[[assign(['a', 'b'])], [remove('a', 'b')]], []],
  [[[assign(['a'])], [remove('a')], [append('a')]], ['a']],
  [[[assign(['a', 'b'])], [{ ...append('c'), ...remove('a') }]], ['b', 'c']],
  [[[remove('a')]], []],
  [[[assign('a')], [append('b')]], 'a', 'shape'],
  [[[assign('a')], [remove('a')]], 'a', 'shape'],
  [[[assign(['a'])], [assign('b')]], 'b'],
  [[[assign('a')], [assign(['b'])]], ['b']],
];

const CONTROL_ROWS: readonly SettingRow[] = [
  [[[{ ...assign('a'), ...control('@@none') }], [assign('b')]], 'a', 'not-allowed'],
  [[[{ ...assign('a'), ...control('@@all') }], [assign('b')]], 'b'],
  [[[{ ...assign('a'), ...control('@@assign') }], [assign('b')]], 'b'],
  [[[{ ...assign(['a']), ...control('@@append') }], [append('b')]], ['a', 'b']],
  [[[{ ...assign(['a']), ...control('@@append') }], [assign(['b'])]], ['a'], 'not-allowed'],
  [[[{ ...assign(['a']), ...control('@@append') }], [remove('a')]], ['a'], 'not-allowed'],
  [[[{ ...assign(['a']), ...control('@@remove') }], [remove('a')]], []],
  [[[{ ...assign(['a']), ...control('@@append', '@@remove') }], [{ ...append('b'), ...remove('a') }]], ['b']],
  [[[{ ...assign('a'), ...control('@@none') }], [{ ...assign('b'), ...control('@@all') }], [assign('c')]], 'a', 'not-allowed', 'not-allowed'],
  [[[{ ...assign(['a']), ...control('@@append', '@@assign') }], [control('@@append')], [assign(['c'])]], ['a'], 'not-allowed'],
  [[[{ ...assign(['a']), ...control('@@append') }], [control('@@all')], [assign(['c'])]], ['a'], 'not-allowed'],
  [[[control('@@none')], [assign('a')]], undefined, 'not-allowed'],
  [[[assign('a')], [control('@@none')], [assign('c')]], 'a', 'not-allowed'],
  [[[{ ...assign('a'), ...control('@@none') }], [], [assign('c')]], 'a', 'not-allowed'],
];

const SAME_LEVEL_ROWS: readonly SettingRow[] = [
  [[[assign('a'), assign('a')]], 'a'],
  [[[assign('a'), assign('b')]], 'a', 'conflict'],
  [[[assign('b'), assign('a')]], 'b', 'conflict'],
  [[[append('a'), append('b')]], ['a', 'b']],
  [[[append('a'), append('a')]], ['a']],
  [[[assign(['x'])], [append('a'), append('b'), remove('x')]], ['a', 'b']],
  [[[{ ...assign('a'), ...control('@@none') }, assign('a')], [assign('b')]], 'a', 'not-allowed'],
  [[[{ ...assign(['a']), ...control('@@append', '@@remove') }, control('@@append', '@@assign')], [append('b')]], ['a', 'b']],
  [[[{ ...assign(['a']), ...control('@@append', '@@remove') }, control('@@append', '@@assign')], [remove('a')]], ['a'], 'not-allowed'],
  [[[{ ...assign(['a']), ...control('@@append') }, control('@@assign')], [append('b')]], ['a'], 'not-allowed'],
];

const inTag = ([levels, effective, ...problems]: SettingRow, page: string): InheritanceCase => ({
  page,
  levels: levels.map((policies) => policies.map((tag_value) => ({ tags: { costcenter: { tag_value } } }))),
  effective: effective === undefined ? undefined : { tags: { costcenter: { tag_value: effective } } },
  problems,
});

const CLOSED = { [CONTROL]: ['@@none'] };
const optOut = (choice: string): JsonValue => ({ services: { default: { opt_out_policy: assign(choice) } } });

export const INHERITANCE_CASES: readonly InheritanceCase[] = [
  ...OPERATOR_ROWS.map((row) => inTag(row, OPERATORS)),
  ...CONTROL_ROWS.map((row) => inTag(row, OPERATORS)),
  ...SAME_LEVEL_ROWS.map((row) => inTag(row, EXAMPLES)),
  { page: EFFECTIVE, levels: [], effective: undefined },
  { page: EFFECTIVE, levels: [[{}]], effective: undefined },
  {
    page: EXAMPLES,
    levels: [
      [{ tags: { CostCenter: { tag_key: { ...assign('CostCenter'), ...control('@@none') }, tag_value: assign(['1']) } } }],
      [{ tags: { CostCenter: { tag_value: append('2') } } }],
    ],
    effective: { tags: { CostCenter: { tag_key: 'CostCenter', tag_value: ['1', '2'] } } },
  },
  {
    page: EXAMPLES,
    levels: [[{ tags: { project: { tag_key: assign('Project') } } }], [{ tags: { team: { tag_key: assign('Team') } } }]],
    effective: { tags: { project: { tag_key: 'Project' }, team: { tag_key: 'Team' } } },
  },
  {
    page: TAG,
    levels: [[{ tags: { CostCenter: { tag_key: assign('CostCenter') } } }], [{ tags: { costcenter: { tag_key: assign('COSTCENTER') } } }]],
    effective: { tags: { CostCenter: { tag_key: 'COSTCENTER' } } },
  },
  {
    page: TAG,
    levels: [[{ tags: { ...CLOSED, project: { tag_key: assign('Project') } } }], [{ tags: { team: { tag_key: assign('Team') } } }]],
    effective: { tags: { project: { tag_key: 'Project' } } },
    problems: ['not-allowed'],
  },
  {
    page: TAG,
    levels: [[{ tags: { ...CLOSED, project: { tag_key: assign('Project') } } }], [{ tags: { project: { tag_key: assign('PROJECT') } } }]],
    effective: { tags: { project: { tag_key: 'PROJECT' } } },
  },
  { page: AI, type: 'AISERVICES_OPT_OUT_POLICY', levels: [[optOut('optOut')]], effective: { services: { default: { opt_out_policy: 'optOut' } } } },
  {
    page: AI,
    type: 'AISERVICES_OPT_OUT_POLICY',
    levels: [[optOut('optOut')], [{ services: { rekognition: { opt_out_policy: assign('optIn') } } }]],
    effective: { services: { default: { opt_out_policy: 'optOut' }, rekognition: { opt_out_policy: 'optIn' } } },
  },
  {
    page: AI,
    type: 'AISERVICES_OPT_OUT_POLICY',
    levels: [
      [{ services: { ...CLOSED, default: { ...CLOSED, opt_out_policy: { ...CLOSED, ...assign('optOut') } } } }],
      [optOut('optIn'), { services: { lex: { opt_out_policy: assign('optIn') } } }],
    ],
    effective: { services: { default: { opt_out_policy: 'optOut' } } },
    problems: ['not-allowed', 'not-allowed'],
  },
  {
    page: AI,
    type: 'AISERVICES_OPT_OUT_POLICY',
    levels: [[{ services: { default: { opt_out_policy: append('optOut') } } }]],
    effective: undefined,
    problems: ['syntax'],
  },
  {
    page: BACKUP,
    type: 'BACKUP_POLICY',
    levels: [
      [{ plans: { daily: { regions: assign(['eu-west-1']), rules: { nightly: { schedule_expression: assign('cron(0 5 ? * * *)') } } } } }],
      [{ plans: { daily: { regions: append('eu-central-1') } } }],
      [{ plans: { daily: { rules: { nightly: { schedule_expression: assign('cron(0 3 ? * * *)') } } } } }],
    ],
    effective: {
      plans: { daily: { regions: ['eu-west-1', 'eu-central-1'], rules: { nightly: { schedule_expression: 'cron(0 3 ? * * *)' } } } },
    },
  },
  {
    page: BACKUP,
    type: 'BACKUP_POLICY',
    levels: [
      [{ plans: { ...control('@@append'), pii: { ...CLOSED, regions: { ...CLOSED, ...assign(['eu-west-1']) } } } }],
      [{ plans: { monthly: { regions: assign(['eu-central-1']), rules: { first: { schedule_expression: assign('cron(0 5 1 * ? *)') } } } } }],
    ],
    effective: {
      plans: { pii: { regions: ['eu-west-1'] }, monthly: { regions: ['eu-central-1'], rules: { first: { schedule_expression: 'cron(0 5 1 * ? *)' } } } },
    },
    problems: [],
  },
  {
    page: BACKUP,
    type: 'BACKUP_POLICY',
    levels: [
      [{ plans: { ...control('@@append'), pii: { ...CLOSED, regions: { ...CLOSED, ...assign(['eu-west-1']) } } } }],
      [{ plans: { pii: { regions: assign(['eu-central-1']), rules: { first: { schedule_expression: assign('cron(0 5 1 * ? *)') } } } } }],
    ],
    effective: { plans: { pii: { regions: ['eu-west-1'] } } },
    problems: ['not-allowed', 'not-allowed'],
  },
  {
    page: BACKUP,
    type: 'BACKUP_POLICY',
    levels: [
      [{ plans: { ...control('@@remove'), pii: { regions: assign(['eu-west-1']) } } }],
      [{ plans: { monthly: { regions: assign(['eu-central-1']) } } }],
    ],
    effective: { plans: { pii: { regions: ['eu-west-1'] } } },
    problems: ['not-allowed'],
  },
  {
    page: TAG,
    levels: [[{ tags: { ...control('@@append'), project: { tag_key: assign('Project') } } }], [{ tags: { team: { tag_key: assign('Team') } } }]],
    effective: { tags: { project: { tag_key: 'Project' }, team: { tag_key: 'Team' } } },
  },
  {
    page: BACKUP,
    type: 'BACKUP_POLICY',
    levels: [[{ plans: { Daily: { regions: assign(['a']) }, daily: { regions: assign(['b']) } } }]],
    effective: { plans: { Daily: { regions: ['a'] }, daily: { regions: ['b'] } } },
  },
  { page: OPERATORS, levels: [[{ tags: { team: { tag_key: 'Team' } } }]], effective: undefined, problems: ['syntax'] },
  { page: OPERATORS, levels: [[{ tags: { team: { tag_value: { '@@set': ['a'] } } } }]], effective: undefined, problems: ['syntax'] },
  { page: OPERATORS, levels: [[{ tags: { team: { tag_value: { '@@append': 'a' } } } }]], effective: undefined, problems: ['syntax'] },
  {
    page: OPERATORS,
    levels: [[{ tags: { team: { tag_value: { ...assign(['a']), [CONTROL]: ['@@none', '@@append'] } } } }], [{ tags: { team: { tag_value: append('b') } } }]],
    effective: { tags: { team: { tag_value: ['a', 'b'] } } },
    problems: ['syntax'],
  },
];
