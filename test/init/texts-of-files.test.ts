import fc from 'fast-check';
import { readFixture } from './foreign/inputs';
import { attachment, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from './live-organization';
import { proven, removeWrittenApps, VERSIONS } from './written-app';
import { PartAdoption } from '../../src/cli/adopt/part-adoption';
import { TAG_PATTERN } from '../../src/contract';
import { terraformExport } from '../../src/export';
import { appFiles, appRows, compareForeign, completeOrganization, dataOfRows, type Language, LANGUAGES } from '../../src/init';
import { DataEditor, KeptChanges, RowIds } from '../../src/init/edit';
import { diff } from '../../src/model';
import { organizationOfState, stateOfOrganization } from '../../src/rehearsal';
import { resolved } from '../export/resolved';
import { FULL_ACCESS } from '../model/organizations';

jest.setTimeout(300_000);
afterEach(removeWrittenApps);

/** The texts of an organization, as the service has them. */
interface Texts {
  readonly unit: string;
  readonly account: string;
  readonly key: string;
  readonly value: string;
  readonly policy: string;
  readonly description: string;
  /** Of a statement. */
  readonly resource: string;
}

const PIECES = ['${a.b}', '${!a.b}', '${!!a.b}', '${AWS::AccountId}', '${', '$${', '%{', '${!', '}', '"', '\'', '\\', '👩‍🚀', '\n', '\u2028', '$', 'a', '.', '\\u0024{a.b}'];
const text = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
/** AWS accepts ASCII without angle brackets in the names of accounts. */
const plain = text.map((each) => each.replace(/[^ -;=?-~]/g, 'x'));
const texts: fc.Arbitrary<Texts> = fc.record({
  unit: text, account: plain, key: text.map((each) => `k${each}`), value: text, policy: text, description: text, resource: text.map((each) => `arn:aws:s3:::${each}`),
});

/** An organization whose state has the texts: `stateOfOrganization` would take them for those of the model. */
function organizationWith({ unit, account, key, value, policy, description, resource }: Texts) {
  const tags = { [key]: value };
  const own = policyWith(1, policy, [{ ...DENY_LEAVING, Resource: resource }], { description, tags });
  const plainState = stateOfOrganization(liveOrganization({
    organizationalUnits: [unitWith(1, 'unit', { accounts: [member(1, 'account')], attachedPolicies: [FULL_ACCESS, attachment(own)] })],
  }, { policies: [own] }));
  return organizationOfState({
    ...plainState,
    organizationalUnits: plainState.organizationalUnits.map((each) => ({ ...each, name: unit, tags })),
    accounts: plainState.accounts.map((each) => (each.id === member(1, '').id ? { ...each, name: account, tags } : each)),
    policies: plainState.policies.map((each) => ({
      ...each, name: policy, description, tags, content: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...DENY_LEAVING, Resource: resource }] }),
    })),
  })!;
}

interface Row { readonly name: string; readonly description?: string; readonly tags?: object }

/** The texts in the files of an app. */
function textsOfApp(given: Texts, language: Language) {
  const files = appFiles(appRows(organizationWith(given)), VERSIONS, language, { documentsOnly: true });
  const data = <T>(name: string) => JSON.parse(files.get(`data/${name}.json`)!) as T;
  const [unit] = data<{ organizationalUnits: Row[] }>('organizational-units').organizationalUnits;
  const [account] = data<{ accounts: Row[] }>('accounts').accounts;
  const [policy] = data<{ policies: (Row & { key: string })[] }>('policies').policies;
  const document = JSON.parse(files.get(`policies/${policy.key}.json`)!) as { Statement: { Resource: string }[] };
  return {
    unit: unit.name,
    account: account.name,
    tags: [unit, account, policy].map(({ tags }) => tags),
    policy: policy.name,
    description: policy.description,
    resource: document.Statement[0].Resource,
  };
}

const expected = ({ unit, account, key, value, policy, description, resource }: Texts) => (
  { unit, account, tags: Array(3).fill({ [key]: value }) as object[], policy, description, resource });

const PLAIN: Texts = { unit: 'unit', account: 'account', key: 'key', value: 'value', policy: 'policy', description: 'about', resource: 'arn:aws:s3:::a' };
const isDrawn = ({ resource }: Texts) => !/[*?]/.test(resource);

