import { organizationTree } from '../../src/cli/output/tree';
import { type Organization, OrganizationAccess, reviewOfDrift, withInvitedInRoot } from '../../src/model';
import { markdownReview, reviewJson, textReview } from '../../src/report';
import { invitation, invitedCode, invitedLive, SHOP_ID } from '../model/invited/invited-app';

const OTHER = invitation({ id: 'h-examplehandshake2', accountId: undefined, email: 'bank@elsewhere.example', status: 'EXPIRED' });

test('the tree has what is invited where it joins, and says how long invitations are open', () => {
  const tree = organizationTree(withInvitedInRoot(invitedLive({ invitations: [invitation(), OTHER] })));
  expect(tree).toContain(`├─ ${SHOP_ID} `);
  expect(tree).toMatch(/222233334444 .*INVITED/);
  expect(tree).toContain(`Invitations       ${SHOP_ID} INVITED since 2026-11-20, ends 2026-12-05, bank@elsewhere.example EXPIRED since 2026-11-20`);
  expect(organizationTree(invitedLive())).not.toContain('Invitations');
});

test('an account that has not joined has an answer as if it had', () => {
  const asked = (organization: Organization) => {
    const access = new OrganizationAccess(organization);
    return access.ask(access.find(SHOP_ID), { action: 'sqs:SendMessage' });
  };
  const inCode = asked(invitedCode());
  expect([inCode.decision, inCode.placed.account.state]).toEqual(['denied', 'INVITED']);
  const live = asked(withInvitedInRoot(invitedLive({ invitations: [invitation()] })));
  expect([live.decision, live.placed.account.state]).toEqual(['allowed', 'INVITED']);
});

test.each([
  ['INVITED', 'waiting for acceptance since 2026-11-20, ends 2026-12-05', '1 invited account waits for acceptance', false],
  ['DECLINED', 'the invitation of 2026-11-20 was declined. Ask the owner of the account, then deploy again', '1 invited account has declined its invitation', true],
  ['EXPIRED', 'expired on 2026-12-05. Deploy again', '1 invited account has an expired invitation', true],
  ['CANCELED', 'was canceled by hand. Deploy again', '1 invited account has a canceled invitation', true],
] as const)('a report of drift tells of an invitation that is %s', (status, sentence, headline, isToAct) => {
  const review = reviewOfDrift(invitedCode(), invitedLive({ invitations: [invitation({ status })] }));
  const written = { text: textReview(review), markdown: markdownReview(review).replaceAll('\\', '') };
  for (const text of Object.values(written)) {
    expect(text).toContain(`Nothing was changed outside the code; ${headline}`);
    expect(text).toContain(sentence);
    expect(text.includes('npx cdk deploy --all --context')).toBe(isToAct);
  }
  expect(reviewJson(review)).toMatchObject({
    headline: expect.stringContaining(headline) as string,
    invitations: [{
      account: SHOP_ID,
      status,
    }],
  });
});

test('a report of drift tells of an account that joined, and of one that nobody invited', () => {
  expect(textReview(reviewOfDrift(invitedCode(), invitedLive({ member: 'root' })))).toContain(`${SHOP_ID} (for Workloads): has joined and is in the root, since no deployment has placed it yet`);
  expect(textReview(reviewOfDrift(invitedCode(), invitedLive()))).toContain(`${SHOP_ID} (for Workloads): is not a member, and there is no invitation`);
});
