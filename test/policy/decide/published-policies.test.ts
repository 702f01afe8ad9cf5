import { CompiledPolicy, type Condition, conditionOperator, FULL_AWS_ACCESS, parseJson, parsePolicyDocument, type PolicyDocument, RCP_FULL_AWS_ACCESS, type Statement } from '../../../src/policy';
import { type Containment, decideContainment, decisionAbout, type Gate } from '../../../src/policy/decide';
import { isNight } from '../../proofs/support/proof-runs';
import { VALID_POLICIES } from '../published-policies';

interface Change {
  readonly name: string;
  readonly head: PolicyDocument;
  /** The expected result, where the kind of change tells it: whether more passes than before, and whether less does. */
  readonly loosens?: boolean;
  readonly tightens?: boolean;
}

const EXEMPTION: Condition = { operator: conditionOperator('ArnNotLike')!, key: 'aws:PrincipalArn', values: ['arn:aws:iam::*:role/platform/*'] };

/** One statement removed, one condition widened or narrowed, one exemption added: each at each place. */
function* changesOf(document: PolicyDocument): Generator<Change> {
  const { statements } = document;
  const withStatement = (index: number, statement: Statement): PolicyDocument => ({
    ...document, statements: statements.map((each, place) => (place === index ? statement : each)),
  });
  for (const [index, statement] of statements.entries()) {
    yield { name: `without statement ${index}`, head: { ...document, statements: statements.filter((_, place) => place !== index) }, tightens: false };
    yield { name: `exemption in statement ${index}`, head: withStatement(index, { ...statement, conditions: [...statement.conditions, EXEMPTION] }), tightens: false };
    for (const [place, condition] of statement.conditions.entries()) {
      const others = statement.conditions.filter((_, other) => other !== place);
      yield { name: `without condition ${place} of statement ${index}`, head: withStatement(index, { ...statement, conditions: others }), loosens: false };
      const more: Condition = { ...condition, values: [...condition.values, valueLike(condition)] };
      yield { name: `condition ${place} of statement ${index} with a value more`, head: withStatement(index, { ...statement, conditions: [...others, more] }) };
      if (condition.values.length > 1) {
        yield { name: `condition ${place} of statement ${index} with a value less`, head: withStatement(index, { ...statement, conditions: [...others, { ...condition, values: condition.values.slice(1) }] }) };
      }
    }
  }
}

function valueLike({ values: [value = ''], operator }: Condition): string {
  if (operator.comparison === 'Null' || operator.comparison === 'Bool') return value === 'true' ? 'false' : 'true';
  if (value.startsWith('arn:')) return 'arn:aws:iam::*:role/another-*';
  if (/^\d+(?:\.\d+){3}/.test(value)) return '198.51.100.0/24';
  return /^\d+$/.test(value) ? String(Number(value) + 1) : 'another';
}

function gates(document: PolicyDocument, isResource: boolean): Gate[] {
  const type = isResource ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY';
  return [{ type, level: 'root', policies: [new CompiledPolicy('all', isResource ? RCP_FULL_AWS_ACCESS : FULL_AWS_ACCESS), new CompiledPolicy('policy', document)] }];
}

const cases = VALID_POLICIES.flatMap(({ file, text, language }) => {
  const document = parsePolicyDocument(parseJson(text), language);
  return [...changesOf(document)].map((change) => ({ file, document, isResource: language === 'RESOURCE_CONTROL_POLICY', ...change }));
});

test('each change of a published policy is decided, both ways, within a second', () => {
  const chosen = isNight() ? cases : cases.filter((_, index) => index % 24 === 0);
  const undecided: string[] = [];
  const wrong: string[] = [];
  const counts = { contained: 0, witness: 0, undecided: 0 };
  let slowest = { milliseconds: 0, name: '' };
  for (const { file, name, document, head, isResource, loosens, tightens } of chosen) {
    const [before, after] = [gates(document, isResource), gates(head, isResource)];
    const started = process.cpuUsage();
    const callers = isResource ? 'anyone' as const : 'members' as const;
    const outcomes: readonly (readonly [Containment, boolean | undefined, readonly Gate[], readonly Gate[]])[] = [
      [decideContainment(after, before, { callers }), loosens, after, before],
      [decideContainment(before, after, { callers }), tightens, before, after],
    ];
    const { user, system } = process.cpuUsage(started);
    const milliseconds = (user + system) / 1_000;
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name: `${file} ${name}` };
    for (const [outcome, expected, inner, outer] of outcomes) {
      counts[outcome.kind]++;
      if (outcome.kind === 'undecided') undecided.push(`${file} ${name}: ${outcome.reasons.join('; ')}`);
      if (outcome.kind === 'witness' && expected === false) wrong.push(`${file} ${name}: ${JSON.stringify(outcome.witness)}`);
      if (outcome.kind === 'witness') expect([decisionAbout(inner, outcome.witness), decisionAbout(outer, outcome.witness)]).toEqual(['allowed', 'denied']);
    }
  }
  if (isNight()) process.stdout.write(`${chosen.length} changes: ${JSON.stringify(counts)}, slowest ${Math.round(slowest.milliseconds)} ms (${slowest.name})\n${undecided.join('\n')}\n`);
  expect(wrong).toEqual([]);
  expect(undecided.length).toBeLessThanOrEqual(2 * chosen.length * 0.02);
});
