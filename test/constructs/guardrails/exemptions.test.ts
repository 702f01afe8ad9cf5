import { ACCOUNT, DEVELOPER, GUARDRAIL_CASES, type Request } from './cases';
import { type Factory, GUARDRAILS, idOf } from './support/catalogue';
import { EXEMPTED, isExemption, loosens, OUTSIDERS } from './support/loosening-options';
import { type Outcome, outcomesUnder } from './support/verdicts';
import type { Option } from '../../../scripts/guardrail-pages/guardrail-sources';
import type { Guardrail } from '../../../src';

/** The pairs of each guardrail and each of its options come from the source of the catalogue, and the requests from its cases. */
type Props = Record<string, unknown>;

interface Sample {
  readonly props: Props;
  readonly requests: readonly Request[];
  readonly denied: readonly Request[];
}

const CASES = GUARDRAIL_CASES.map((item) => ({ id: item.build().guardrailId, item }));

const rows = GUARDRAILS.map((guardrail) => ({ id: idOf(guardrail), guardrail }));

/** The parts of the request that the exemptions concern, all of which the requests of the cases have by default. */
const whole = (request: Request): Request => (
  { resource: '*', principal: DEVELOPER, ...request, context: { 'aws:ResourceAccount': ACCOUNT, ...request.context } });

function samplesOf({ propsGivenBy, ...factory }: Factory<Guardrail>): Sample[] {
  return CASES.filter(({ id }) => id === idOf(factory)).map(({ item: { build, denied, allowed, waysAround = [] } }) => ({
    props: propsGivenBy(() => build()) ?? {},
    denied: denied.map(whole),
    requests: [...denied, ...allowed, ...waysAround.map(({ request }) => request)].map(whole),
  }));
}

/** Adds values to options that are lists. */
function adding(props: Props, added: Readonly<Record<string, readonly unknown[]>>): Props {
  const lists = Object.entries(added).map(([name, values]) => [name, [...(props[name] as unknown[] | undefined ?? []), ...values]]);
  return { ...props, ...Object.fromEntries(lists) };
}

/** Each of the names, each two of them, and all together. */
function combinations(names: readonly string[]): string[][] {
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other]));
  return [...names.map((name) => [name]), ...pairs, ...(names.length > 2 ? [[...names]] : [])];
}

/** The options that allow more. A list of all that is allowed is left out where it has a default, which a value would replace. */
const looseningNames = (options: readonly Option[], props: Props) => namesOf(options.filter(loosens).filter(({ name, optional }) => (
  !optional || !name.startsWith('allowed') || props[name] !== undefined)));

const outsiders = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, OUTSIDERS[name]]));
const namesOf = (options: readonly Option[]) => options.map(({ name }) => name);
const label = (request: Request) => `${request.action} by ${request.principal} on ${request.resource} with ${JSON.stringify(request.context)}`;

test('the catalogue is read completely', () => {
  expect(rows.length).toBeGreaterThanOrEqual(124);
  expect(rows.filter(({ guardrail }) => !guardrail.options.some(({ name }) => name === 'exemptAccounts'))).toEqual([]);
});

test.each(rows)('$id has a sample request that it denies, and a case for each of its options', ({ guardrail }) => {
  const samples = samplesOf(guardrail);
  expect(samples.flatMap(({ denied }) => denied)).not.toEqual([]);
  const given = new Set(samples.flatMap(({ props }) => Object.keys(props)));
  const general = ['exemptPrincipals', 'exemptAccounts'];
  expect(namesOf(guardrail.options).filter((name) => !given.has(name) && !general.includes(name))).toEqual([]);
});

test.each(rows)('$id changes its verdicts with each optional option, in the direction that its name promises', ({ guardrail }) => {
  const samples = samplesOf(guardrail);
  const [looser, tighter] = ['denied to allowed', 'allowed to denied'];
  for (const { name } of guardrail.options.filter(({ optional }) => optional)) {
    const using = samples.filter(({ props }) => props[name] !== undefined);
    const changes = using.flatMap(({ props, requests }) => {
      const [judge, judgeWithout] = [props, { ...props, [name]: undefined }].map((given) => outcomesUnder(guardrail.build(given)));
      return requests.map((request) => `${judgeWithout(request).decision} to ${judge(request).decision}`);
    });
    const seen = [looser, tighter].filter((change) => changes.includes(change));
    if (using.length > 0) expect({ name, seen }).not.toEqual({ name, seen: [] });
    if (/^(?:exempt|trusted)[A-Z]/.test(name)) expect({ name, seen }).not.toEqual({ name, seen: expect.arrayContaining([tighter]) });
    if (/^(?:deny|include)[A-Z]/.test(name)) expect({ name, seen }).not.toEqual({ name, seen: expect.arrayContaining([looser]) });
  }
});

