import { outsideCode } from '../../../src/model';
import { attached, account, FULL_ACCESS, inCode, live, organization, policy, symbol, unit } from '../organizations';

const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' } };
const OTHER_STACK = { 'cdk-aws-organizations:owner': 'Other@eu-west-1' };
const OWN_STACK = { 'cdk-aws-organizations:owner': 'S' };
const two = (name: string) => [`${name}-one`, `${name}-two`];

const GUARDS = two('aws-guardrails').map((name) => live.policy(name, DENY));
const BY_HAND = two('by-hand').map((name) => live.policy(name, DENY));
const IN_OTHER_STACK = two('shared').map((name) => live.policy(name, DENY, OTHER_STACK));
const OWN = ['own-one', 'own-two'];

const found = live.organization({
  root: {
    attachedPolicies: [FULL_ACCESS],
    accounts: [live.account('management', 99, { id: '999988887777' })],
    organizationalUnits: [
      live.unit('Dev', 1, { attachedPolicies: [FULL_ACCESS, ...GUARDS.map(attached)], tags: { 'team': 'a', 'cost-center': '1', ...OWN_STACK } }),
      live.unit('Prod', 2, {
        attachedPolicies: [FULL_ACCESS, ...BY_HAND.map(attached)],
        accounts: [
          live.account('shop', 1), live.account('store', 2), live.account('legacy', 3), live.account('lab', 4),
          live.account('old', 5, { state: 'SUSPENDED' }), live.account('older', 6, { state: 'PENDING_CLOSURE' }),
        ],
      }),
      live.unit('Forgotten', 3), live.unit('Unknown', 4),
      live.unit('Imported', 5, { tags: { ManagedBy: 'Terraform' } }), live.unit('Exported', 6, { tags: { ManagedBy: 'Terraform' } }),
    ],
  },
  policies: [...GUARDS, ...BY_HAND, ...IN_OTHER_STACK, ...OWN.map((name) => live.policy(name, DENY, OWN_STACK))],
  more: {
    policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'],
    trustedServices: ['controltower.amazonaws.com', 'sso.amazonaws.com', 'config.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'],
    delegatedAdministrators: ['guardduty.amazonaws.com', 'config.amazonaws.com'].map((servicePrincipal) => ({ accountId: '111122223301', accountName: 'shop', servicePrincipal })),
  },
});

const code = organization({
  root: {
    attachedPolicies: [FULL_ACCESS],
    organizationalUnits: [
      unit('Dev', { attachedPolicies: [FULL_ACCESS], tags: { team: 'a' } }),
      unit('Prod', { attachedPolicies: [FULL_ACCESS], accounts: [account('shop'), account('store')], code: inCode(symbol('Prod'), { adopt: true }) }),
    ],
  },
  policies: OWN.map((name) => policy(name, DENY)),
  more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
});

test('what the code does not name is grouped by the reason why it may stay outside, without a reason first', () => {
  expect(outsideCode(found, code)).toEqual([
    { kind: 'account', reason: 'none', subjects: ['Root/Prod/lab', 'Root/Prod/legacy'] },
    { kind: 'organizationalUnit', reason: 'none', subjects: ['Root/Forgotten', 'Root/Unknown'] },
    { kind: 'policy', reason: 'none', subjects: two('by-hand') },
    { kind: 'attachment', reason: 'none', subjects: two('by-hand').map((name) => `${name} at Root/Prod`) },
    { kind: 'delegatedAdministrator', reason: 'none', subjects: ['config.amazonaws.com', 'guardduty.amazonaws.com'].map((service) => `Root/Prod/shop for ${service}`) },
    { kind: 'tag', reason: 'service', subjects: ['cost-center of Root/Dev'] },
    { kind: 'policyType', reason: 'service', subjects: ['TAG_POLICY'] },
    { kind: 'trustedService', reason: 'service', subjects: ['config.amazonaws.com', 'sso.amazonaws.com'] },
    { kind: 'policy', reason: 'otherStack', subjects: two('shared') },
    { kind: 'policy', reason: 'controlTower', subjects: two('aws-guardrails') },
    { kind: 'attachment', reason: 'controlTower', subjects: two('aws-guardrails').map((name) => `${name} at Root/Dev`) },
    { kind: 'trustedService', reason: 'controlTower', subjects: ['controltower.amazonaws.com'] },
    { kind: 'organizationalUnit', reason: 'terraform', subjects: ['Root/Exported', 'Root/Imported'] },
    { kind: 'trustedService', reason: 'stackSets', subjects: ['member.org.stacksets.cloudformation.amazonaws.com'] },
    { kind: 'account', reason: 'closed', subjects: ['Root/Prod/old', 'Root/Prod/older'] },
    { kind: 'account', reason: 'managementAccount', subjects: ['Root/management'] },
  ]);
});

