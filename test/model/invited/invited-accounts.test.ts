import { invitation, invitedCode, invitedLive, SHOP_EMAIL, SHOP_ID } from './invited-app';
import { ownerTagValue } from '../../../src/contract';
import { differences, drift, reviewOf, reviewOfDeployment, reviewOfDrift } from '../../../src/model';

/** The tags of the invitation, and of a deployment that has found the account in the root. */
const JOINED = { 'cdk-aws-organizations:owner': 'S', 'team': 'shop' };
const OWNER = { ...JOINED, 'cdk-aws-organizations:owner': ownerTagValue({ owner: 'S', adopted: false, formerParentId: 'r-root' }) };
const ADMINISTERED = { delegatedAdministrators: [{ accountId: SHOP_ID, accountName: 'Shop Ltd', servicePrincipal: 'sso.amazonaws.com' }] };
const kinds = (changes: readonly { readonly kind: string }[]) => changes.map(({ kind }) => kind);

describe('code that invites an account', () => {
  test('has it in its place with its planned policies, in the state of an account that is not known to be a member', () => {
    const [, workloads] = invitedCode().root.organizationalUnits;
    expect(workloads.accounts).toMatchObject([{
      id: SHOP_ID,
      name: SHOP_ID,
      email: '',
      state: 'INVITED',
      tags: { team: 'shop' },
      code: { address: 'S.Shop', invited: { accountId: SHOP_ID } },
      attachedPolicies: [{ name: 'FullAWSAccess' }, { name: 'no-topics' }],
    }]);
  });

  test('knows from the physical ID of a deployed resource whether the account has joined', () => {
    const stateWith = (physicalId: string) => invitedCode({}, {
      physicalId: (_stack, logicalId) => (logicalId === 'Shop' ? physicalId : undefined), attribute: () => undefined,
    }).root.organizationalUnits[1].accounts.map(({ id, state }) => ({ id, state }));
    expect(stateWith(`invited/${SHOP_ID}`)).toEqual([{ id: `invited/${SHOP_ID}`, state: 'INVITED' }]);
    expect(stateWith(SHOP_ID)).toEqual([{ id: SHOP_ID, state: 'ACTIVE' }]);
  });

  test.each(['AccountId', 'Email', 'Notes'])('is refused if %s has another type', (name) => {
    expect(() => invitedCode({ shop: { AccountId: SHOP_ID, [name]: 5 } })).toThrow(`The property ${name} of Custom::OrganizationsInvitedAccount has to be a string`);
  });
});

describe('between two versions of the code', () => {
  const review = (base: Parameters<typeof invitedCode>[0], head: Parameters<typeof invitedCode>[0]) => reviewOf(invitedCode(base),
    invitedCode(head));

  test('an added invitation shows the place of the account, and its state once it has joined', () => {
    const { changes, risks, impact } = review({ shop: null }, {});
    expect(changes.find(({ kind }) => kind === 'accountAdded')).toMatchObject({
      arrival: 'invited', account: { id: SHOP_ID, invited: true }, parent: { path: 'Root/Workloads' }, tags: { team: 'shop' },
    });
    expect(kinds(changes)).not.toContain('attached');
    const added = kinds(changes).indexOf('accountAdded');
    expect(risks.filter(({ change }) => change === added)).toEqual([
      { change: added, level: 'loosens', reason: expect.stringContaining('these do not count: no-queues, no-topics') as string },
      { change: added, level: 'loosens', reason: expect.stringContaining('pays its bills') as string },
      { change: added, level: 'tightens', reason: expect.stringContaining('delegated administrator') as string },
      { change: added, level: 'tightens', reason: expect.stringContaining('Savings Plans') as string },
      { change: added, level: 'tightens', reason: expect.stringContaining('OrganizationAccountAccessRole') as string },
    ]);
    expect(impact.map(({ accounts, actions }) => ({ ids: accounts.map(({ id }) => id), goes: [...new Set(actions.map(({ direction, service }) => `${direction} ${service}`))].sort() })))
      .toEqual([{ ids: [SHOP_ID], goes: ['tightens sns', 'tightens sqs'] }]);
  });

  test('an invitation that is removed from the app is canceled, and a member follows its removal setting', () => {
    const removed = (shop: object, deletionPolicy?: string) => {
      const { changes, risks } = review({ shop: { AccountId: SHOP_ID, ...shop }, deletionPolicy }, { shop: null });
      const index = kinds(changes).indexOf('accountRemoved');
      return [changes[index], risks.find(({ change }) => change === index)?.level];
    };
    expect(removed({})).toMatchObject([{ outcome: 'invitationCanceled', ifJoined: 'stays' }, 'neutral']);
    expect(removed({ Removal: { Action: 'CloseAccount' } })).toMatchObject([{ outcome: 'invitationCanceled', ifJoined: 'closed' }, 'destroys']);
    expect(removed({ Removal: { Action: 'MoveAccount', ParentId: { Ref: 'Sandbox' } } }))
      .toMatchObject([{ outcome: 'invitationCanceled', ifJoined: 'moved', to: { path: 'Root/Sandbox' } }, 'loosens']);
    expect(removed({}, 'Retain')).toMatchObject([{ outcome: 'stays' }, 'neutral']);
  });

  test('an invited account moves, and its tags and policies change, like those of a member', () => {
    const moved = review({}, { parent: 'Sandbox', shop: { AccountId: SHOP_ID, Tags: [{ Key: 'team', Value: 'bank' }] } });
    expect(moved.changes).toMatchObject([
      { kind: 'accountMoved', account: { invited: true }, to: { path: 'Root/Sandbox' } },
      { kind: 'tagChanged', on: { id: SHOP_ID, invited: true }, key: 'team', after: 'bank' },
    ]);
  });

  test('an invitation by email address matches the same address in another case', () => {
    expect(review({ shop: { Email: 'Shop@Example.com' } }, { shop: { Email: 'shop@example.com' } }).changes).toEqual([]);
  });
});

