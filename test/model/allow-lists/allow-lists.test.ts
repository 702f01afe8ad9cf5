import { allowListsOf, type AttachedPolicy, type Organization, type OrganizationalUnit, type Policy, type Review, reviewOf, reviewOfDeployment } from '../../../src/model';
import { htmlPage, markdownReview, reviewJson, textReview } from '../../../src/report';
import { account, attached, FULL_ACCESS, live, organization, owned, policy, unit } from '../organizations';

const VITAL = ['cloudformation:*', 'iam:*', 'organizations:*', 'sts:*', 'support:*'];
const VITAL_TEXT = 'cloudformation, iam, organizations, sts, support';
const statement = (Effect: 'Allow' | 'Deny', ...Action: string[]) => ({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] });
const list = (name: string, ...actions: string[]) => policy(name, statement('Allow', ...actions));
const vital = list('vital', ...VITAL);
const files = list('files', ...VITAL, 's3:*');
const queues = list('queues', ...VITAL, 'sqs:Get*');
const noFiles = policy('no-files', statement('Deny', 's3:*'));
const POLICIES = [vital, files, queues, noFiles];
const scps = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };

const of = (organizationalUnits: OrganizationalUnit[], more: Partial<Organization> = {}, policies: Policy[] = POLICIES) => organization({
  root: { attachedPolicies: [FULL_ACCESS], organizationalUnits }, policies, more: { ...scps, ...more },
});
const place = (name: string, policies: readonly (Policy | AttachedPolicy)[], below: Partial<OrganizationalUnit> = {}) => unit(name, {
  attachedPolicies: policies.map((each) => ('awsManaged' in each ? each : attached(each))), ...below,
});
const shop = (...policies: Policy[]) => account('shop', { attachedPolicies: policies.length === 0 ? [FULL_ACCESS] : policies.map(attached) });

describe('the allow list of an organization', () => {
  /** `Root/A, Root/B: s3, sts`, and the missing services and unknown policies. */
  const lists = (value: Organization) => allowListsOf(value).map(({ targets, allowed, missing, unknownPolicies }) => [
    `${targets.map(({ path }) => path).join(', ')}: ${allowed}`, ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []), ...unknownPolicies,
  ].join('; '));

  test.each<[string, Organization, string[]]>([
    ['is none where FullAWSAccess is attached', of([place('Dev', [FULL_ACCESS, noFiles])]), []],
    ['is none where the policy type does not count', of([place('Dev', [files])], { policyTypes: [] }), []],
    ['contains the services that the policies of the target allow', of([place('Dev', [files])]), [`Root/Dev: ${VITAL_TEXT.replace('organizations,', 'organizations, s3,')}`]],
    ['omits services that levels above deny', of([place('Dev', [FULL_ACCESS, noFiles], { organizationalUnits: [place('Web', [files])] })]), [`Root/Dev/Web: ${VITAL_TEXT}`]],
    ['omits services that lists above do not allow', of([place('Dev', [vital], { accounts: [shop(files)] })]), [`Root/Dev, Root/Dev/shop: ${VITAL_TEXT}`]],
    ['names services that most accounts need', of([place('Dev', [list('one', 's3:*', 'sts:*', 'iam:*')])], {}, [list('one', 's3:*', 'sts:*', 'iam:*')]),
      ['Root/Dev: iam, s3, sts; missing cloudformation, organizations, support']],
    ['is empty where only denials are attached', of([place('Dev', [noFiles])]), ['Root/Dev: nothing']],
    ['is unknown where the text of a policy is unknown', of([place('Dev', [{ ...attached(files), id: 'p-imported1', name: 'imported' }])]),
      ['Root/Dev: undefined; imported']],
    ['is one entry for targets with the same list', of([place('Dev', [files]), place('Prod', [queues]), place('Test', [files])]),
      [`Root/Dev, Root/Test: ${VITAL_TEXT.replace('organizations,', 'organizations, s3,')}`, `Root/Prod: ${VITAL_TEXT}, and some actions of sqs`]],
    ['omits the management account, to which service control policies do not apply',
      of([place('Dev', [FULL_ACCESS], { accounts: [shop(files)] })], { managementAccountId: account('shop').id }), []],
  ])('%s', (_, value, expected) => {
    expect(lists(value)).toEqual(expected);
  });

  test('is on the page of a report', () => {
    const page = htmlPage({ title: '', origin: '', organization: of([place('Dev', [vital])]) }, { script: '', style: '' });
    expect(page).toContain(JSON.stringify({ allowed: VITAL_TEXT, missing: [], unknownPolicies: [], targets: allowListsOf(of([place('Dev', [vital])]))[0].targets }));
  });
});