test.each(rows)('$id contains each text that its options give', ({ guardrail }) => {
  const lost = samplesOf(guardrail).flatMap(({ props }) => {
    const text = statementsOf(guardrail.build(props)).map((statement) => JSON.stringify(statement)).join('\n');
    return guardrail.options.filter(({ type }) => type === 'string' || type === 'string[]')
      .flatMap(({ name }) => [props[name] ?? []].flat().map((value) => ({ name, value })))
      // An exempt ARN is written for each partition.
      .filter(({ value }) => ![value as string, (value as string).replace('arn:*:', 'arn:aws-cn:')].some((each) => text.includes(each)));
  });
  expect(lost).toEqual([]);
});

test.each(rows)('$id judges requests that no exemption concerns as it does without the exemptions, for each exemption and each two', ({ guardrail }) => {
  expect(namesOf(guardrail.options.filter(loosens)).filter((name) => OUTSIDERS[name] === undefined)).toEqual([]);
  for (const { props, requests } of samplesOf(guardrail)) {
    const alone = guardrail.build(props);
    const judgeAlone = outcomesUnder(alone);
    for (const added of combinations(looseningNames(guardrail.options, props))) {
      const exempting = guardrail.build(adding(props, outsiders(added)));
      const judge = outcomesUnder(exempting);
      // Inference profiles move some actions to a statement of their own, so only its verdict stays.
      const keepsStatements = added.every((name) => /^(?:exempt|trusted|allowed)/.test(name));
      const told = (request: Request, { decision, sids }: Outcome) => [label(request), decision, keepsStatements ? sids : []];
      const verdicts = (by: (request: Request) => Outcome) => ({ added, verdicts: requests.map((request) => told(request, by(request))) });
      expect(verdicts(judge)).toEqual(verdicts(judgeAlone));
      if (added.every((name) => name.startsWith('exempt'))) expect({ added, lost: lostConditions(alone, exempting) }).toEqual({ added, lost: [] });
    }
  }
});

test.each(rows)('$id allows what is exempt, alone and beside each other exemption, and denies the rest as without the exemption', ({ guardrail }) => {
  const exemptions = namesOf(guardrail.options.filter(isExemption));
  expect(exemptions.filter((name) => EXEMPTED[name] === undefined)).toEqual([]);
  for (const { props, requests, denied } of samplesOf(guardrail)) {
    const others = looseningNames(guardrail.options, props);
    const judgeAlone = outcomesUnder(guardrail.build(props));
    for (const exemption of exemptions) {
      const exempted = EXEMPTED[exemption];
      const values = [...new Set(denied.map(exempted))].filter((value) => value !== undefined);
      for (const value of values) {
        for (const beside of [[], ...others.filter((name) => name !== exemption).map((name) => [name])]) {
          const judge = outcomesUnder(guardrail.build(adding(props, { [exemption]: [value], ...outsiders(beside) })));
          const situation = { exemption, beside };
          const exempt = denied.filter((request) => exempted(request) === value);
          expect({ ...situation, decisions: exempt.map((request) => judge(request).decision) })
            .toEqual({ ...situation, decisions: exempt.map(() => 'allowed') });
          const rest = [...requests.filter((request) => exempted(request) !== value), ...exempt.map(ofOthers(exemption))];
          expect({ ...situation, decisions: rest.map((request) => `${label(request)}: ${judge(request).decision}`) })
            .toEqual({ ...situation, decisions: rest.map((request) => `${label(request)}: ${judgeAlone(request).decision}`) });
        }
      }
    }
  }
});

/** The same request with another value of what an exemption concerns. */
function ofOthers(exemption: string): (request: Request) => Request {
  const otherAccount = (text: string) => text.replace(/\b\d{12}\b/, '202020202020');
  const changes: Record<string, (request: Request) => Request> = {
    exemptPrincipals: (request) => ({ ...request, principal: request.principal!.endsWith(':root') ? otherAccount(request.principal!) : `${request.principal}-2` }),
    exemptAccounts: (request) => ({
      ...request,
      principal: request.principal && otherAccount(request.principal),
      context: { ...request.context, 'aws:ResourceAccount': '202020202020', 'aws:PrincipalAccount': '202020202020' },
    }),
    exemptActions: (request) => ({ ...request, action: `${request.action}Twice` }),
    exemptResources: (request) => ({ ...request, resource: `${request.resource}-2` }),
  };
  return changes[exemption];
}

type Statement = { Sid: string; Condition?: Record<string, Record<string, string | string[]>> };

const statementsOf = ({ statements }: Guardrail) => statements.map((statement) => statement.toStatementJson() as Statement);

/** The values of conditions that a guardrail has alone but not with further options. */
function lostConditions(alone: Guardrail, extended: Guardrail): string[] {
  const conditionsOf = (guardrail: Guardrail) => statementsOf(guardrail).flatMap(({ Sid, Condition = {} }) => (
    Object.entries(Condition).flatMap(([operator, keys]) => Object.entries(keys).flatMap(([key, values]) => (
      [values].flat().map((value) => `${Sid}: ${operator} ${key} ${JSON.stringify(value)}`))))));
  const kept = new Set(conditionsOf(extended));
  return conditionsOf(alone).filter((condition) => !kept.has(condition));
}
