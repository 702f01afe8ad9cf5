import * as fc from 'fast-check';
import { account, type ChangeOf, policy, sampleChanges, unit } from './sample-changes';
import { sampleReview } from './sample-review';
import type { Change, ChangeKind, ResourceReference } from '../../src/model';
import { reviewEntries, reviewHeadline } from '../../src/report';
import { SEED } from '../model/arbitraries';

const samples = sampleChanges();

/** The outcomes and arrivals with which a kind of change reads differently. */
const VARIANTS: { readonly [Kind in ChangeKind]?: readonly Partial<ChangeOf<Kind>>[] } = {
  accountAdded: (['created', 'adopted', 'missing', 'appeared', 'named', 'invited'] as const).map((arrival) => ({ arrival })),
  organizationalUnitAdded: (['created', 'adopted', 'missing', 'appeared', 'named'] as const).map((arrival) => ({ arrival })),
  policyAdded: (['created', 'adopted', 'missing', 'appeared', 'named'] as const).map((arrival) => ({ arrival })),
  accountRemoved: (['stays', 'moved', 'removedFromOrganization', 'closed', 'gone', 'invitationCanceled'] as const).map((outcome) => ({ outcome })),
  organizationalUnitRemoved: (['deleted', 'stays', 'gone'] as const).map((outcome) => ({ outcome })),
  policyRemoved: (['deleted', 'stays', 'gone'] as const).map((outcome) => ({ outcome })),
  organizationRemoved: [{}, { outcome: 'deleted' }],
  policyTypeRemoved: (['stays', 'ends'] as const).map((outcome) => ({ outcome })),
  trustedAccessRemoved: (['stays', 'ends'] as const).map((outcome) => ({ outcome })),
  delegatedAdministratorDeregistered: [{}, { outcome: 'stays' }],
  alternateContactSet: (['SECURITY', 'BILLING', 'OPERATIONS'] as const).map((contactType) => ({ contactType })),
  alternateContactChanged: (['SECURITY', 'BILLING', 'OPERATIONS'] as const).map((contactType) => ({ contactType })),
  alternateContactRemoved: (['deleted', 'stays', 'gone'] as const).flatMap((outcome) => (['SECURITY', 'BILLING'] as const).map((contactType) => ({ outcome, contactType }))),
  accountSettingReleased: [{}, { region: 'eu-south-2' }],
  fullAwsAccessReturned: [{ target: unit('Root/U') }],
  functionCodeChanged: (['unknown', 'package'] as const).map((origin) => ({ origin })),
  takenOver: [{}, { on: account('7', 'Root/7') }, { on: policy('p') }, { on: { kind: 'resourcePolicy', id: 'rp' } }],
  handedOver: (['closed', 'removedFromOrganization', 'moved', 'takenOver', 'refused', 'recreated', 'deleted'] as const).flatMap((formerFirst) => [
    { formerFirst }, { formerFirst, on: unit('Root/U') }, { formerFirst, on: policy('p') }, { formerFirst, on: { kind: 'resourcePolicy' as const, id: 'rp' } },
    { formerFirst, on: { kind: 'root' as const, id: 'r-1', path: 'Root' } },
    { formerFirst, on: { kind: 'delegatedAdministrator' as const, id: '1/a', accountName: 'audit', servicePrincipal: 'a' } },
  ]),
};

/** A change of each kind and outcome, on one of three objects. */
const all: readonly ((which: number) => Change)[] = Object.values(samples).flatMap((sample: Change) => (
  (VARIANTS[sample.kind] ?? [{}]).map((variant) => (which: number) => onObject({ ...sample, ...variant } as Change, which))));

function onObject(change: Change, which: number): Change {
  const rest = { ...change } as Record<string, unknown>;
  const renamed = (object: { readonly id?: string; readonly path?: string }) => ({ ...object, id: `${object.id}-${which}`, ...(object.path === undefined ? {} : { path: `${object.path}-${which}` }) });
  for (const field of ['account', 'unit', 'policy', 'target', 'on']) if (field in rest) rest[field] = renamed(rest[field] as object);
  const resource = (of: ResourceReference) => ({ ...of, logicalId: `${of.logicalId}${which}` });
  if ('resource' in change) rest.resource = resource(change.resource);
  if (change.kind === 'functionCodeChanged') rest.functions = change.functions.map(resource);
  if (change.kind === 'serviceTokenChanged') rest.resources = change.resources.map((each) => `${each}${which}`);
  if ('servicePrincipal' in change) rest.servicePrincipal = `${which}.${change.servicePrincipal}`;
  return rest as unknown as Change;
}

