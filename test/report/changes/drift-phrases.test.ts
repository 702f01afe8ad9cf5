import type { Change } from '../../../src/model';
import { changeText, markdownReview, reviewEntries, reviewHeadline, textReview } from '../../../src/report';
import { plainText } from '../../../src/report/wording/phrase';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { account, move, sampleChanges, unit } from '../sample-changes';
import { sampleReview } from '../sample-review';

const changes = sampleChanges();
const drifted = (of: readonly Change[]) => ({ ...sampleReview(of), obstacles: [], drift: true as const });
const [workloads, sandbox] = [unit('Root/Workloads'), unit('Root/Sandbox')];

test.each<[keyof typeof changes, string]>([
  ['accountMoved', 'Account shop was moved by hand from Workloads to Sandbox'],
  ['organizationalUnitRenamed', 'Organizational unit Playground was renamed by hand to Sandbox'],
  ['policyStatementsChanged', 'Service control policy baseline was edited by hand: statement NoRoot removed, statement NoLeaving changed'],
  ['detached', 'Service control policy baseline was detached by hand from account Workloads/shop'],
  ['fullAwsAccessDetached', 'FullAWSAccess was detached by hand from organizational unit Workloads, so that only what its other policies allow is allowed there'],
  ['tagChanged', 'Tag CostCenter of service control policy baseline was changed by hand from 42 to 43'],
  ['trustedAccessRemoved', 'Trusted access of ram.amazonaws.com was disabled by hand'],
  ['policyTypeRemoved', 'Tag policies were disabled by hand, which detached all of them'],
  ['accountStateChanged', 'Account shop is SUSPENDED, and was ACTIVE'],
])('drift of the kind %s says what somebody did', (kind, text) => {
  expect(changeText(changes[kind], true).headline).toBe(text);
});

test('many are told together', () => {
  const moves = ['a', 'b', 'c', 'd'].map((name) => move(name, workloads, sandbox));
  expect(reviewEntries(drifted(moves)).map(({ headline }) => plainText(headline))).toEqual(['4 accounts were moved by hand from Workloads to Sandbox']);
  const tags = ['a', 'b', 'c', 'd'].map((name) => ({ ...changes.tagRemoved, on: account(name, `Root/${name}`) }));
  expect(reviewEntries(drifted(tags)).map(({ headline }) => plainText(headline))).toEqual(['4 tags were removed by hand from 4 accounts: CostCenter']);
});

test('the headline says that nobody deployed it', () => {
  expect(reviewHeadline(drifted([]))).toBe('Nothing was changed outside the code');
  expect(reviewHeadline({ ...drifted([changes.accountMoved, changes.detached, changes.tagRemoved]), impact: [] }))
    .toBe('Changed outside the code: 1 account moved, 1 policy attachment removed, 1 tag removed');
});

test('the text and the comment name the deployment that restores the code, and what none restores', () => {
  const review = drifted([changes.accountMoved, changes.accountStateChanged]);
  const command = 'npx cdk deploy --all --context "cdk-aws-organizations:reconcile=$(date +%s)"';
  expect(textReview(review)).toContain([
    'A deployment of every resource restores what the code says (1 of 2 changes):', `  ${command}`, 'A deployment does not revert:',
    '  Account shop is SUSPENDED, and was ACTIVE. Ask AWS Support to reopen the account within 90 days, or take it out of the code.', '',
  ].join('\n'));
  expect(markdownReview(review)).toContain(`\`\`\`sh\n${command}\n\`\`\``);
  expect(markdownReview(review)).not.toContain('Rehearsal');
});

test('the review of a change of the code does not mention a repair', () => {
  expect(textReview(sampleReview([changes.accountMoved]))).not.toContain('reconcile');
});

test.each(HOSTILE_TEXTS)('%s in a name stays in its place', (_, hostile) => {
  const text = markdownReview(drifted(Object.values(sampleChanges(() => hostile))));
  // Blocks of code may show anything.
  expect(text.replace(/^```[^]*?^```$/gm, '').replace(/`.*`/g, '')).not.toContain('<script');
  expect(text.split('\n').filter((line) => /^#+ /.test(line)).every((line) => /^#{2,3} (Changed outside|Roles, policies|The organization)/.test(line))).toBe(true);
});
