import * as fc from 'fast-check';
import { type AccessRequest, CompiledPolicy, type ContextValue, type JsonValue, parsePolicyDocument } from '../../../src/policy';
import { decideContainment, type Gate } from '../../../src/policy/decide';
import { isNight, proofSeed } from '../../proofs/support/proof-runs';
import { naivelyAllowed } from '../naive-evaluator';

/** Texts and patterns of each kind. The texts show every combination of patterns that a policy can tell apart. */
const ACTIONS = { texts: ['s3:GetObject', 's3:GetAcl', 's3:PutObject', 'ec2:RunInstances'], patterns: ['*', 's3:*', 's3:Get*', 's3:*Object', 'S3:GetObject', 'ec2:*', 'ec2:Run?nstances'] };
const RESOURCES = { texts: ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::a/k', 'arn:aws:s3:::b/k', 'arn:aws:ec2:r:1:i/a'], patterns: ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::a*', 'arn:aws:s3:::?/*', 'arn:aws:*:i/?', 'arn:aws:s3:::${t:B}/k'] };
const KEYS: Record<string, { texts: readonly string[]; patterns: readonly string[]; operators: readonly string[] }> = {
  't:A': {
    texts: ['', 'x', 'X', 'xy', 'xyz', 'zy', 'a'],
    patterns: ['x', 'X', 'xy', 'x*', '*y', '?', '*', '', '${t:B}', '${t:B}*'],
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike', 'Null'],
  },
  't:B': {
    texts: ['x', 'a', 'true', 'TRUE', 'arn:aws:iam::1:role/r', 'arn:aws:iam::1:role/p:r'],
    patterns: ['x', 'a', 'true', 'false', 'arn:aws:iam::1:role/r', 'arn:aws:iam::*:role/*', 'arn:aws:iam::*r'],
    operators: ['StringEquals', 'StringNotLike', 'ArnLike', 'ArnNotLike', 'ArnNotEquals', 'Bool', 'Null'],
  },
  't:Number': { texts: ['4', '5', '6', '10', '11', 'none'], patterns: ['5', '10'], operators: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericGreaterThanEquals', 'Null'] },
  't:Date': {
    texts: ['2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-06-01T00:00:00Z', '2027-01-01T00:00:00Z', 'soon'],
    patterns: ['2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    operators: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'Null'],
  },
  'aws:SourceIp': { texts: ['10.1.0.1', '10.2.0.1', '11.0.0.1', '2001:db8::1', '2002::1'], patterns: ['10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0', '2001:db8::/32'], operators: ['IpAddress', 'NotIpAddress', 'Null'] },
};

const oneOrTwo = (items: readonly string[]) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 2 });

const condition = fc.constantFrom(...Object.keys(KEYS)).chain((key) => fc.tuple(
  fc.constant(key), fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'), fc.constantFrom(...KEYS[key].operators), fc.constantFrom('', '', 'IfExists'), oneOrTwo(KEYS[key].patterns),
)).map(([key, set, operator, suffix, values]) => (operator === 'Null' ? ['Null', key, values.length === 1 ? 'true' : 'false'] as const
  // A global key with one value takes no set operator.
  : [`${key === 'aws:SourceIp' ? '' : set}${operator}${suffix}`, key, values] as const));

const element = (name: string, patterns: readonly string[]) => fc.tuple(fc.constantFrom('', '', '', 'Not'), oneOrTwo(patterns)).map(([not, values]) => ({ [not + name]: values }));

const statement = fc.tuple(
  fc.constantFrom('Allow', 'Deny', 'Deny'), element('Action', ACTIONS.patterns), fc.oneof({ weight: 2, arbitrary: fc.constant({ Resource: '*' }) }, { weight: 1, arbitrary: element('Resource', RESOURCES.patterns) }),
  fc.array(condition, { maxLength: 2 }),
).map(([Effect, action, resource, conditions]): JsonValue => {
  const Condition: Record<string, Record<string, JsonValue>> = {};
  for (const [operator, key, values] of conditions) Condition[operator] = { ...Condition[operator], [key]: values as JsonValue };
  return { Effect, ...action, ...resource, Condition };
});

const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };
const document = fc.tuple(fc.boolean(), fc.array(statement, { minLength: 1, maxLength: 3 }))
  .map(([allows, Statement]): JsonValue => ({ Version: '2012-10-17', Statement: allows ? [ALLOW, ...Statement] : Statement }));
