import { type Colors, textReview } from '../../../src/report';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { move, sampleChanges, unit } from '../sample-changes';
import { sampleRehearsal } from '../sample-rehearsal';
import { type RiskyChange, sampleReview, wholeReview } from '../sample-review';

const changes = sampleChanges();

/** Shows which color is where. */
const marked: Colors = {
  bold: (text) => `*${text}*`,
  dim: (text) => text,
  red: (text) => `r(${text})`,
  green: (text) => `g(${text})`,
  yellow: (text) => `y(${text})`,
  cyan: (text) => `c(${text})`,
};

test('a review is a headline, its changes by danger, what accounts can do, and what will stop it', () => {
  const moves = ['a', 'b', 'c', 'd'].map((name) => move(name, unit('Root/Prod'), unit('Root/Sandbox')));
  const { impact, obstacles } = wholeReview();
  const all: RiskyChange[] = [...moves, [changes.accountRemoved, 'destroys', 'It cannot be opened again']];
  const review = sampleReview(all, { impact: [...impact], obstacles: [...obstacles] });
  expect(textReview(review, { rehearsal: sampleRehearsal() })).toBe(`1 account is closed, 4 accounts move; 1 obstacle stops the deployment
14 accounts can do more than before

destroys  Account shop is closed
          It cannot be opened again
harmless  4 accounts move from Prod to Sandbox
          Sandbox/a, Sandbox/b, Sandbox/c, Sandbox/d

14 accounts in Root/Workloads
  more is possible: was denied, is allowed  31 actions: s3:Delete*, s3:PutObject  (no longer NoDeleting of policy baseline at Root; now FullAWSAccess at Root)
  Tag policy in effect: tags.CostCenter: (none) → "42"

The rehearsal fails after 4 min 20 s of virtual time, with 2 writing calls.
  Account store cannot be closed today
  Warning: One account is outside the code

This deployment will stop, because of 1 obstacle:
  Account shop belongs to others
`);
});

test('tags that the code does not explain stand at the end', () => {
  const [{ message, ...tag }] = wholeReview().unexplainedTags!;
  expect(textReview(sampleReview([], { unexplainedTags: [{ ...tag, message: `${message}\u001b[2J` }] }), { colors: marked }))
    .toBe('*Nothing changes in the organization*\n\ny(*The code does not explain 1 tag of this library:*)\n  The tag key of Root/Prod says "p-12345678"\\u001b[2J\n');
});

test('the texts of policies are compared where that is asked for, in colors', () => {
  const review = sampleReview([[changes.policyStatementsChanged, 'loosens', 'NoRoot denied more']]);
  expect(textReview(review, { colors: marked, documents: true })).toBe(`*1 policy changes*

y(loosens  ) Service control policy *baseline*: statement *NoRoot* removed, statement *NoLeaving* changed
          NoRoot denied more

*Service control policy baseline: statement NoRoot removed, statement NoLeaving changed*
r(  - {)
r(  -   "Sid": "NoRoot",)
r(  -   "Effect": "Deny",)
r(  -   "Action": "s3:*",)
r(  -   "Resource": "*")
r(  - })
    {
      "Sid": "NoLeaving",
      "Effect": "Deny",
      "Action": "s3:*",
r(  -   "Resource": "*")
g(  +   "Resource": "arn:aws:s3:::a")
    }
`);
});

test('without a change there is one line', () => {
  expect(textReview(sampleReview([]))).toBe('Nothing changes in the organization\n');
});

test.each(HOSTILE_TEXTS)('%s in all texts adds no line and no control sequence: %j', (_what, text) => {
  const written = (value: string) => (
    textReview(wholeReview((each) => each + value), { rehearsal: sampleRehearsal((each) => each + value) }));
  expect(written(text).split('\n')).toHaveLength(written('x').split('\n').length);
  expect(written(text).replace(/\n/g, '')).toMatch(/^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u);
});

test('changes of roles and functions have a section of their own, and each role that is new is named', () => {
  const { privilegedResourceAdded: added, tagAdded } = changes;
  const roles = Array.from({ length: 30 }, (_, index): RiskyChange => (
    [{ ...added, resource: { ...added.resource, type: 'AWS::IAM::Role', logicalId: `Role${index}` } }, 'loosens', 'It decides who can do what']));
  const text = textReview(sampleReview([tagAdded, ...roles]));
  expect(text).toBe(`30 privileged resources change, 1 tag is added

Roles, policies and functions that can act for the organization
loosens   30 IAM roles of stack Org are new
          ${Array.from({ length: 30 }, (_, index) => `Role${index}`).join(', ')}
          It decides who can do what

The organization
harmless  Tag CostCenter of account Workloads/shop is set to 42
`);
  expect(textReview(sampleReview([tagAdded]))).not.toMatch(/The organization\n|Roles, policies/);
});