/** The name of the object in the headline, by the kind of change. */
const NOUNS: { readonly [Kind in ChangeKind]: RegExp } = {
  organizationAdded: /^organization /,
  organizationRemoved: /^organization /,
  featureSetChanged: /^feature set /,
  policyTypeEnabled: /^policy type is enabled$/,
  policyTypeRemoved: /^policy type is (disabled|removed from the app)$/,
  accountAdded: /^(account|resource) /,
  accountRemoved: /^(account|open invitation) /,
  accountJoined: /^account has joined$/,
  accountRenamed: /^account is renamed$/,
  accountEmailChanged: /^account gets another address$/,
  accountStateChanged: /^account is in another state$/,
  accountMoved: /^account moves$/,
  alternateContactSet: /^account gets another (security )?contact$/,
  alternateContactChanged: /^account gets another (security )?contact$/,
  alternateContactRemoved: /^account (loses its security contact|loses a contact|keeps a setting that is removed from the app)$/,
  primaryContactChanged: /^account gets another contact$/,
  regionEnabled: /^Region is enabled in 1 account$/,
  regionDisabled: /^Region is disabled in 1 account$/,
  accountSettingReleased: /^account keeps a setting that is removed from the app$/,
  organizationalUnitAdded: /^(organizational unit|resource) /,
  organizationalUnitRemoved: /^organizational unit /,
  organizationalUnitRenamed: /^organizational unit is renamed$/,
  organizationalUnitMoved: /^organizational unit moves$/,
  policyAdded: /^(policy|resource) /,
  policyRemoved: /^policy /,
  policyRenamed: /^policy is renamed$/,
  policyDescriptionChanged: /^policy is described otherwise$/,
  policyStatementsChanged: /^policy changes$/,
  managementPolicyChanged: /^policy changes$/,
  policyRewritten: /^policy is written differently$/,
  attached: /^policy attachment is added$/,
  detached: /^policy attachment is removed$/,
  fullAwsAccessDetached: /^policy attachment is removed$/,
  fullAwsAccessReturned: /^policy attachment is added$/,
  tagAdded: /^tag is added$/,
  tagChanged: /^tag changes$/,
  tagRemoved: /^tag is removed$/,
  resourcePolicyChanged: /^resource policy /,
  trustedAccessEnabled: /^service gets trusted access$/,
  trustedAccessRemoved: /^service (loses trusted access|is removed from the app)$/,
  delegatedAdministratorRegistered: /^delegated administrator is registered$/,
  delegatedAdministratorDeregistered: /^delegated administrator is (deregistered|removed from the app)$/,
  handedOver: /stack/,
  takenOver: /is taken over$/,
  removalAllowed: /^removal setting changes$/,
  removalNoLongerAllowed: /^removal setting changes$/,
  accountRemovalChanged: /^removal setting changes$/,
  moveAccountsToChanged: /^removal setting changes$/,
  privilegedResourceAdded: /^privileged resource changes$/,
  privilegedResourceRemoved: /^privileged resource changes$/,
  privilegedPolicyChanged: /^privileged resource changes$/,
  privilegedSettingsChanged: /^privileged resource changes$/,
  functionCodeChanged: /^(function runs unknown code|privileged resource changes)$/,
  serviceTokenChanged: /^privileged resource changes$/,
};

/** The objects that a change is about, as a reader counts them. */
function objectsOf(change: Change): string[] {
  if ('region' in change && change.kind !== 'accountSettingReleased') return [change.region];
  if (change.kind === 'functionCodeChanged') return change.functions.map(({ stack, logicalId }) => `${stack}.${logicalId}`);
  if (change.kind === 'serviceTokenChanged') return [...change.resources];
  if ('resource' in change) return [`${change.resource.stack}.${change.resource.logicalId}`];
  if ('contactType' in change || change.kind === 'primaryContactChanged' || change.kind === 'accountSettingReleased') return [change.account.id];
  return [JSON.stringify(change)];
}

const DRIFT = 'Changed outside the code: ';
const headline = (changes: readonly Change[]) => reviewHeadline(sampleReview([...changes]));
const driftHeadline = (changes: readonly Change[]) => reviewHeadline({ ...sampleReview([...changes]), drift: true }).slice(DRIFT.length);

