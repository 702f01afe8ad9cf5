import { type InCode, type Organization, type Review, reviewOfDeployment } from '../../../src/model';
import { account, attached, IN_CODE, live, organization, policy, unit } from '../organizations';
import { scp, s3 } from './support';

const adopt = (logicalId: string): InCode => ({ ...IN_CODE, address: `S.${logicalId}`, adopt: true });
const messages = (review: Review, kind: string) => review.obstacles.filter((each) => each.kind === kind).map(({ message }) => message);

const liveGuard = (content: unknown, more: object = {}) => live.organization({
  policies: [{ ...live.policy('guard', content), ...more }], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
});
const adoptedGuard = (content: unknown, more: object = {}) => organization({
  policies: [policy('guard', content, { code: adopt('guard'), ...more })], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
});
const DENY_S3 = { Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] };
const DENY_EC2 = { Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Deny', Action: 'ec2:*', Resource: '*' }] };

describe('a policy that is adopted', () => {
  test('with another content is an obstacle', () => {
    const review = reviewOfDeployment(liveGuard(DENY_S3), adoptedGuard(DENY_EC2));
    expect(messages(review, 'adoptedPolicyDiffers')).toEqual([
      'Policy guard cannot be taken over: the code gives it another content, and a rollback could not restore the present one (given: p-guard000). '
      + 'Write what it has now into the code for the deployment that takes it over, and change it in a later one.',
    ]);
  });

  test('with another description is an obstacle', () => {
    const review = reviewOfDeployment(liveGuard(DENY_S3, { description: 'Old' }), adoptedGuard(DENY_S3, { description: 'New' }));
    expect(messages(review, 'adoptedPolicyDiffers')[0]).toMatch(/gives it another description,/);
  });

  test('with the same content in another notation is not an obstacle', () => {
    const text = '{ "Statement": [ { "Resource": "*", "Action": "s3:DeleteBucket", "Effect": "Deny", "Sid": "A" } ], "Version": "2012-10-17" }';
    expect(reviewOfDeployment(liveGuard(text), adoptedGuard(DENY_S3)).obstacles).toEqual([]);
  });

  test('and belongs to the stack already may change', () => {
    const review = reviewOfDeployment(liveGuard(DENY_S3, { tags: { 'cdk-aws-organizations:owner': 'S/adopted' } }), adoptedGuard(DENY_EC2));
    expect(messages(review, 'adoptedPolicyDiffers')).toEqual([]);
  });
});

describe('an adoption that finds no resource is an obstacle', () => {
  const people = live.organization({ root: { accounts: [live.account('sandbox-alice', 1, { email: 'aws-sandbox-alice@example.com' })] } });

  test('for an account, with candidates of the same name or a similar address', () => {
    const code = organization({ root: { accounts: [account('sandbox-alice', { email: 'aws-sandbox-alise@example.com', code: adopt('alice') })] } });
    const review = reviewOfDeployment(people, code);
    expect(messages(review, 'adoptFindsNothing')).toEqual([
      'No account of the organization has this address, and adopt: true takes over only what exists (given: aws-sandbox-alise@example.com). '
      + 'Correct the address (similar: sandbox-alice, aws-sandbox-alice@example.com, 111122223301), or leave adopt out to create the account.',
    ]);
    expect(review.changes.map(({ kind, ...change }) => [kind, 'arrival' in change && change.arrival])).toEqual([['accountAdded', 'missing']]);
  });

  test('for an account without similar ones, without candidates', () => {
    const code = organization({ root: { accounts: [account('billing', { email: 'money@example.org', code: adopt('billing') })] } });
    expect(messages(reviewOfDeployment(people, code), 'adoptFindsNothing')[0]).toMatch(/\. Correct the address, or leave adopt out to create the account\.$/);
  });

  test('for an organizational unit with another spelling', () => {
    const there = live.organization({ root: { organizationalUnits: [live.unit('Sandbox', 1)] } });
    const code = organization({ root: { organizationalUnits: [unit('sandbox', { code: adopt('sandbox') })] } });
    expect(messages(reviewOfDeployment(there, code), 'adoptFindsNothing')).toEqual([
      'There is no organizational unit of this name in Root, and adopt: true takes over only what exists (given: sandbox). '
      + 'Correct the name or the parent (similar: Root/Sandbox, ou-root-aaaaaaa1), or leave adopt out to create the organizational unit.',
    ]);
  });

  test('for an organizational unit of this name below another parent, even with the same accounts', () => {
    const there = live.organization({
      root: {
        organizationalUnits: [live.unit('Workloads', 1, {
          organizationalUnits: [live.unit('Sandbox', 2, { accounts: [live.account('shop', 1)] })],
        })],
      },
    });
    const code = organization({
      root: {
        organizationalUnits: [
          unit('Sandbox', { code: adopt('Sandbox'), accounts: [account('shop', { code: adopt('shop') })] }),
        ],
      },
    });
    const review = reviewOfDeployment(there, code);
    expect(review.obstacles.map(({ kind }) => kind)).toStrictEqual(['adoptFindsNothing']);
    expect(review.obstacles[0].message).toContain('(similar: Root/Workloads/Sandbox, ou-root-aaaaaaa2)');
    expect(review.changes.map(({ kind }) => kind)).toEqual(['organizationalUnitAdded', 'accountMoved', 'takenOver']);
  });

  test('for a policy with the same content and another name', () => {
    const there = live.organization({ policies: [live.policy('guardrail', DENY_S3)], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] } });
    expect(messages(reviewOfDeployment(there, adoptedGuard(DENY_S3)), 'adoptFindsNothing')).toEqual([
      'There is no service control policy of this name, and adopt: true takes over only what exists (given: guard). '
      + 'Correct the name (similar: guardrail, p-guardrail), or leave adopt out to create the policy.',
    ]);
  });

  test('except for a resource of the former code that was deleted manually, which a deployment creates again', () => {
    const code = organization({ root: { organizationalUnits: [unit('Gone', { code: adopt('Gone') })] } });
    expect(reviewOfDeployment(live.organization(), code, code).obstacles).toEqual([]);
  });
});

