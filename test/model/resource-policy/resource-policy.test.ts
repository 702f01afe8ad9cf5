import type { Template } from '../../../src/assembly';
import { organizationTree } from '../../../src/cli/output/tree';
import { apply, diff, drift, type Organization, type ResourcePolicy, reviewOf, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { htmlPage, markdownReview, reviewJson, textReview } from '../../../src/report';
import { account, IN_CODE, live, organization, owned, symbol, unit } from '../organizations';
import { synthesized } from '../synthesized';

const MANAGER = '999988887777';
const SECURITY = '111122223301';

interface Written {
  readonly principal?: string;
  readonly place?: string;
  readonly actions?: string[];
  readonly types?: string[];
  readonly effect?: string;
}

/** A delegation as returned by the service. */
const statement = ({
  principal = SECURITY, place = 'ou/o-example1234/ou-root-aaaaaaa1', actions = ['organizations:AttachPolicy', 'organizations:DetachPolicy'],
  types = ['TAG_POLICY'], effect = 'Allow',
}: Written = {}) => ({
  Effect: effect,
  Principal: { AWS: `arn:aws:iam::${principal}:root` },
  Action: actions,
  Resource: `arn:aws:organizations::${MANAGER}:${place}`,
  Condition: { StringEquals: { 'organizations:PolicyType': types } },
});
const content = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
/** The same in code: with symbols of constructs, and with values that the template leaves to CloudFormation. */
const inCode = (text: string) => text.replaceAll(SECURITY, symbol('security')).replaceAll(MANAGER, '${AWS::AccountId}')
  .replaceAll('o-example1234', symbol('Organization')).replaceAll('ou-root-aaaaaaa1', symbol('Workloads')).replaceAll('arn:aws:', 'arn:${AWS::Partition}:');

const code = (policy?: Partial<ResourcePolicy>): Organization => organization({
  root: { accounts: [account('security')], organizationalUnits: [unit('Workloads')] },
  more: policy === undefined ? {} : {
    resourcePolicy: { id: symbol('Delegation'), content: inCode(content(statement())), tags: {}, code: { ...IN_CODE, address: 'S.Delegation' }, ...policy },
  },
});
const found = (policy?: Partial<ResourcePolicy>): Organization => live.organization({
  root: { accounts: [live.account('security', 1, { tags: owned })], organizationalUnits: [live.unit('Workloads', 1, { tags: owned })] },
  more: policy === undefined ? {} : { resourcePolicy: { id: 'rp-example1', content: content(statement()), tags: owned, ...policy } },
});
const kinds = (changes: readonly { readonly kind: string }[]) => changes.map(({ kind }) => kind);
const wider = content(statement({ types: ['TAG_POLICY', 'BACKUP_POLICY'] }));

describe('drift of the resource policy', () => {
  test('is empty if the service matches the code, or if the resource policy belongs to others', () => {
    expect(drift(code({}), found({}))).toEqual([]);
    expect(drift(code(), found({ tags: {} }))).toEqual([]);
  });

  test('contains an edit, a removal and another tag, which a deployment reverts', () => {
    const edited = reviewOfDrift(code({}), found({ content: wider }));
    expect(kinds(edited.changes)).toEqual(['resourcePolicyChanged']);
    expect(textReview(edited)).toContain('The resource policy of the organization was edited by hand: statement Statement[0] changed');
    const gone = reviewOfDrift(code({}), found());
    expect(textReview(gone)).toContain('The resource policy of the organization was deleted by hand');
    const tagged = reviewOfDrift(code({ tags: { team: 'security' } }), found({ tags: { ...owned, team: 'platform' } }));
    expect(textReview(tagged)).toContain('Tag team of the resource policy was changed by hand from security to platform');
    for (const review of [edited, gone, tagged]) expect(markdownReview(review)).toContain('npx cdk deploy --all --context');
  });

  test('contains a missing owner tag, and a resource policy that the code no longer has', () => {
    expect(drift(code({}), found({ tags: {} }))).toMatchObject([{ kind: 'tagRemoved', on: { kind: 'resourcePolicy', id: 'rp-example1' } }]);
    const left = reviewOfDrift(code(), found({}));
    expect(kinds(left.changes)).toEqual(['resourcePolicyChanged']);
    expect(markdownReview(left).replaceAll('\\', '')).toContain('add it with adopt: true and the same statements, or delete it');
  });
});

describe('a deployment', () => {
  test('creates, changes and deletes the resource policy, and does not touch that of others', () => {
    expect(reviewOfDeployment(found(), code({})).changes).toMatchObject([{ kind: 'resourcePolicyChanged', tags: {} }]);
    expect(reviewOfDeployment(found({}), code({})).changes).toEqual([]);
    expect(reviewOfDeployment(found({}), code({ content: inCode(wider) })).changes).toMatchObject([{ kind: 'resourcePolicyChanged', id: 'rp-example1', after: wider }]);
    const [removed] = reviewOfDeployment(found({}), code(), code({})).changes;
    expect(removed).toMatchObject({ kind: 'resourcePolicyChanged', before: content(statement()) });
    expect(removed).not.toHaveProperty('after');
    expect(reviewOfDeployment(found({ tags: {} }), code()).changes).toEqual([]);
    expect(reviewOfDeployment(found({}), code(), code({ code: { ...IN_CODE, address: 'S.Delegation', retained: true } })).changes).toEqual([]);
  });

  test('stops at the resource policy of others, and adopts it only with its present statements', () => {
    const adopting = { ...IN_CODE, address: 'S.Delegation', adopt: true };
    const obstacles = (at: Organization, of: Organization) => reviewOfDeployment(at, of).obstacles.map(({ kind, subject }) => `${kind}: ${subject}`);
    expect(obstacles(found({ tags: {} }), code({}))).toEqual(['taken: resource policy']);
    expect(obstacles(found({}), code({}))).toEqual([]);
    expect(obstacles(found({ tags: {} }), code({ code: adopting }))).toEqual([]);
    expect(obstacles(found({ tags: {} }), code({ code: adopting, content: inCode(wider) }))).toEqual(['adoptedPolicyDiffers: resource policy']);
    expect(obstacles(found(), code({ code: adopting }))).toEqual(['adoptFindsNothing: resource policy']);
    expect(textReview(reviewOfDeployment(found({ tags: {} }), code({ code: adopting })))).toContain('The resource policy is taken over by the stack S');
  });

  test('stops in the same way for code that was read from an assembly', () => {
    const withDelegation = (properties: object): Organization => {
      const template: Template = {
        Resources: {
          Organization: { Type: 'Custom::OrganizationsOrganization', Properties: { FeatureSet: 'ALL' } },
          Delegation: { Type: 'Custom::OrganizationsResourcePolicy', Properties: { Content: content(statement()), ...properties } },
        },
      };
      return synthesized(template);
    };
    const kindsOf = (at: Organization, of: Organization) => reviewOfDeployment(at, of).obstacles.map(({ kind, subject }) => `${kind}: ${subject}`)
      .filter((each) => each.endsWith('resource policy'));
    expect(kindsOf(found({ tags: {} }), withDelegation({}))).toEqual(['taken: resource policy']);
    expect(kindsOf(found({}), withDelegation({}))).toEqual([]);
    expect(kindsOf(found({ tags: {} }), withDelegation({ Adopt: 'true' }))).toEqual([]);
    expect(kindsOf(found(), withDelegation({ Adopt: 'true' }))).toEqual(['adoptFindsNothing: resource policy']);
  });

  test('reports accounts of the resource policy that are not in the organization', () => {
    const { obstacles } = reviewOfDeployment(found({}), code({ content: inCode(content(statement(), statement({ principal: '555566667777' }))) }));
    expect(obstacles.map(({ message }) => message)).toEqual([
      'The resource policy names an account that the organization does not have (given: 555566667777). Correct the account ID, or take the account out of the statement.',
    ]);
  });

  test('is applied as the comparison shows', () => {
    for (const [before, after] of [[found(), found({})], [found({}), found({ content: wider, tags: { ...owned, team: 'x' } })], [found({}), found()]]) {
      expect(diff(apply(diff(before, after), before), after)).toEqual([]);
    }
  });

  test('of code that retains the resource policy leaves it in the service', () => {
    const retained = code({ code: { ...IN_CODE, retained: true } });
    expect(textReview(reviewOf(retained, code()))).toContain('The resource policy of the organization is removed from the app and stays');
  });
});

describe('the risk of a delegation', () => {
  const having = (text: string | undefined) => found(text === undefined ? undefined : { content: text });
  const risks = (before: string | undefined, after: string | undefined) => (
    reviewOf(having(before), having(after)).risks
      .map(({ level, reason }) => `${level}: ${reason}`));
  const atRoot = statement({ place: 'root/o-example1234/r-root', types: ['SERVICE_CONTROL_POLICY'] });

  test('names the accounts that gain rights, their rights and the targets', () => {
    expect(risks(undefined, content(statement()))).toEqual([
      `loosens: Account Root/security (${SECURITY}) may attach and detach tag policies on Root/Workloads (ou-root-aaaaaaa1).`,
    ]);
    expect(risks(undefined, content(statement({ actions: ['organizations:CreatePolicy', 'organizations:List*'], place: '*' })))).toEqual([
      `loosens: Account Root/security (${SECURITY}) may create tag policies; read the organization.`,
    ]);
  });

  test('is high if it reaches the root', () => {
    const [high] = risks(undefined, content(atRoot));
    expect(high).toBe(`destroys: Account Root/security (${SECURITY}) may attach and detach service control policies on Root (r-root). This reaches the root, and with it every account below.`);
    expect(risks(undefined, content(statement({ place: '*' })))[0]).toMatch(/^destroys: .* on every target\./);
  });

  test('is the loss of rights if statements are removed or narrowed, and none if others allow the same', () => {
    expect(risks(content(statement()), undefined)).toEqual([expect.stringMatching(/^tightens:/)]);
    expect(risks(wider, content(statement()))).toEqual([expect.stringMatching(/^tightens:/)]);
    expect(risks(content(statement()), wider)).toEqual([expect.stringMatching(/^loosens: .*backup policies and tag policies/)]);
    expect(risks(content(statement({ principal: '*' })), content(statement({ principal: '*' }), statement()))).toEqual([expect.stringMatching(/^neutral:/)]);
  });

  test('is reversed for statements that deny', () => {
    const denied = statement({ effect: 'Deny' });
    expect(risks(content(statement()), content(statement(), denied))).toEqual([expect.stringMatching(/^tightens:/)]);
    expect(risks(content(statement(), denied), content(statement()))).toEqual([expect.stringMatching(/is no longer denied to attach and detach tag policies/)]);
  });
});

describe('reports', () => {
  const who = `account Root/security (${SECURITY})`;
  const may = 'attach and detach tag policies on Root/Workloads (ou-root-aaaaaaa1)';

  test('list the delegations of the resource policy after a change', () => {
    const review = reviewOf(found(), found({ content: content(statement(), statement({ principal: '*', effect: 'Deny', place: 'root/*' })) }));
    expect(textReview(review)).toContain([
      'What the resource policy delegates:', `  ${who} may ${may}`, '  every account that meets the conditions may not attach and detach tag policies on the root',
    ].join('\n'));
    const markdown = markdownReview(review).replaceAll('\\', '');
    expect(markdown).toContain('What the resource policy delegates');
    expect(markdown).toMatch(/Root\/security \(111122223301\).* may .*attach and detach tag policies on Root\/Workloads/);
    expect(reviewJson(review).delegations).toHaveLength(2);
    expect(reviewJson(reviewOf(found({}), found({}))).delegations).toBeUndefined();
  });

  test('list the resource policy in the tree and on the page', () => {
    expect(organizationTree(found({}))).toContain(`Delegation        ${who} may ${may}`);
    expect(organizationTree(found())).not.toContain('Delegation ');
    const page = htmlPage({ title: 'Organization', origin: 'a test', organization: found({}) }, { script: '', style: '' });
    expect(page).toContain(JSON.stringify({ effect: 'Allow', who, what: may }));
  });
});
