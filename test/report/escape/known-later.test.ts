import type { PolicyReference } from '../../../src/model';
import { accountsCsv, markdownReview, organizationMermaid, organizationSvg, textReview } from '../../../src/report';
import { documentDiff } from '../../../src/report/changes/document-diff';
import { knownLater } from '../../../src/report/escape';
import { account, organization, unit } from '../../model/organizations';
import { sampleReview } from '../sample-review';

test.each([
  ['an ID', '${Org.Prod12345678}', '(known after deployment)'],
  ['an attribute', 'arn:${Org.Organization.RootId}/x', 'arn:(known after deployment)/x'],
  ['a resource of a nested stack', '${Org/Tools.Prod}', '(known after deployment)'],
  ['the account of the stack', '${AWS::AccountId}', '(known after deployment)'],
  ['the stack itself', '${AWS::StackId/Org}', '(known after deployment)'],
  ['an import', '${Fn::ImportValue/Org:Ant}', '(known after deployment)'],
  ['a part of an ARN', '${Fn::Select/1/<Fn::Split/%002F/<Org.Role.Arn>>}', '(known after deployment)'],
  ['a literal that looks like an ID', '${!Org.Prod12345678}', '${!Org.Prod12345678}'],
  ['a literal that looks like an import', '${!!Fn::ImportValue/Org:Ant}', '${!!Fn::ImportValue/Org:Ant}'],
  ['a policy variable', '${aws:PrincipalTag/a.b}', '${aws:PrincipalTag/a.b}'],
  ['a literal sign', '${$}${*}${?}', '${$}${*}${?}'],
  ['another text', '$100 {x}', '$100 {x}'],
])('%s', (_, text, shown) => {
  expect(knownLater(text)).toBe(shown);
});

const guard: PolicyReference = { kind: 'policy', id: 'p-1', name: 'guard', type: 'SERVICE_CONTROL_POLICY' };
const statement = (id: string) => JSON.stringify({ Sid: 'A', Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': id } } }, null, 2);
const edited = (before: string, after: string) => ({
  kind: 'policyStatementsChanged' as const,
  policy: guard,
  before: '',
  after: '',
  statements: [{
    change: 'changed' as const,
    statement: 'A',
    effect: 'Deny',
    before: statement(before),
    after: statement(after),
    values: [{ path: ['Condition', 'StringEquals', 'aws:PrincipalOrgID'], removed: [before], added: [after] }],
  }],
});

test('no output of a review for people shows the symbol of a construct', () => {
  const review = sampleReview([edited('o-exampleorgid', '${Org.Organization}')]);
  for (const text of [textReview(review, { documents: true }), markdownReview(review)]) {
    expect(text).not.toContain('${Org');
    expect(text).toMatch(/known after deployment/);
  }
});

test('drawings and tables of an organization show none either', () => {
  const code = organization({ root: { organizationalUnits: [unit('${Org.Other}', { id: '${Org.Other}', code: undefined, accounts: [account('shop', { id: '${Org.Shop}' })] })] } });
  for (const text of [organizationMermaid(code), organizationSvg(code), accountsCsv(code)]) {
    expect(text).not.toContain('${Org');
    expect(text).toMatch(/known after deployment/);
  }
});

test('two constructs in the place of each other do not look the same', () => {
  const lines = documentDiff(edited('${Org.One}', '${Org.Two}'))!.filter(({ sign }) => sign === '+' || sign === '-').map(({ text }) => text.trim());
  expect(lines).toEqual(['"aws:PrincipalOrgID": "(known after deployment: Org.One)"', '"aws:PrincipalOrgID": "(known after deployment: Org.Two)"']);
});