describe('a deployment onto a live organization', () => {
  test('sends an invitation only where none is open', () => {
    expect(reviewOfDeployment(invitedLive(), invitedCode()).changes.filter(({ kind }) => kind === 'accountAdded')).toMatchObject([{ arrival: 'invited' }]);
    const again = reviewOfDeployment(invitedLive({ invitations: [invitation()] }), invitedCode(), invitedCode());
    expect(kinds(again.changes)).toEqual(['delegatedAdministratorRegistered']);
    expect(again.invitations).toEqual([{
      account: SHOP_ID, parent: 'Root/Workloads', status: 'INVITED', requestedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2026-12-05T08:00:00.000Z',
    }]);
  });

  test('sends one again that was declined', () => {
    const { changes } = reviewOfDeployment(invitedLive({ invitations: [invitation({ status: 'DECLINED' })] }), invitedCode(), invitedCode());
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'accountAdded', arrival: 'invited' }));
  });

  test('cancels an open invitation that is removed from the app, and does not touch those of others', () => {
    const others = invitation({ id: 'h-examplehandshake2', accountId: '333344445555' });
    const { changes } = reviewOfDeployment(invitedLive({ invitations: [invitation(), others] }), invitedCode({ shop: null }),
      invitedCode());
    expect(changes.filter(({ kind }) => kind === 'accountRemoved')).toMatchObject([{ account: { id: `invited/${SHOP_ID}` }, outcome: 'invitationCanceled' }]);
    expect(changes.filter(({ kind }) => kind === 'accountRemoved')).not.toMatchObject([{ ifJoined: expect.anything() as string }]);
  });

  test('deletes a unit that only an invited account needs', () => {
    const [former, code] = [invitedCode({ deletionPolicy: 'Retain' }), invitedCode({ shop: null, withoutWorkloads: true })];
    const { changes } = reviewOfDeployment(invitedLive({ invitations: [invitation()] }), code, former);
    expect(changes.filter(({ kind }) => /Removed$/.test(kind))).toMatchObject([
      { kind: 'organizationalUnitRemoved', outcome: 'deleted' }, { kind: 'accountRemoved', outcome: 'stays' },
    ]);
  });

  test('moves the unit that is the place of an invited account', () => {
    const { changes } = reviewOfDeployment(invitedLive({ invitations: [invitation()] }), invitedCode({ parent: 'Sandbox' }), invitedCode());
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'accountMoved', to: expect.objectContaining({ path: 'Root/Sandbox' }) as object }));
  });

  test('places an account that has joined, and does not rename it', () => {
    const reviewed = (memberTags?: object) => {
      const { changes, obstacles } = reviewOfDeployment(invitedLive({ member: 'root', memberTags: { ...memberTags } }), invitedCode(), invitedCode());
      expect(obstacles.filter(({ kind }) => kind !== 'noTrustedAccess')).toEqual([]);
      return kinds(changes);
    };
    expect(reviewed(JOINED)).toEqual(['accountMoved', 'attached', 'delegatedAdministratorRegistered']);
    // A person has invited it.
    expect(reviewed()).toEqual(['accountMoved', 'takenOver', 'attached', 'tagAdded', 'delegatedAdministratorRegistered']);
  });

  test('closes a member that is removed from the app, unless no deployment has found it', () => {
    const former = invitedCode({ shop: { AccountId: SHOP_ID, Removal: { Action: 'CloseAccount' } } });
    const outcomes = (memberTags: Readonly<Record<string, string>>, member: 'root' | 'Workloads') => (
      reviewOfDeployment(invitedLive({ member, memberTags }), invitedCode({ shop: null }), former).changes
        .flatMap((change) => (change.kind === 'accountRemoved' ? [change.outcome] : [])));
    expect(outcomes(OWNER, 'Workloads')).toEqual(['closed']);
    expect(outcomes(JOINED, 'root')).toEqual([]);
  });
});

