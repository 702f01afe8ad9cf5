import { Stack } from 'aws-cdk-lib';
import { type Factory, GUARDRAILS, idOf, SETS } from './support/catalogue';
import { optionsOf, SOURCES } from '../../../scripts/guardrail-pages/guardrail-sources';
import { Account, type Guardrail, type GuardrailSet } from '../../../src';
import { ELECTIVE_CONTROLS } from '../../../src/constructs/guardrails/sets/control-tower';

/**
 * The options of each set come from its source. Each text in the value of an option is a marker that no other option has, so that a
 * statement shows which options reached it.
 */
type Props = Record<string, unknown>;

const account = (accountId: string) => Account.fromAccountId(new Stack(), 'Account', accountId);
const two = (text: (prefix: string) => string) => [text('one'), text('two')];

/** Values of the options, by their names, with a digit that is unique. An option without a value fails the tests by its name. */
const VALUES: Readonly<Record<string, (digit: string) => unknown>> = {
  alarmNames: (digit) => two((prefix) => `${prefix}-alarms-${digit}`),
  credentialSources: () => ['EC2_INSTANCE', 'GLUE_JOB'],
  denyCloudShell: () => true,
  denyOtherSharing: () => true,
  denyResourcePolicies: () => true,
  denyServicePresignedUrls: () => true,
  electiveControls: () => [...ELECTIVE_CONTROLS],
  exemptAccounts: (digit) => [account(`10000000000${digit}`), account(`11000000000${digit}`)],
  exemptPrincipals: (digit) => two((prefix) => `arn:*:iam::*:role/${prefix}-exempt-${digit}`),
  logBucketNames: (digit) => two((prefix) => `${prefix}-logs-${digit}`),
  logGroupNames: (digit) => two((prefix) => `${prefix}-log-group-${digit}`),
  organizationId: (digit) => `o-organization${digit}`,
  principalTag: (digit) => `tag-${digit}`,
  principals: (digit) => two((prefix) => `arn:*:iam::*:user/${prefix}-${digit}/*`),
  protectedTagKeys: (digit) => two((prefix) => `${prefix}-${digit}:*`),
  requireVpcs: () => true,
  sourceAddresses: (digit) => [`203.0.113.${digit}`, `198.51.100.${digit}`],
  sourceOrganizationId: (digit) => `o-network${digit}`,
  sourceVpcs: (digit) => [`vpc-0000000${digit}`, `vpc-1000000${digit}`],
  trustedAccounts: (digit) => [`20000000000${digit}`, `21000000000${digit}`],
  trustedEmailDomains: (digit) => two((prefix) => `${prefix}-mail-${digit}.example.com`),
  trustedHttpEndpoints: (digit) => two((prefix) => `https://${prefix}-hooks-${digit}.example.com/*`),
  trustedResources: (digit) => two((prefix) => `arn:aws:s3:::${prefix}-partner-${digit}/*`),
  webIdentityProviders: (digit) => two((prefix) => `${prefix}-login-${digit}.example.com`),
};

/** All options of an interface with values. An option whose type is an interface of the library gets all of that interface's options. */
function valuesOf(interfaceName: string, digit = '0'): Props {
  return Object.fromEntries(optionsOf(interfaceName).map(({ name, type }, index) => {
    if (isInterface(type)) return [name, valuesOf(type, String(index + 1))];
    if (VALUES[name] === undefined) throw new Error(`The test has no value for the option ${name} of ${interfaceName}. Add one to VALUES.`);
    return [name, VALUES[name](digit)];
  }));
}

const isInterface = (type: string) => SOURCES.some((text) => text.includes(`export interface ${type} `));

/** The texts in a value that stand in statements as they are. */
function markersOf(name: string, value: unknown): string[] {
  if (['electiveControls', 'credentialSources'].includes(name) || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.map((item: string | { accountId: string }) => (typeof item === 'string' ? item : item.accountId));
  return typeof value === 'string' ? [value] : Object.entries(value as Props).flatMap(([inner, item]) => markersOf(inner, item));
}

const rows = SETS.map((set) => ({ set, name: set.method, values: valuesOf(set.propsType) }));
const optionRows = rows.flatMap(({ set, name, values }) => Object.keys(values).map((option) => ({ set, name, values, option })));

const guardrailsOf = (set: GuardrailSet) => [...set.serviceControlGuardrails, ...set.resourceControlGuardrails];
const textsOf = ({ statements }: Guardrail) => statements.map((statement) => JSON.stringify(statement.toStatementJson()));
const textOf = (guardrail: Guardrail) => textsOf(guardrail).join('\n');
const factoryOf = ({ guardrailId }: Guardrail): Factory<Guardrail> => GUARDRAILS.find((factory) => idOf(factory) === guardrailId)!;

test('each set and each of its options is found', () => {
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['cisFoundations7', 'dataPerimeter']));
  expect(optionRows.length).toBeGreaterThanOrEqual(27);
});

test.each(optionRows)('$option of the set $name reaches each guardrail that has this option; exemptions reach each statement', ({ set, values, option }) => {
  const markers = markersOf(option, values[option]);
  const receivers = guardrailsOf(set.build(values)).filter((guardrail) => factoryOf(guardrail).options.some(({ name }) => name === option));
  const lacking = receivers.flatMap((guardrail) => {
    const texts = option.startsWith('exempt') ? textsOf(guardrail) : [textOf(guardrail)];
    return texts.flatMap((text) => markers.filter((marker) => !text.includes(marker)).map((marker) => `${guardrail.guardrailId} lacks ${marker}`));
  });
  expect(lacking).toEqual([]);
});

test.each(optionRows)('$option of the set $name changes its statements, and reaches a guardrail with all its values or with none', ({ set, values, option }) => {
  const [all, without] = [set.build(values), set.build({ ...values, [option]: undefined })].map((built) => guardrailsOf(built));
  expect(all.map(textOf)).not.toEqual(without.map(textOf));
  const markers = markersOf(option, values[option]);
  const lacking = (guardrail: Guardrail) => markers.filter((marker) => !textOf(guardrail).includes(marker));
  const partial = all.map((guardrail) => ({ id: guardrail.guardrailId, lacks: lacking(guardrail) }))
    .filter(({ lacks }) => lacks.length > 0 && lacks.length < markers.length);
  expect(partial).toEqual([]);
  const whole = all.map(textOf).join('\n');
  expect(markers.filter((marker) => !whole.includes(marker))).toEqual([]);
});

const nestedRows = optionRows.flatMap((row) => row.set.options.filter(({ name, type }) => name === row.option && isInterface(type))
  .map(({ type }) => ({ ...row, type })));

test.each(nestedRows)(
  '$option of the set $name reaches its guardrail with each of its own options, beside the exemptions of the set', ({ set, values, option, type }) => {
    const receivers = guardrailsOf(set.build(values)).filter((guardrail) => factoryOf(guardrail).propsType === type);
    expect(receivers).toHaveLength(1);
    const exemptions = (props: Props) => markersOf('', { exemptPrincipals: props.exemptPrincipals, exemptAccounts: props.exemptAccounts });
    const expected = [...exemptions(values), ...exemptions(values[option] as Props)];
    expect(expected).toHaveLength(8);
    for (const text of textsOf(receivers[0])) expect(expected.filter((marker) => !text.includes(marker))).toEqual([]);
    const all = textOf(receivers[0]);
    expect(markersOf(option, values[option]).filter((marker) => !all.includes(marker))).toEqual([]);
  });