describe('a resource that a deployment adopts', () => {
  test('is reported, since nothing else of it may change', () => {
    const there = live.organization({ root: { accounts: [live.account('shop', 1)], organizationalUnits: [live.unit('Sandbox', 1)] } });
    const code = organization({
      root: {
        accounts: [account('shop', { code: adopt('shop') })], organizationalUnits: [unit('Sandbox', { code: adopt('Sandbox') })],
      },
    });
    const { changes, risks, obstacles } = reviewOfDeployment(there, code);
    expect(changes.map((change) => [change.kind, 'on' in change && change.on.id])).toEqual([['takenOver', '111122223301'], ['takenOver', 'ou-root-aaaaaaa1']]);
    expect(risks.map(({ level }) => level)).toEqual(['neutral', 'neutral']);
    expect(obstacles).toEqual([]);
  });

  test('is not a policy of others with the same content and another name, without adopt', () => {
    const there = live.organization({ policies: [live.policy('theirs', DENY_S3)], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] } });
    const code = organization({ policies: [policy('ours', DENY_S3)], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] } });
    const review = reviewOfDeployment(there, code);
    expect(review.obstacles).toEqual([]);
    expect(review.changes.map(({ kind }) => kind)).toEqual(['policyAdded']);
  });
});

describe('an obstacle to a deployment that a snapshot shows', () => {
  const kinds = (there: Organization, code: Organization) => reviewOfDeployment(there, code).obstacles.map(({ kind }) => kind);
  const TYPES = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
  const guards = Array.from({ length: 10 }, (_, index) => live.policy(`theirs${index}`, DENY_S3));

  test('is a target that does not exist', () => {
    const code = organization({
      root: { organizationalUnits: [unit('ou-root-zzzzzzzz', { id: 'ou-root-zzzzzzzz', code: undefined, attachedPolicies: [attached(s3)] })] },
      policies: [s3],
      more: TYPES,
    });
    expect(kinds(live.organization({ more: TYPES }), code)).toStrictEqual(['doesNotExist']);
  });

  test('is a policy that does not exist', () => {
    const code = organization({
      root: {
        organizationalUnits: [unit('Prod', {
          attachedPolicies: [
            { id: 'p-zzzzzzzz', name: 'p-zzzzzzzz', type: 'SERVICE_CONTROL_POLICY', awsManaged: false },
          ],
        })],
      },
      more: TYPES,
    });
    expect(kinds(live.organization({ more: TYPES }), code)).toStrictEqual(['doesNotExist']);
  });

  test('is a policy type that is not enabled, where the code does not manage the organization', () => {
    const code = organization({ root: { id: 'r-root', code: undefined, attachedPolicies: [attached(s3)] }, policies: [s3], more: { id: '' } });
    expect(kinds(live.organization(), code)).toStrictEqual(['policyTypeNotEnabled']);
    expect(kinds(live.organization({ more: TYPES }), code)).toStrictEqual([]);
  });

  test('is a target with more policies than AWS attaches, including those of others', () => {
    const there = live.organization({ root: { organizationalUnits: [live.unit('Sandbox', 1, { attachedPolicies: guards.map(attached) })] }, policies: guards, more: TYPES });
    const code = organization({ root: { organizationalUnits: [unit('Sandbox', { code: adopt('Sandbox'), attachedPolicies: [attached(s3)] })] }, policies: [s3], more: TYPES });
    const review = reviewOfDeployment(there, code);
    expect(messages(review, 'quotaExceeded')).toEqual([
      'Root/Sandbox gets more service control policies than can be attached to one target, those of others included (given: 11 of at most 10). '
      + 'Detach some, or write several guardrails into one policy.',
    ]);
  });

  test('is an organizational unit that is nested too deeply', () => {
    const deep = (names: string[]): ReturnType<typeof live.unit>[] => (
      names.length === 0 ? [] : [live.unit(names[0], names.length, { organizationalUnits: deep(names.slice(1)) })]);
    const there = live.organization({ root: { organizationalUnits: deep(['A', 'B', 'C', 'D', 'E']) } });
    const bottom = { ...unit('ou-root-aaaaaaa1', { id: 'ou-root-aaaaaaa1', code: undefined }), organizationalUnits: [unit('F')] };
    expect(kinds(there, organization({ root: { organizationalUnits: [bottom] } }))).toStrictEqual(['quotaExceeded']);
  });

  test('is a resource with more tags than AWS accepts, including those of others and the owner tag', () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`theirs-${index}`, '']));
    const there = live.organization({ root: { accounts: [live.account('shop', 1, { tags })] } });
    expect(kinds(there, organization({ root: { accounts: [account('shop', { code: adopt('shop') })] } }))).toStrictEqual(['quotaExceeded']);
  });

  test('is not a problem of resources that the code no longer changes', () => {
    expect(kinds(live.organization({ more: TYPES, policies: [live.policy('guard', scp('guard').content)] }), organization({ more: TYPES }))).toStrictEqual([]);
  });
});
