import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LARGE } from './large-organization';
import {
  ALLOW_SOME, attachment, DENY_ALL, DENY_LEAVING, liveOrganization, MANAGEMENT, member, policyWith, sorted, unitWith,
} from './live-organization';
import { proven, removeWrittenApps, synthesized, VERSIONS, writtenApp } from './written-app';
import { readCloudAssembly } from '../../src/assembly';
import { proofOf } from '../../src/cli/init/proof';
import { appFiles, appRows } from '../../src/init';
import { prettyJson } from '../../src/init/pretty-json';
import type { Organization } from '../../src/model';
import { FULL_ACCESS } from '../model/organizations';
import { isNight } from '../proofs/support/proof-runs';

jest.setTimeout(120_000);
afterAll(removeWrittenApps);

const stay = policyWith(1, 'Stay in organization', [DENY_LEAVING], { description: "Members' accounts stay", tags: { team: 'red' } });
const allowing = policyWith(2, 'Allowing', [ALLOW_SOME]);
const denyAll = policyWith(3, 'Deny all', [DENY_ALL]);
const guardrail = policyWith(4, 'aws-guardrails-AbCdEf', [DENY_LEAVING]);

const SMALL = liveOrganization({
  attachedPolicies: [FULL_ACCESS, attachment(stay)],
  organizationalUnits: [
    unitWith(1, 'Prod', {
      tags: { stage: 'prod' },
      attachedPolicies: [FULL_ACCESS, attachment(guardrail)],
      accounts: [member(1, 'shop', { tags: { team: 'red', owner: 'x' } }), member(2, 'search', { tags: { team: 'red' } })],
    }),
    unitWith(2, 'Exceptions', { attachedPolicies: [attachment(allowing)] }),
    unitWith(3, 'Suspended', {
      attachedPolicies: [FULL_ACCESS, attachment(denyAll)], accounts: [member(3, 'old', { state: 'SUSPENDED' }), member(4, 'new', { state: 'PENDING_ACTIVATION' })],
    }),
  ],
}, {
  policies: [stay, allowing, denyAll, guardrail],
  trustedServices: ['config.amazonaws.com', 'controltower.amazonaws.com'],
  delegatedAdministrators: [{ accountId: member(1, '').id, accountName: 'shop', servicePrincipal: 'config.amazonaws.com' }],
});

const filesOf = (organization: Organization) => appFiles(appRows(organization), VERSIONS);
const textOf = (organization: Organization, path: string) => filesOf(organization).get(path)!;

describe('the app of a small organization', () => {
  test('has a sorted row with its ID for each account, and tags of all accounts once', () => {
    expect(textOf(SMALL, 'data/accounts.json')).toBe(`{
  "leftOut": [
    "Management (111111111111): no service control policy limits the management account, and it cannot move.",
    "Suspended/new (200000000004): it is not active yet (state: PENDING_ACTIVATION); add its row once it is.",
    "Suspended/old (200000000003): it is closed, and AWS removes it after 90 days."
  ],
  "tagsOfAll": {"team": "red"},
  "accounts": [
    {"id": "200000000002", "adopt": true, "name": "search", "email": "member-2@example.com", "unit": "ou-root-00000001"},
    {"id": "200000000001", "adopt": true, "name": "shop", "email": "member-1@example.com", "unit": "ou-root-00000001", "tags": {"owner": "x"}, "administers": ["config.amazonaws.com"]}
  ]
}
`);
  });

  test('has a row for each organizational unit, with its policies, its allow-list and its lock-out', () => {
    expect(textOf(SMALL, 'data/organizational-units.json')).toBe(`{
  "leftOut": [],
  "root": {"policies": ["stay-in-organization"]},
  "organizationalUnits": [
    {"id": "ou-root-00000002", "adopt": true, "name": "Exceptions", "policies": ["allowing"], "isAllowList": true},
    {"id": "ou-root-00000001", "adopt": true, "name": "Prod", "tags": {"stage": "prod"}},
    {"id": "ou-root-00000003", "adopt": true, "name": "Suspended", "policies": ["deny-all"], "lockOut": "As found when this app was written: Deny all"}
  ]
}
`);
  });

  test('leaves out policies and services of AWS Control Tower, with the reason', () => {
    expect(textOf(SMALL, 'data/policies.json')).toContain('  "leftOut": [\n    "aws-guardrails-AbCdEf: AWS Control Tower writes it."\n  ],\n');
    expect(textOf(SMALL, 'data/services.json')).toContain('    "controltower.amazonaws.com: AWS Control Tower writes it."\n  ],\n  "trustedServices": [\n    "config.amazonaws.com"\n  ],\n');
    expect(textOf(SMALL, 'README.md')).toContain('- aws-guardrails-AbCdEf at Prod: the policy is left out; it stays attached.\n');
  });

  test('is the same text in a second run', () => {
    expect([...filesOf(SMALL)]).toEqual([...filesOf(structuredClone(SMALL))]);
  });

  test('says what the organization is, and its first deployment only writes owner tags', async () => {
    expect(await proven(SMALL)).toMatchObject({ takenOver: 8, differences: [], deviations: [] });
  });

  test('is not proven for an organization in which an account has moved since', async () => {
    const { folder } = writtenApp(SMALL);
    const [exceptions, prod, suspended] = SMALL.root.organizationalUnits;
    const [search, shop] = prod.accounts;
    const organizationalUnits = [{ ...exceptions, accounts: [shop] }, { ...prod, accounts: [search] }, suspended];
    const moved = { ...SMALL, root: { ...SMALL.root, organizationalUnits } };
    const { differences, deviations } = await proofOf({ organization: moved }, synthesized(folder, SMALL));
    expect(differences).toEqual(['Account shop moves from Exceptions to Prod']);
    expect(deviations.join('\n')).toContain('MoveAccount');
  });
});

