import { Parser } from 'commonmark';
import * as fc from 'fast-check';
import type { Review } from '../../../src/model';
import { COMMENT_CHARACTERS, COMMENT_MARKER, markdownReview } from '../../../src/report';
import { isNight } from '../../proofs/support/proof-runs';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { account, move, policy, sampleChanges, unit } from '../sample-changes';
import { sampleRehearsal } from '../sample-rehearsal';
import { impactGroup, type RiskyChange, sampleReview, wholeReview } from '../sample-review';

const changes = sampleChanges();
const SEED = 20_261_124;

test('a small review fits on one screen and says what happens, to whom, how dangerous it is, and whether it was rehearsed', () => {
  const review = sampleReview([changes.tagAdded, [changes.accountRemoved, 'destroys', 'A closed account cannot be opened again']], { accounts: 12 });
  expect(markdownReview(review)).toBe(`<!-- cdk-aws-organizations:review -->

## 1 account is closed, 1 tag is added

- **Accounts**: none can do more or less than before (of 12 accounts)
- **Danger**: of 2 changes, 1 destroys, 1 harmless
- **Rehearsal**: none

- 🔴 **destroys**: Account \`shop\` is closed
  - A closed account cannot be opened again
- ⚪ **harmless**: Tag \`CostCenter\` of account \`Workloads/shop\` is set to \`42\`

<details><summary>Where in the organization</summary>

\`\`\`mermaid
flowchart LR
  n0["Root"]
  n0 --> n1["Workloads"]
  n1 --> n2("shop #40;goes#41;"):::removed
  classDef removed fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-dasharray:4 3
\`\`\`

</details>
`);
});

test('what happens to many services for the same reason is one row, and what is possible now stands first', () => {
  const [group] = wholeReview().impact;
  const [s3] = group.actions;
  const actions = [
    { ...s3, service: 'ec2', actions: ['ec2:*'], count: 700, direction: 'tightens', before: 'depends', after: 'depends', because: ['A', 'B'], insteadOf: ['A'] } as const,
    { ...s3, service: 'a4b', actions: ['a4b:*'], count: 1_000 },
    { ...s3, because: ['FullAWSAccess at Root', 'C'], insteadOf: ['NoDeleting of policy baseline at Root', 'C'] },
  ];
  const rows = markdownReview({ ...wholeReview(), impact: [{ ...group, actions }] }).split('\n').filter((line) => line.startsWith('| 14'));
  expect(rows.slice(0, 2)).toEqual([
    '| 14 accounts in Root/Workloads | more is possible: was denied, is allowed | 1,031 of 2 services: `a4b:*`, `s3:Delete*`, `s3:PutObject` | no longer `NoDeleting of policy baseline at Root`; now `FullAWSAccess at Root` |',
    '| 14 accounts in Root/Workloads | less is possible | 700: `ec2:*` | now `B` |',
  ]);
});

test('what accounts can do is a table, and what a policy says a difference', () => {
  const text = markdownReview({ ...wholeReview(), changes: [changes.policyStatementsChanged], risks: [] });
  expect(text).toContain(`| Accounts | What changes | Actions | Because |
|---|---|---|---|
| 14 accounts in Root/Workloads | more is possible: was denied, is allowed | 31: \`s3:Delete*\`, \`s3:PutObject\` | no longer \`NoDeleting of policy baseline at Root\`; now \`FullAWSAccess at Root\` |
| 14 accounts in Root/Workloads | Tag policy in effect | 1 setting: \`tags.CostCenter: (none) → "42"\` |  |
`);
  expect(text).toContain(`\`\`\`diff
- {
-   "Sid": "NoRoot",
-   "Effect": "Deny",
-   "Action": "s3:*",
-   "Resource": "*"
- }
  {
    "Sid": "NoLeaving",
    "Effect": "Deny",
    "Action": "s3:*",
-   "Resource": "*"
+   "Resource": "arn:aws:s3:::a"
  }
\`\`\``);
});

test('what will stop the deployment stands before the changes, and so does what failed in the rehearsal', () => {
  const text = markdownReview(wholeReview(), { rehearsal: sampleRehearsal() });
  expect(text).toContain(`- **Rehearsal**: **fails** after 4 min 20 s of virtual time, with 2 writing calls

> [!CAUTION]
> **This deployment will stop**, because of 1 obstacle:
> - Account shop belongs to others

> [!CAUTION]
> **The rehearsal fails**, because of 1 failure:
> - Account store cannot be closed today

> [!WARNING]
> **The code does not explain 1 tag of this library**:
> - The tag key of Root/Prod says "p\\-12345678"

### Roles, policies and functions that can act for the organization

- ⚪ **harmless**: IAM user \`Backdoor\` of stack \`Org\` is new
`);
  expect(text).toContain(`\`\`\`text
         3 s  MoveAccount  shop
  1 min 10 s  CloseAccount  store → ConstraintViolationException
\`\`\``);
});

test('changes of roles and functions have a section of their own, in which none is folded away', () => {
  const { privilegedResourceAdded: added, tagAdded } = sampleChanges();
  const kinds = Array.from({ length: 12 }, (_, index) => `AWS::IAM::Own${index}`);
  const text = markdownReview(sampleReview([tagAdded, ...kinds.map((type) => ({ ...added, resource: { ...added.resource, type, logicalId: 'Own' } }))]));
  const [section] = /### Roles, policies and functions that can act for the organization\n\n[^]*?(?=\n\n)\n\n### The organization\n/.exec(text)!;
  expect(section.match(/^- .* is new$/gm)).toHaveLength(12);
  expect(section).not.toContain('<details>');
  expect(markdownReview(sampleReview([tagAdded]))).not.toContain('###');
});