const chain = fc.array(fc.array(document, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 });

type Chain = JsonValue[][];
type Json = { [key: string]: JsonValue };

/** A chain and a similar one: a statement less, a condition less, a condition more, or another chain. */
const pair = fc.tuple(chain, chain, condition, fc.nat(), fc.constantFrom('other', 'less', 'narrowed', 'widened')).map(([base, other, more, seed, way]): [Chain, Chain] => {
  if (way === 'other') return [base, other];
  const head = JSON.parse(JSON.stringify(base)) as Chain;
  const policies = head.flat() as Json[];
  const policy = policies[seed % policies.length];
  const statements = policy.Statement as Json[];
  const place = seed % statements.length;
  const [operator, key, values] = more;
  if (way === 'less' && statements.length > 1) statements.splice(place, 1);
  else if (way === 'narrowed') statements[place].Condition = { ...statements[place].Condition as Json, [operator]: { [key]: values as JsonValue } };
  else delete statements[place].Condition;
  return [base, head];
});

function gates(levels: Chain): Gate[] {
  return levels.map((policies, index) => ({
    type: 'SERVICE_CONTROL_POLICY',
    level: `level ${index}`,
    policies: policies.map((policy, place) => new CompiledPolicy(`policy ${index}.${place}`, parsePolicyDocument(policy, 'SERVICE_CONTROL_POLICY'))),
  }));
}

/** The requests with the texts of the lists, by number. Keys that the policies do not name are absent. */
function requestsFor(pairOfChains: [Chain, Chain]): { readonly count: number; readonly at: (number: number) => AccessRequest } {
  const text = JSON.stringify(pairOfChains);
  const choices = Object.keys(KEYS).filter((key) => text.includes(key)).map((key): [string, ContextValue[]] => {
    const { texts } = KEYS[key];
    const isSingle = key.startsWith('aws:');
    return [key, [null, ...texts, ...(isSingle ? [] : texts.flatMap((one, index) => texts.slice(index + 1).map((other) => [one, other])))]];
  });
  const resources = text.includes('arn:aws:s3') || text.includes('arn:aws:*') ? RESOURCES.texts : ['*'];
  const count = [ACTIONS.texts, resources, ...choices.map(([, values]) => values)].reduce((product, { length }) => product * length, 1);
  const at = (number: number): AccessRequest => {
    let rest = number;
    const pick = <T>(values: readonly T[]): T => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return value;
    };
    const [action, resource] = [pick(ACTIONS.texts), pick(resources)];
    return { action, resource, context: Object.fromEntries(choices.map(([key, values]) => [key, pick(values)])), contextIsComplete: true };
  };
  return { count, at };
}

/** Of a pair with more requests than this, so many are tried, spread over all of them. */
const MOST = isNight() ? 3_000 : 1_000;
/** Its multiples spread evenly over the numbers from 0 to 1. */
const GOLDEN_RATIO = 0.618_033_988_749_895;
const runs = isNight() ? 2_000 : 15;

test(`${runs} random pairs of chains are decided as by trying every request`, () => {
  const counts = { contained: 0, witness: 0, undecided: 0, tooLarge: 0 };
  fc.assert(fc.property(pair, ([base, head]) => {
    const outcome = decideContainment(gates(head), gates(base), { callers: 'anyone' });
    counts[outcome.kind]++;
    if (outcome.kind === 'witness') {
      const request: AccessRequest = { ...outcome.witness, contextIsComplete: true };
      expect([naivelyAllowed(head, request), naivelyAllowed(base, request)]).toEqual([true, false]);
      return;
    }
    const { count, at } = requestsFor([base, head]);
    if (count > MOST) counts.tooLarge++;
    for (let place = 0; place < Math.min(count, MOST); place++) {
      const request = at(count > MOST ? Math.floor((place * GOLDEN_RATIO) % 1 * count) : place);
      if (naivelyAllowed(head, request) && !naivelyAllowed(base, request)) throw new Error(`${outcome.kind}, but this request passes: ${JSON.stringify(request)}`);
    }
  }), { seed: proofSeed(), numRuns: runs, endOnFailure: process.env.PROOF_SHRINK === undefined });
  if (isNight()) process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(counts.undecided).toBeLessThanOrEqual(runs * 0.02);
});