function distinct(changes: readonly Change[]): number {
  return new Set(changes.flatMap(objectsOf)).size;
}

/** Changes that a headline counts together. */
function groups(changes: readonly Change[], written: (of: readonly Change[]) => string): Change[][] {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const key = written([change]);
    found.set(key, [...found.get(key) ?? [], change]);
  }
  return [...found.values()];
}

test.each(all.map((of) => [of(0).kind, of] as const))('a headline counts one %s by its object, with words for it', (kind, of) => {
  const text = headline([of(0)]);
  expect(text).toMatch(/^1 /);
  expect(text.slice(2)).toMatch(NOUNS[kind]);
});

test.each([['a headline', headline], ['a headline of drift', driftHeadline]] as const)('the numbers of %s are those of the change list', (_, written) => {
  const lists = fc.array(fc.tuple(fc.nat(all.length - 1), fc.nat(2)), { minLength: 1, maxLength: 30 })
    .map((picked) => picked.map(([index, which]) => all[index](which)))
    .map((changes) => [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()]);
  fc.assert(fc.property(lists, (changes) => {
    const parts = groups(changes, written).map((group) => ({ group, text: written(group) }));
    for (const { group, text } of parts) expect(Number(text.split(' ')[0])).toBe(distinct(group));
    const clauses = written(changes).split(', ');
    const rest = /^(\d+) more changes?$/.exec(clauses[clauses.length - 1]);
    const shown = rest === null ? clauses : clauses.slice(0, -1);
    for (const clause of shown) expect(parts.map(({ text }) => text)).toContain(clause);
    const left = parts.filter(({ text }) => !shown.includes(text)).flatMap(({ group }) => group);
    expect(Number(rest?.[1] ?? 0)).toBe(left.length);
  }), { seed: SEED, numRuns: 300 });
});

test.each(all.flatMap((of) => [[of(0).kind, false, of], [of(0).kind, true, of]] as const))(
  'a line for five changes of the kind %s, of drift: %s, has their number', (_, drift, of) => {
    const changes = Array.from({ length: 5 }, (_each, index) => of(index));
    const entries = reviewEntries({ ...sampleReview(changes), ...(drift ? { drift: true as const } : {}) });
    expect(entries.flatMap((entry) => entry.changes).sort()).toEqual([0, 1, 2, 3, 4]);
    for (const { headline: line, changes: members } of entries.filter((entry) => entry.changes.length > 1)) {
      const ours = line.map(({ text, foreign }) => (foreign ? '_' : text)).join('');
      const numbers = [...ours.matchAll(/\b(\d+) [a-zA-Z]/g)].map(([, number]) => Number(number));
      expect([ours, numbers.length]).not.toEqual([ours, 0]);
      for (const number of numbers) expect([ours, number]).toEqual([ours, members.length]);
    }
  });

test('contacts and Regions of many accounts are named as what they are', () => {
  const accounts = Array.from({ length: 40 }, (_, index) => account(`${index}`, `Root/${index}`));
  const regions = ['eu-south-2', 'me-south-1'].flatMap((region) => accounts.map((each) => ({ ...samples.regionDisabled, account: each, region })));
  expect(headline(regions)).toBe('2 Regions are disabled in 40 accounts');
  expect(headline(accounts.map((each) => ({ ...samples.alternateContactSet, account: each })))).toBe('40 accounts get another security contact');
  const { alternateContactChanged: billingChanged, primaryContactChanged: primaryChanged } = samples;
  const billing = accounts.flatMap((each) => [{ ...billingChanged, account: each }, { ...primaryChanged, account: each }]);
  expect(headline(billing)).toBe('40 accounts get other contacts');
});

test('two changes of one role are one privileged resource', () => {
  const trust = { ...samples.privilegedPolicyChanged, document: 'trust policy' };
  expect(headline([samples.privilegedPolicyChanged, trust])).toBe('1 privileged resource changes');
});

test('what destroys stands before what does not', () => {
  const tags = Array.from({ length: 5 }, (_, index) => ({ ...samples.tagRemoved, key: `${index}` }));
  const moves = [samples.accountRenamed, samples.accountEmailChanged, samples.organizationalUnitRenamed, samples.policyRenamed];
  expect(headline([...tags, ...moves, samples.regionDisabled, samples.policyTypeRemoved, { ...samples.organizationRemoved, outcome: 'deleted' }]))
    .toBe('1 organization is deleted, 1 Region is disabled in 1 account, 1 policy type is disabled, 9 more changes');
});