test('a review without a change says so', () => {
  expect(markdownReview(sampleReview([]))).toBe(`${COMMENT_MARKER}\n\n## Nothing changes in the organization\n\n- **Rehearsal**: none\n`);
});

test('of many dangerous changes eight are open, and the rest is folded with its number', () => {
  const moves = Array.from({ length: 20 }, (_, index): RiskyChange => (
    [move(`account-${index}`, unit(`Root/From-${index}`), unit('Root/To')), 'loosens', 'The target denies less']));
  const [open, rest] = markdownReview(sampleReview(moves)).split('<details><summary>12 further changes</summary>');
  expect(open.match(/🟠/g)).toHaveLength(8);
  expect(rest.match(/🟠/g)).toHaveLength(12);
});

test('what does not fit is left out step by step, first the texts of policies, and the comment says what and where it is', () => {
  const content = JSON.stringify({ Statement: Array.from({ length: 100 }, (_, index) => ({ Sid: `Statement${index}`, Effect: 'Deny' })) });
  const policies = Array.from({ length: 40 }, (_, index) => ({ ...changes.policyAdded, policy: policy(`policy-${index}`), content }));
  const text = markdownReview(sampleReview(policies));
  expect(text).toMatch(/Left out here for length: [\d,]+ policy lines\. The HTML page and the JSON of this review \(`--output`, or `html:` of the action\) hold all of it\.\n$/);
  for (const { policy: { name } } of policies) expect(text).toContain(`Service control policy \`${name}\` is created`);
});

/** Texts of the length that the service takes, and worse. */
const texts = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS.map(([, text]) => text.repeat(20))),
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({ minLength: 200, maxLength: 2_000 }),
);
const sizes = fc.constantFrom(0, 1, 5, 60, 500, 3_000);

const hugeReviews: fc.Arbitrary<Review> = fc.record({
  text: texts,
  each: sizes,
  moves: sizes,
  groups: sizes,
  obstacles: sizes,
  sameParents: fc.boolean(),
  documentLines: fc.constantFrom(1, 50, 3_000),
}).map(({ text, each, moves, groups, obstacles, sameParents, documentLines }) => {
  const samples = Object.values(sampleChanges((value) => `${value}${text}`));
  const long = { ...changes.policyAdded, content: `${text}\n`.repeat(documentLines) };
  const { actions } = wholeReview(() => text).impact[0];
  const risky = (change: RiskyChange, index: number): RiskyChange => (
    'kind' in change && index % 3 === 0 ? [change, (['destroys', 'loosens', 'tightens'] as const)[index % 9 / 3], text] : change);
  return sampleReview([
    ...Array.from({ length: each }, (_, index) => samples[index % samples.length]).map(risky),
    ...Array.from({ length: moves }, (_, index) => move(`${index}${text}`, unit(`Root/${sameParents ? '' : index}From`), unit('Root/To'))).map(risky),
    long,
  ], {
    impact: Array.from({ length: groups }, (_, index) => impactGroup({
      caption: `${index} ${text}`, accounts: [account(`${index}`, `Root/${text}`)], unknownPolicies: [text], actions,
    })),
    obstacles: Array.from({ length: obstacles }, () => ({ kind: 'taken', subject: text, message: text })),
    unexplainedTags: Array.from({ length: obstacles }, () => ({ kind: 'note', subject: text, key: text, value: text, message: text })),
  });
});

test('no review is too long for a comment', () => {
  let cut = 0;
  fc.assert(fc.property(hugeReviews, fc.boolean(), (review, rehearsed) => {
    const calls = Array.from({ length: review.changes.length }, () => sampleRehearsal((value) => value.repeat(30)).writingCalls).flat();
    const failures = review.obstacles.map(({ message }) => message);
    const rehearsal = { ...sampleRehearsal(), writingCalls: calls, failures, warnings: failures };
    const text = markdownReview(review, rehearsed ? { rehearsal } : {});
    expect(text.length).toBeLessThanOrEqual(COMMENT_CHARACTERS);
    expect(text.startsWith(COMMENT_MARKER)).toBe(true);
    if (text.includes('Left out here')) cut++;
  }), { seed: SEED, numRuns: isNight() ? 30 : 6 });
  expect(cut).toBeGreaterThan(isNight() ? 10 : 1);
});

/** The kinds of Markdown in a text, where the length and the place of texts of others do not count. */
function structure(markdown: string): string[] {
  const found: string[] = [];
  const walker = new Parser().parse(markdown).walker();
  for (let event = walker.next(); event; event = walker.next()) {
    const { type, literal } = event.node;
    const tag = /^html_/.test(type) ? (literal ?? '').replace(/<summary>.*<\/summary>/, '') : '';
    if (!/^<\/?span>$/.test(tag)) found.push(`${type} ${tag}`);
  }
  // Neighboring texts are one, however the parser cut them.
  return found.filter((each, index) => each !== 'text ' || found[index - 1] !== 'text ');
}

test.each(HOSTILE_TEXTS.filter(([, text]) => text.trim() !== ''))('%s in all texts leaves the structure of the comment as it is: %j', (_what, text) => {
  const harmless = markdownReview(wholeReview((value) => `${value}x`), { rehearsal: sampleRehearsal((value) => `${value}x`) });
  const hostile = markdownReview(wholeReview((value) => `${text}${value}`), { rehearsal: sampleRehearsal((value) => `${text}${value}`) });
  expect(structure(hostile)).toEqual(structure(harmless));
  expect(hostile.startsWith(`${COMMENT_MARKER}\n`)).toBe(true);
});
