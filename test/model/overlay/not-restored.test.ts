import { type Organization, reviewOfDrift } from '../../../src/model';
import { textReview } from '../../../src/report';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, unit } from '../organizations';

const DENY = { Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Deny', Action: 's3:*', Resource: '*' }] };
const SCP = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
const [guard, spare] = [policy('guard', DENY), policy('spare', DENY)];
const [GUARD, SPARE] = [live.policy('guard', DENY, owned), live.policy('spare', DENY, owned)];
const THEIRS = live.policy('theirs', DENY);
const ADOPTED = { 'cdk-aws-organizations:owner': 'S/adopted' };

const code = organization({
  root: {
    attachedPolicies: [FULL_ACCESS],
    organizationalUnits: [
      unit('Prod', { attachedPolicies: [FULL_ACCESS, attached(guard)], tags: { team: 'a' }, accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })] }),
      unit('Dev', { attachedPolicies: [FULL_ACCESS] }),
    ],
  },
  policies: [guard, spare],
  more: { ...SCP, trustedServices: ['ram.amazonaws.com', 'sso.amazonaws.com'] },
});

interface Found {
  readonly prod?: object;
  readonly shop?: object;
  readonly more?: Partial<Organization>;
  readonly policies?: Organization['policies'];
  readonly units?: Organization['root']['organizationalUnits'];
}

function found({ prod = {}, shop = {}, more = {}, policies = [], units = [] }: Found = {}): Organization {
  return live.organization({
    root: {
      attachedPolicies: [FULL_ACCESS],
      organizationalUnits: [
        live.unit('Prod', 1, {
          attachedPolicies: [FULL_ACCESS, attached(GUARD)],
          tags: { ...owned, team: 'a' },
          accounts: [live.account('shop', 1, { tags: owned, attachedPolicies: [FULL_ACCESS], ...shop })],
          ...prod,
        }),
        live.unit('Dev', 2, { tags: owned, attachedPolicies: [FULL_ACCESS] }),
        ...units,
      ],
    },
    policies: [GUARD, SPARE, ...policies],
    more: { ...SCP, trustedServices: ['ram.amazonaws.com', 'sso.amazonaws.com'], ...more },
  });
}

/** The lines of drift with --outside about the deployment, without the command. */
function promise(there: Organization): string[] {
  const text = textReview(reviewOfDrift(code, there, { outside: true, actions: [] }));
  return text.split('\n').filter((line) => /^A deployment|^ {2}\S.*(\. It|\. The|\. Restore)/.test(line));
}

test.each<[string, Organization, string[]]>([
  ['an attachment of a policy of others', found({ policies: [THEIRS], prod: { attachedPolicies: [FULL_ACCESS, attached(GUARD), attached(THEIRS)] } }), [
    'A deployment does not revert:',
    '  Service control policy theirs has appeared. It is not in the code: add it with adopt: true, or leave it outside the code.',
    '  Service control policy theirs was attached by hand to organizational unit Prod. The code did not make it: attach it in the code as well, detach it, or leave it to its owner.',
  ]],
  ['an attachment of a policy of the code', found({ prod: { attachedPolicies: [FULL_ACCESS, attached(GUARD), attached(SPARE)] } }), [
    'A deployment of every resource restores what the code says (1 of 1 change):',
  ]],
  ['two detachments of the code', found({ prod: { attachedPolicies: [FULL_ACCESS], tags: { ...owned, team: 'b' } } }), [
    'A deployment of every resource restores what the code says (2 of 2 changes):',
  ]],
  ['an account of others, without the advice to delete it', found({ prod: { accounts: [live.account('shop', 1, { tags: owned, attachedPolicies: [FULL_ACCESS] }), live.account('other', 2)] } }), [
    'A deployment does not revert:',
    '  Account other (other@example.com) has appeared in Prod. It is not in the code: add it with adopt: true, or leave it outside the code.',
  ]],
  ['a unit of others and a tag of others', found({ units: [live.unit('Theirs', 3)], prod: { tags: { ...owned, team: 'a', note: 'x' } } }), [
    'A deployment does not revert:',
    '  Organizational unit Theirs has appeared in the root. It is not in the code: add it with adopt: true, or leave it outside the code.',
    '  Tag note of organizational unit Prod was set by hand to x. It is not in the code: add it, or remove it.',
  ]],
  ['FullAWSAccess where only policies of the code are left', found({ prod: { attachedPolicies: [attached(GUARD)] } }), [
    'A deployment of every resource restores what the code says (1 of 1 change):',
  ]],
])('drift promises a deployment for what it restores only: %s', (_, there, expected) => {
  expect(promise(there)).toEqual(expected);
});

test('where FullAWSAccess was replaced by a policy of others, no deployment is promised', () => {
  const there = found({ policies: [THEIRS], prod: { attachedPolicies: [attached(GUARD), attached(THEIRS)] } });
  const review = reviewOfDrift(code, there, { outside: true, actions: [] });
  expect((review.notRestored ?? []).map((index) => review.changes[index].kind).sort()).toEqual(['attached', 'fullAwsAccessDetached', 'policyAdded']);
});

test('the lost owner tag of two adopted resources is named, and a deployment restores it', () => {
  const adopt = { ...IN_CODE, adopt: true };
  const adopting = organization({ root: { accounts: [account('shop', { code: adopt })], organizationalUnits: [unit('Prod', { code: { ...adopt, address: 'S.Prod' } })] } });
  const there = (tags: object) => live.organization({ root: { accounts: [live.account('shop', 1, { tags: { ...tags } })], organizationalUnits: [live.unit('Prod', 1, { tags: { ...tags } })] } });
  expect(reviewOfDrift(adopting, there(ADOPTED)).changes).toEqual([]);
  const review = reviewOfDrift(adopting, there({}));
  expect(review.changes.map((change) => [change.kind, 'key' in change ? change.key : '', 'before' in change ? change.before : ''])).toEqual([
    ['tagRemoved', 'cdk-aws-organizations:owner', 'S/adopted'], ['tagRemoved', 'cdk-aws-organizations:owner', 'S/adopted'],
  ]);
  expect(textReview(review)).toContain('A deployment of every resource restores what the code says (2 of 2 changes):');
  expect(review.risks.map(({ reason }) => reason)).toEqual(Array(2).fill('Until a deployment takes it over again, the stack does not own it.'));
});