describe('hard cases', () => {
  const NAMES = ['Bob\'s "team"', 'class', '__proto__', 'Café 🚀', ' padded ', 'a/b', '*/ // -->', '${x}', 'back\\slash', 'line\u2028end', 'CON'];

  test('names with quotes, emoji, reserved words and stray spaces are carried over', async () => {
    const policies = NAMES.map((name, index) => policyWith(index, name, [DENY_LEAVING]));
    const hard = liveOrganization({
      organizationalUnits: NAMES.map((name, index) => unitWith(index, name, { tags: { ['__proto__']: 'y', constructor: 'z' } })),
      accounts: NAMES.filter((name) => /^[ -~]+$/.test(name)).map((name, index) => member(index, name)),
    }, { policies });
    expect(await proven(hard)).toMatchObject({ differences: [], deviations: [] });
    expect([...filesOf(hard).values()].join('')).not.toContain('\u2028');
  });

  test('two organizational units of one name at different places, five levels deep, stay apart', async () => {
    const deep = [5, 4, 3, 2, 1].reduce<readonly ReturnType<typeof unitWith>[]>((below, level) => [
      unitWith(level, 'Same', { organizationalUnits: [...below], accounts: [member(level, 'same')] }),
    ], []);
    expect(await proven(liveOrganization({ organizationalUnits: [...deep, unitWith(9, 'Other', { organizationalUnits: [unitWith(10, 'Same')] })] })))
      .toMatchObject({ takenOver: 12, differences: [], deviations: [] });
  });

  test('policies with one name in different spelling or type have files of their own', () => {
    const [upper, lower] = [policyWith(1, 'Same', [DENY_LEAVING]), policyWith(2, 'same', [DENY_ALL])];
    const paths = [...filesOf(liveOrganization({}, { policies: [upper, lower] })).keys()].filter((path) => path.startsWith('policies/'));
    expect(paths).toEqual(['policies/same-p-00000001.json', 'policies/same-p-00000002.json']);
  });

  test('the document of a policy keeps its text apart from white space', () => {
    const content = '{"b":{"2":1.50,"1":[ "a,]}\\"", "\\u0041" ],"long":[[],{},true,null]}}';
    const text = prettyJson(content);
    expect(text).toBe('{\n  "b": {\n    "2": 1.50,\n    "1": ["a,]}\\"", "\\u0041"],\n    "long": [\n      [],\n      {},\n      true,\n      null\n    ]\n  }\n}\n');
    expect(text.replace(/\s+/g, '')).toBe(content.replace(/\s+/g, ''));
  });

  test('an organizational unit of another stack is referred to, and so are accounts below it', async () => {
    const owned = liveOrganization({
      organizationalUnits: [unitWith(1, 'Theirs', { tags: { 'cdk-aws-organizations:owner': 'Other@eu-west-1' }, accounts: [member(1, 'ours')] })],
    });
    expect(textOf(owned, 'data/organizational-units.json')).toContain('{"id": "ou-root-00000001", "outside": true, "name": "Theirs"}');
    expect(await proven(owned)).toMatchObject({ takenOver: 1, differences: [], deviations: [] });
  });

  test('text that CloudFormation would replace is left out, with what to do', () => {
    const named = liveOrganization({ accounts: [member(1, '{{resolve:ssm:x}}')] });
    expect(appRows(named).leftOut.map(({ subject }) => subject)).toEqual([`${MANAGEMENT.name} (${MANAGEMENT.id})`, '{{resolve:ssm:x}} (200000000001)']);
  });

  test('tags of AWS and of another tool are left out', () => {
    const tagged = liveOrganization({ accounts: [member(1, 'a', { tags: { 'aws:x': '1', 'ManagedBy': 'terraform', 'team': 'red' } })] });
    expect(appRows(tagged).accounts.map(({ tags }) => tags)).toEqual([{ team: 'red' }]);
    expect(appRows(tagged).leftOut.filter(({ kind }) => kind === 'tag')).toEqual([
      { kind: 'tag', subject: 'ManagedBy of a', reason: 'Terraform writes it' }, { kind: 'tag', subject: 'aws:x of a', reason: 'AWS writes it' },
    ]);
  });

  test('contacts and Regions are written if they were read', async () => {
    const contact = { Name: 'Security', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };
    const settled: Organization = {
      ...liveOrganization({ accounts: [member(1, 'a'), member(2, 'b')] }, { trustedServices: ['account.amazonaws.com'] }),
      accountSettings: [{ accountId: member(1, 'a').id, settings: { 'BILLING': null, 'SECURITY': contact, 'REGION:eu-south-2': 'ENABLED' } }],
    };
    expect(textOf(settled, 'data/account-settings.json')).toContain(
      '    "200000000001": {"alternateContacts": {"security": {"name": "Security", "title": "On call", "emailAddress": "security@example.com", "phoneNumber": "+49 30 1234567"}}, "enabledRegions": ["eu-south-2"]}\n');
    expect(await proven(settled)).toMatchObject({ takenOver: 2, differences: [], deviations: [] });
  });

  test('contacts from before the present rules of AWS, and Regions that every account has, are left out with the reasons', async () => {
    const contact = { Name: 'Security', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };
    const primary = { FullName: 'Ada', AddressLine1: 'Street 1', City: 'Berlin', PostalCode: '10115', CountryCode: 'DE', PhoneNumber: '+49 30 1234567' };
    const settled: Organization = {
      ...liveOrganization({ accounts: [member(1, 'a'), member(2, 'b')] }, { trustedServices: ['account.amazonaws.com'] }),
      accountSettings: [
        { accountId: member(1, '').id, settings: { 'PRIMARY': primary, 'SECURITY': contact, 'REGION:eu-west-1': 'ENABLED' } },
        { accountId: member(2, '').id, settings: { BILLING: { ...contact, Title: '' }, OPERATIONS: { ...contact, Name: '{{resolve:ssm:x}}' } } },
      ],
    };
    expect(appRows(settled).leftOut.filter(({ kind }) => kind === 'accountSettings').map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual([
      '200000000001 (primary contact): it has no StateOrRegion, which AWS requires in this country (DE); add it there, then add it here',
      '200000000001 (eu-west-1): every account has this Region',
      '200000000002 (billing contact): AWS does not accept its Title (); correct it there, then add it',
      '200000000002 (operations contact): CloudFormation or the CDK would replace a part of its text by a value; change that text, then add its row',
    ]);
    expect(await proven(settled)).toMatchObject({ takenOver: 2, differences: [], deviations: [] });
  });

  test('an organization with consolidated billing only is carried over', async () => {
    const billing = sorted({
      ...liveOrganization({}),
      featureSet: 'CONSOLIDATED_BILLING',
      policyTypes: [],
      root: { ...liveOrganization({}).root, attachedPolicies: [], accounts: [MANAGEMENT, member(1, 'a')].map((each) => ({ ...each, attachedPolicies: [] })) },
    });
    expect(await proven(billing)).toMatchObject({ takenOver: 1, differences: [], deviations: [] });
  });
});

describe('an organization that is too large for one stack', () => {
  /** The construct paths of accounts. */
  const placesIn = (folder: string) => [...readCloudAssembly(synthesized(folder, LARGE)).stacks[0].nestedTemplates.values()]
    .flatMap((template) => JSON.stringify(template).match(/"aws:cdk:path":"[^"]*\/Account-[^"]*"/g) ?? [])
    .map((metadata) => metadata.slice('"aws:cdk:path":"'.length, -1).replace(/\/Resource.*/, '')).sort();

  test('has numbers of nested stacks that never change', () => {
    expect(filesOf(LARGE).get('lib/parts.ts')).toContain('const PARTS = { Policies: 1, Units: 2, Accounts: 3 };');
  });

  // It takes most of a minute.
  (isNight() ? test : test.skip)('gets nested stacks, and its first deployment only writes owner tags', async () => {
    expect(await proven(LARGE)).toMatchObject({ takenOver: 273, differences: [], deviations: [] });
  });

  test('keeps every account in its nested stack when one is added, one is renamed and one moves', () => {
    const [before, after] = [LARGE, LARGE].map((each) => writtenApp(each).folder);
    const file = join(after, 'data', 'accounts.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"account-1"', '"renamed"').replace('"unit": "ou-root-00000002"', '"unit": "ou-root-00000003"')
      .replace('"accounts": [', '"accounts": [\n    {"id": "new", "name": "new", "email": "new@example.com"},'));
    const [former, latter] = [before, after].map(placesIn);
    expect(former).toHaveLength(180);
    expect(latter.filter((path) => !former.includes(path))).toEqual([expect.stringMatching(/^Organization\/Accounts-\d\/Account-new$/)]);
    expect(latter).toHaveLength(181);
  });
});