test('administrators of accounts of another stack, of another tool and of closed accounts have the reason of their account', () => {
  const shared = live.organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [live.unit('Prod', 2, {
        attachedPolicies: [FULL_ACCESS],
        accounts: [
          live.account('shop', 1), live.account('theirs', 2, { tags: OTHER_STACK }), live.account('old', 3, { state: 'SUSPENDED' }),
          live.account('released', 4, { tags: OWN_STACK }), live.account('imported', 5, { tags: { ManagedBy: 'Terraform' } }),
        ],
      })],
    },
    more: {
      trustedServices: ['config.amazonaws.com', 'guardduty.amazonaws.com'],
      delegatedAdministrators: ['config.amazonaws.com', 'guardduty.amazonaws.com'].flatMap((servicePrincipal) => (
        [1, 2, 3, 4, 5].map((digit) => ({ accountId: `11112222330${digit}`, accountName: '', servicePrincipal })))),
    },
  });
  const outside = outsideCode(shared, code).filter(({ kind }) => kind === 'delegatedAdministrator');
  const of = (...names: readonly string[]) => names.flatMap((name) => ['config.amazonaws.com', 'guardduty.amazonaws.com'].map((service) => `Root/Prod/${name} for ${service}`));
  expect(outside.map(({ reason, subjects }) => [reason, subjects])).toEqual([
    ['none', of('released', 'shop')], ['otherStack', of('theirs')], ['terraform', of('imported')], ['closed', of('old')],
  ]);
});

test('policies that the code only attaches are named by it', () => {
  const [first, second] = BY_HAND;
  const attaching = { ...code, root: { ...code.root, attachedPolicies: [FULL_ACCESS, attached(first), attached(second)] } };
  expect(outsideCode(found, attaching).filter(({ kind, reason }) => kind === 'policy' && reason === 'none')).toEqual([]);
});

test('the resource policy of somebody else is outside, and one of the code is not', () => {
  const resourcePolicy = { id: 'rp-1', content: '{}', tags: {} };
  const kinds = (inCodeToo: boolean) => (
    outsideCode({ ...found, resourcePolicy }, inCodeToo ? { ...code, resourcePolicy } : code).map(({ kind }) => kind));
  expect([kinds(false).includes('resourcePolicy'), kinds(true).includes('resourcePolicy')]).toEqual([true, false]);
});

test('policies of the code on targets outside it, allow-lists and settings that the code does not know are named', () => {
  const [guard, other] = ['guard', 'other'].map((name) => live.policy(name, DENY));
  const both = [guard, other].map(attached);
  const contact = { Name: 'Ann', EmailAddress: 'a@example.com', PhoneNumber: '1', Title: 'x' };
  const present = live.organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        live.unit('Alone', 1, { attachedPolicies: both }), live.unit('Allow', 2, { attachedPolicies: both.slice(0, 1) }),
        live.unit('Full', 3, { attachedPolicies: [FULL_ACCESS, ...both.slice(0, 1)], accounts: [live.account('shop', 1, { attachedPolicies: [FULL_ACCESS] }), live.account('lab', 2)] }),
      ],
    },
    policies: [guard, other],
    more: {
      policyTypes: ['SERVICE_CONTROL_POLICY'],
      accountSettings: [
        { accountId: '111122223301', settings: { 'SECURITY': contact, 'BILLING': contact, 'OPERATIONS': null, 'PRIMARY': contact, 'REGION:ap-east-1': 'ENABLED', 'REGION:me-south-1': 'DISABLED' } },
        { accountId: '111122223302', settings: { SECURITY: contact } },
      ],
    },
  });
  const own = policy('guard', DENY);
  const inApp = organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        unit('Allow', { attachedPolicies: [FULL_ACCESS, attached(own)] }), unit('Full', { attachedPolicies: [FULL_ACCESS, attached(own)], accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })] }),
      ],
    },
    policies: [own],
    more: { policyTypes: ['SERVICE_CONTROL_POLICY'], accountSettings: [{ accountId: symbol('shop'), settings: { BILLING: contact } }] },
  });
  const subjects = outsideCode(present, inApp).flatMap((group) => (
    ['attachment', 'accountSetting'].includes(group.kind) ? group.subjects.map((subject) => `${group.reason}: ${subject}`) : []));
  expect(subjects.sort()).toEqual([
    'none: guard at Root/Alone', 'none: no FullAWSAccess at Root/Allow', 'service: Region ap-east-1 of Root/Full/shop', 'service: security contact of Root/Full/shop',
  ]);
});