describe('a review of allow lists', () => {
  /** `Root/Dev: before -> after`, and the services that were removed and added. */
  const changes = ({ allowLists = [] }: Review) => allowLists.map(({ target, before, after, noLonger, newly }) => [
    `${target.path}: ${before === undefined ? 'new' : before.allowed} -> ${after.allowed}`,
    ...(noLonger.length > 0 ? [`- ${noLonger.length > 2 ? noLonger.length : noLonger.join()}`] : []), ...(newly.length > 0 ? [`+ ${newly.length > 2 ? newly.length : newly.join()}`] : []),
  ].join(' '));
  const both = VITAL_TEXT.replace('organizations,', 'organizations, s3,');

  test.each<[string, Organization, Organization, string[]]>([
    ['omits a list that does not change', of([place('Dev', [files])]), of([place('Dev', [files]), place('New', [FULL_ACCESS])]), []],
    ['omits other changes at a target with a list', of([place('Dev', [files])]), of([place('Dev', [files], { tags: { stage: 'dev' } })]), []],
    ['omits a different list that allows the same', of([place('Dev', [files])]), of([place('Dev', [vital, list('more', 's3:*')])], {}, [...POLICIES, list('more', 's3:*')]), []],
    ['names services that a list no longer allows', of([place('Dev', [files])]), of([place('Dev', [vital])]), [`Root/Dev: ${both} -> ${VITAL_TEXT} - s3`]],
    ['names services that a list allows now', of([place('Dev', [vital])]), of([place('Dev', [queues])]), [`Root/Dev: ${VITAL_TEXT} -> ${VITAL_TEXT}, and some actions of sqs + sqs`]],
    ['names a target that gets one', of([]), of([place('Dev', [vital])]), [`Root/Dev: new -> ${VITAL_TEXT}`]],
    ['names each target below a list that changes, if it has one itself',
      of([place('Dev', [files], { organizationalUnits: [place('Web', [files], { accounts: [shop()] })] })]),
      of([place('Dev', [vital], { organizationalUnits: [place('Web', [files], { accounts: [shop()] })] })]),
      [`Root/Dev: ${both} -> ${VITAL_TEXT} - s3`, `Root/Dev/Web: ${both} -> ${VITAL_TEXT} - s3`]],
    ['omits a target that is removed', of([place('Dev', [vital])]), of([]), []],
  ])('%s', (_, base, head, expected) => {
    expect(changes(reviewOf(base, head))).toEqual(expected);
  });

  test('names a target whose FullAWSAccess is detached, and one that gets it back', () => {
    const [open, limited] = [of([place('Dev', [FULL_ACCESS, vital])]), of([place('Dev', [vital])])];
    expect(changes(reviewOf(open, limited))).toEqual([expect.stringMatching(/^Root\/Dev: all services -> cloudformation, iam, organizations, sts, support - \d{3}$/)]);
    expect(changes(reviewOf(limited, open))).toEqual([expect.stringMatching(/^Root\/Dev: cloudformation, iam, organizations, sts, support -> all services \+ \d{3}$/)]);
  });

  test('names a target whose list is removed from the app with the policy type, where AWS then has FullAWSAccess again', () => {
    expect(changes(reviewOf(of([place('Dev', [vital])]), of([place('Dev', [])], { policyTypes: [] })))).toEqual([
      expect.stringMatching(/^Root\/Dev: .* -> all services \+ \d{3}$/),
    ]);
  });

  test('includes lists that others attached above in a live organization', () => {
    const inside = (...policies: Policy[]) => live.organization({
      root: {
        attachedPolicies: [FULL_ACCESS],
        organizationalUnits: [live.unit('Dev', 1, { tags: owned, attachedPolicies: policies.map(attached) })],
      },
      policies: [live.policy('vital', JSON.parse(vital.content), owned), live.policy('files', JSON.parse(files.content), owned)],
      more: scps,
    });
    const [code, former] = [vital, files].map((each) => of([place('Dev', [each])], { code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess: ['${S.Dev}'] } }, [vital, files]));
    expect(changes(reviewOfDeployment(inside(live.policy('files', JSON.parse(files.content), owned)), code, former))).toEqual([`Root/Dev: ${both} -> ${VITAL_TEXT} - s3`]);
  });

  test('is omitted where the actions of accounts are not judged', () => {
    const review = reviewOf(of([place('Dev', [files])]), of([place('Dev', [vital])]), { actions: [] });
    expect([review.actionsNotJudged, review.allowLists]).toEqual([true, undefined]);
  });

  test('is in Markdown, text and JSON', () => {
    const review = reviewOf(of([place('Dev', [files])]), of([place('Dev', [list('one', 'sts:*', 's3:*')])], {}, [...POLICIES, list('one', 'sts:*', 's3:*')]));
    const words = 'allows at most s3, sts (before: cloudformation, iam, organizations, s3, sts, support); no longer cloudformation, iam, organizations, support; '
      + 'not allowed, though most accounts need them: cloudformation, iam, organizations, support';
    expect(markdownReview(review)).toContain(`<details><summary>Allow-lists: 1 target</summary>\n\n- \`Dev\` ${words}\n\n</details>`);
    expect(textReview(review)).toContain(`Allow-lists:\n  Dev ${words}\n`);
    expect(reviewJson(review).allowLists).toMatchObject([{ target: { path: 'Root/Dev' }, noLonger: ['cloudformation', 'iam', 'organizations', 'support'], newly: [] }]);
  });
});