test.each(LANGUAGES)('the files of an app in %s have the texts of the service', (language) => {
  fc.assert(fc.property(texts.filter(isDrawn), (given) => {
    // AWS accepts few characters in tags, and an app leaves out the others.
    const isTag = [given.key, given.value].every((each) => TAG_PATTERN.test(each));
    expect(textsOfApp(given, language)).toEqual({ ...expected(given), ...(isTag ? {} : { tags: Array(3).fill(undefined) }) });
  }), { numRuns: 300, seed: 1 });
});

test('the resources of Terraform have the texts of the service', () => {
  fc.assert(fc.property(texts.filter(isDrawn), (given) => {
    const organization = organizationWith(given);
    const of = (type: string) => resolved(terraformExport(organization), organization).find((each) => each.type === `aws_organizations_${type}`)!.attributes;
    const [unit, account, policy] = [of('organizational_unit'), of('account'), of('policy')];
    expect({
      unit: unit.name,
      account: account.name,
      tags: [unit, account, policy].map(({ tags }) => tags),
      policy: policy.name,
      description: policy.description,
      resource: (policy.content as { Statement: { Resource: string }[] }).Statement[0].Resource,
    }).toEqual(expected(given));
  }), { numRuns: 300, seed: 1 });
});

test('the first deployment of an app with texts that look like symbols only writes owner tags', async () => {
  const odd = '${a.b} ${!a.b} $${c.d} %{e} "\'\\ 👩‍🚀';
  const given = { unit: `${odd}\n`, account: '${a.b} ${!a.b} "', key: odd, value: odd, policy: odd, description: odd, resource: 'arn:aws:s3:::x' };
  expect(await proven(organizationWith(given))).toMatchObject({ differences: [], deviations: [] });
});

test('the rows that adopt adds have the texts of the service, and a part is found by its name there', () => {
  const isUnique = ({ unit, account, policy }: Texts) => policy !== unit && policy !== account;
  fc.assert(fc.property(texts.filter((given) => isDrawn(given) && isUnique(given)), (given) => {
    const organization = organizationWith(given);
    const rows = dataOfRows(appRows({ ...organization, root: { ...organization.root, organizationalUnits: [] }, policies: [] }));
    const { editor } = new PartAdoption(rows, organization, new Set()).adopt([member(1, '').id], { isRecursive: false, isCompleting: false });
    expect(editor.data.accounts.accounts.map(({ name }) => name)).toEqual([given.account]);
    expect(editor.data.units.organizationalUnits.map(({ name }) => name)).toEqual([given.unit]);
    const { ids } = new PartAdoption(rows, organization, new Set()).adopt([given.policy], { isRecursive: false, isCompleting: false });
    expect(ids).toEqual(['p-00000001']);
  }), { numRuns: 100, seed: 1 });
});

test('the rows that keep changes by hand have the texts of the service, and two names are told apart', () => {
  const names = ['${a.b}', '${!a.b}'];
  const before = organizationWith({ ...PLAIN, unit: names[0], policy: names[0] });
  const after = organizationWith({ ...PLAIN, unit: names[1], account: '${c.d}', policy: names[1], description: '$${e.f}', resource: 'arn:aws:s3:::${g.h}' });
  const editor = new DataEditor(dataOfRows(appRows(before)));
  const kept = new KeptChanges(editor, new RowIds(editor.original, before), after);
  kept.keep(diff(before, after).map((change) => kept.keepingOf(change)));
  const { units: { organizationalUnits: [unit] }, accounts: { accounts: [account] }, policies: { policies: [policy] } } = editor.data;
  expect([unit.name, account.name, policy.name, policy.description]).toEqual([names[1], '${c.d}', names[1], '$${e.f}']);
  expect(JSON.parse([...editor.documents.values()][0]!)).toMatchObject({ Statement: [{ Resource: 'arn:aws:s3:::${g.h}' }] });
});

test('a Terraform state with texts that look like symbols is no difference to the organization', () => {
  const foreign = readFixture('organization.tfstate');
  const named = { ...foreign, units: foreign.units.map((unit, index) => ({ ...unit, name: `\${a.b${index}}` })) };
  const organization = completeOrganization(named);
  expect(organization.root.organizationalUnits.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^\$\{!a\.b\d\}$/));
  expect(compareForeign(named, organization).differences.filter((each) => each.includes('a.b'))).toEqual([]);
});
