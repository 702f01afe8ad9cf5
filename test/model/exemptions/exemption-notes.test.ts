import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { NestedStack } from 'aws-cdk-lib';
import {
  Account, AccountGuardrails, ExemptionEnd, type Guardrail, Organization, PolicySet, ServiceControlPolicy, UsageGuardrails,
} from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { EXEMPTION_METADATA } from '../../../src/contract';
import { exemptionNotes, organizationFromAssembly, type Review, reviewOf } from '../../../src/model';
import { endedExemptions, markdownReview, reviewJson, textReview } from '../../../src/report';
import { removeApps, synthesize } from '../../proofs/support/app';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'review.schema.json'), 'utf8'));
const NOW = Date.parse('2099-06-01T12:00:00Z');

afterAll(removeApps);

interface Day {
  readonly shop: string;
  readonly role?: string;
  readonly reason?: string;
}

/** An app with an account that is exempt from a guardrail of a policy, and a role that is exempt from one of a policy set. */
function assemblyOf({ shop: day, role, reason = 'Move' }: Day, { nested = false } = {}): string {
  return synthesize((stack) => {
    const organization = new Organization(stack, 'Organization');
    const shop = new Account(stack, 'Shop', { accountName: 'shop', email: 'aws+shop@example.com', parent: organization.root });
    const scope = nested ? new NestedStack(stack, 'Policies') : stack;
    const why = { reason, approver: 'Board <of> |risks|' };
    const regions = UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1'] }).exemptAccount(shop, { until: day, ...why, end: ExemptionEnd.BY_HAND });
    const leaving: Guardrail = AccountGuardrails.denyLeavingOrganization();
    const exempted = role === undefined ? leaving : leaving.exemptPrincipal('arn:*:iam::*:role/a', { until: role, ...why });
    organization.root.attachPolicy(new ServiceControlPolicy(scope, 'Regions', { guardrails: [regions] }));
    organization.root.attachPolicySet(new PolicySet(stack, 'Baseline', { guardrails: [exempted] }));
  });
}

function review(base: string, head: string): Review {
  const [before, after] = [base, head].map(readCloudAssembly);
  const found = reviewOf(organizationFromAssembly(before), organizationFromAssembly(after), { actions: [] });
  return { ...found, exemptions: exemptionNotes(after, NOW, before) };
}

const told = ({ exemptions = [] }: Review) => exemptions.map(({ guardrail, state, change = '-', until, formerUntil = '-' }) => [guardrail, state, change, until, formerUntil].join(' '));

test.each([false, true])('a review lists each exemption with its state, and what is new, changed and removed (nested stack: %s)', (nested) => {
  const [one, two, three, four] = [
    { shop: '2099-06-20' }, { shop: '2099-06-20', role: '2099-06-10' }, { shop: '2099-06-01', role: '2099-06-10' }, { shop: '2099-06-01' },
  ].map((days) => assemblyOf(days, { nested }));
  expect(told(review(one, one))).toEqual(['deny-other-regions active - 2099-06-20 -']);
  expect(told(review(one, two))).toEqual(['deny-leaving-organization ending new 2099-06-10 -', 'deny-other-regions active - 2099-06-20 -']);
  expect(told(review(two, three))).toEqual(['deny-other-regions ended changed 2099-06-01 2099-06-20', 'deny-leaving-organization ending - 2099-06-10 -']);
  expect(told(review(three, four))).toEqual(['deny-other-regions ended - 2099-06-01 -', 'deny-leaving-organization ending removed 2099-06-10 -']);
});

test('another reason is a change of the exemption, and none of the organization', () => {
  const found = review(assemblyOf({ shop: '2099-06-20' }), assemblyOf({ shop: '2099-06-20', reason: 'Migration' }));
  expect(found.changes).toEqual([]);
  expect(told(found)).toEqual(['deny-other-regions active changed 2099-06-20 -']);
});

test('two descriptions of the same exemption are both listed, so that none hides the other', () => {
  const directory = assemblyOf({ shop: '2099-06-01' });
  const assembly = readCloudAssembly(directory);
  const twice = { ...assembly, stacks: assembly.stacks.map((stack) => ({ ...stack, exemptions: (stack.exemptions ?? []).flatMap((each) => [each, { ...each, until: '2199-01-01' }]) })) };
  expect(exemptionNotes(twice, NOW).map(({ state }) => state)).toEqual(['ended', 'active']);
});

test('every form of the review tells them, with reason and approver as mere text', () => {
  const found = review(assemblyOf({ shop: '2099-06-20', role: '2099-06-10' }), assemblyOf({ shop: '2099-06-01' }));
  const sentence = 'Landing/Shop from deny-other-regions in Landing/Regions: "Move", approved by "Board <of> |risks|"';
  expect(textReview(found)).toContain(`2 exemptions from guardrails, 1 of which has ended:\n  changed, ended on 2099-06-01 (before: 2099-06-20): ${sentence}\n  removed (until 2099-06-10): `);
  expect(markdownReview(found)).toContain('<summary>2 exemptions from guardrails, 1 of which has ended</summary>');
  expect(markdownReview(found)).toContain('approved by "`Board <of> |risks|`"');
  const validate = new Ajv({ strict: false }).compile(SCHEMA);
  validate(JSON.parse(JSON.stringify(reviewJson(found))));
  expect(validate.errors).toBeNull();
  expect(endedExemptions(found)).toHaveLength(1);
});

test.each<[string, (data: Record<string, unknown>) => unknown]>([
  ['no value', () => null],
  ['a day that is none', (data) => ({ ...data, until: '2099-02-30' })],
  ['a number as the reason', (data) => ({ ...data, reason: 7 })],
  ['a reason of a megabyte', (data) => ({ ...data, reason: 'x'.repeat(1_000_000) })],
  ['an unknown end', (data) => ({ ...data, end: 'NEVER' })],
  ['a list as the guardrail', (data) => ({ ...data, guardrail: [] })],
])('metadata with %s is left out', (_, edit) => {
  const directory = assemblyOf({ shop: '2099-06-20' });
  for (const path of readdirSync(directory).filter((name) => name.endsWith('.json')).map((name) => join(directory, name))) {
    const edited: unknown = JSON.parse(readFileSync(path, 'utf8'), (__, value) => (value?.type === EXEMPTION_METADATA ? { ...value, data: edit(value.data) } : value));
    writeFileSync(path, JSON.stringify(edited));
  }
  expect(exemptionNotes(readCloudAssembly(directory), NOW)).toEqual([]);
});