describe('drift', () => {
  const driftOf = (of: Parameters<typeof invitedLive>[0], more: object = {}) => reviewOfDrift(invitedCode(), {
    ...invitedLive(of),
    ...more,
  });

  test('does not contain resources that wait for an account that has not joined', () => {
    expect(driftOf({ invitations: [invitation()] })).toMatchObject({ changes: [], invitations: [{ status: 'INVITED' }] });
    expect(reviewOfDrift(invitedCode(), invitedLive({ invitations: [invitation()] }), { outside: true }).changes).toEqual([]);
  });

  test.each(['DECLINED', 'EXPIRED', 'CANCELED'] as const)('notes an invitation that is %s', (status) => {
    expect(driftOf({ invitations: [invitation({ status })] })).toMatchObject({ changes: [], invitations: [{ status }] });
  });

  test('notes an account without an invitation', () => {
    const others = invitation({ accountId: '333344445555' });
    expect(driftOf({ invitations: [others] })).toMatchObject({ changes: [], invitations: [{ account: SHOP_ID, status: 'MISSING' }] });
  });

  test('notes an account that has joined and that no deployment has placed, and does not report a manual move', () => {
    expect(driftOf({ member: 'root' })).toMatchObject({ changes: [], invitations: [{ status: 'ACCEPTED', path: 'Root/Shop Ltd', parent: 'Root/Workloads' }] });
    expect(kinds(reviewOfDrift(invitedCode(), invitedLive({ member: 'root' }), { outside: true }).changes)).toEqual([]);
    expect(driftOf({ member: 'root', memberTags: JOINED })).toMatchObject({ changes: [], invitations: [{ status: 'ACCEPTED' }] });
  });

  test('contains manual moves, detachments and tags of a member that was placed', () => {
    const placed = driftOf({ member: 'Workloads', memberTags: OWNER, attached: ['no-topics'] }, ADMINISTERED);
    expect(placed).toEqual(expect.not.objectContaining({ invitations: expect.anything() as object }));
    expect(placed.changes).toEqual([]);
    expect(kinds(driftOf({ member: 'root', memberTags: { ...OWNER, team: 'bank' } }, ADMINISTERED).changes)).toEqual(['accountMoved', 'detached', 'tagChanged']);
  });

  test('finds a member by its ID if its resource does not know that it joined', () => {
    const code = invitedCode({}, {
      physicalId: (_stack, logicalId) => (logicalId === 'Shop' ? `invited/${SHOP_ID}` : undefined), attribute: () => undefined,
    });
    expect(reviewOfDrift(code, invitedLive({ member: 'root' }))).toMatchObject({ changes: [], invitations: [{ status: 'ACCEPTED' }] });
  });

  test('finds an account by the address that invited it', () => {
    const code = invitedCode({ shop: { Email: SHOP_EMAIL.toUpperCase() } });
    const byAddress = invitation({ accountId: undefined, email: SHOP_EMAIL });
    expect(reviewOfDrift(code, invitedLive({ invitations: [byAddress] }))).toMatchObject({ changes: [], invitations: [{ status: 'INVITED' }] });
    expect(reviewOfDrift(code, invitedLive({ member: 'root' }))).toMatchObject({ changes: [], invitations: [{ status: 'ACCEPTED' }] });
    expect(drift(code, { ...invitedLive({ member: 'Workloads', memberTags: OWNER, attached: ['no-topics'] }), ...ADMINISTERED })).toEqual([]);
  });
});

describe('the tree after a deployment', () => {
  const DEPLOYED: Readonly<Record<string, string>> = {
    Organization: 'o-example1234',
    Workloads: 'ou-root-aaaaaaa1',
    Sandbox: 'ou-root-aaaaaaa2',
    NoQueues: 'p-no-queues',
    NoTopics: 'p-no-topics',
    OnWorkloads: 'ou-root-aaaaaaa1',
  };
  const deployedAs = (shop: string) => invitedCode({}, {
    physicalId: (_stack, logicalId) => ({ ...DEPLOYED, Shop: shop, OnShop: shop } as Record<string, string>)[logicalId],
    attribute: (_stack, _logicalId, name) => ({ RootId: 'r-root', ManagementAccountId: '999988887777' } as Record<string, string>)[name],
  });

  test('equals the code while the account is invited, and once it has joined and is in its place', () => {
    expect(differences(deployedAs(`invited/${SHOP_ID}`), invitedLive({ invitations: [invitation()] }))).toEqual([]);
    expect(differences(deployedAs(`invited/${SHOP_ID}`), invitedLive({ member: 'root' }))).toEqual([]);
    expect(differences(deployedAs(SHOP_ID), { ...invitedLive({ member: 'Workloads', memberTags: OWNER, attached: ['no-topics'] }), ...ADMINISTERED })).toEqual([]);
  });

  test('differs if an account was not invited, or has joined and is not in its place', () => {
    expect(differences(deployedAs(`invited/${SHOP_ID}`), invitedLive())).toEqual([`There is no invitation of ${SHOP_ID}`]);
    expect(differences(deployedAs(SHOP_ID), { ...invitedLive({ member: 'root', memberTags: OWNER, attached: ['no-topics'] }), ...ADMINISTERED }))
      .toEqual([`The path of ${SHOP_ID} is Root/Shop Ltd, not Root/Workloads/Shop Ltd`]);
  });
});
