import { organizationMermaid, organizationSvg } from '../../../src/report';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { account, move, sampleChanges, unit } from '../sample-changes';
import { sampleAccount, sampleOrganization, sampleUnit } from '../sample-organization';
import { sampleReview } from '../sample-review';

const attachedPolicies = [{ id: 'p-1', name: 'baseline', type: 'SERVICE_CONTROL_POLICY', awsManaged: false } as const];
const organization = sampleOrganization({
  accounts: [sampleAccount('audit', '111111111111')],
  organizationalUnits: [sampleUnit('Prod', { attachedPolicies }), sampleUnit('Sandbox', { accounts: [sampleAccount('shop', '222222222222')] })],
});
const { accountRemoved, attached } = sampleChanges();
const review = sampleReview([
  move('shop', unit('Root/Prod'), unit('Root/Sandbox')),
  { ...accountRemoved, account: account('333333333333', 'Root/Prod/old') },
  { ...attached, target: unit('Root/Prod') },
]);

test('the whole tree is a Mermaid flowchart, with what changes marked and what goes beside it', () => {
  expect(organizationMermaid(organization).split('\n')).toEqual([
    'flowchart LR', '  n0["Root"]', '  n0 --> n1("audit")', '  n0 --> n2["Prod"]', '  n0 --> n3["Sandbox"]', '  n3 --> n4("shop")',
  ]);
  expect(organizationMermaid(organization, review).split('\n').slice(0, 8)).toEqual([
    'flowchart LR',
    '  n0["Root"]',
    '  n0 --> n1("audit")',
    '  n0 --> n2["Prod #40;changes#41;"]:::changed',
    '  n2 --> n3("shop #40;moves away#41;"):::movedAway',
    '  n2 --> n4("old #40;goes#41;"):::removed',
    '  n0 --> n5["Sandbox"]',
    '  n5 --> n6("shop #40;moves here#41;"):::movedHere',
  ]);
});

function tall(units: number, accounts: number, text = ''): ReturnType<typeof sampleOrganization> {
  return sampleOrganization({
    organizationalUnits: Array.from({ length: units }, (_, index) => sampleUnit(`unit-${index}${text}`, {
      accounts: Array.from({ length: accounts }, (_none, number) => sampleAccount(`account-${index}-${number}${text}`)),
    })),
  });
}

test.each([['ordinary', ''], ['hostile', '"\u202e'.repeat(40)]])('a large organization with %s names is as small as GitHub draws it', (_what, text) => {
  const graph = organizationMermaid(tall(1_000, 10, text));
  expect(graph.length).toBeLessThanOrEqual(50_000);
  expect(graph.match(/-->/g)!.length).toBeLessThanOrEqual(400);
  expect(graph).toMatch(/[\d,]+ not drawn/);
});

test('in a drawing many accounts are a number, and the description counts all', () => {
  const svg = organizationSvg(tall(3, 40));
  expect(svg).toContain('<tspan class="name">40 accounts</tspan>');
  expect(svg).toContain('<title id="title">Organization o-1</title>\n<desc id="description">3 organizational units and 120 accounts.</desc>');
  expect(svg.match(/<text/g)).toHaveLength(7);
});

test('a drawing with a review says in words what changes, and shows IDs and policies', () => {
  const svg = organizationSvg(organization, review);
  expect(tspans(svg)).toEqual([
    ['Root'], ['audit', '111111111111'], ['Prod', 'changes', 'baseline'], ['shop', 'moves away'], ['old', 'goes'], ['Sandbox'],
    ['shop', 'moves here', '222222222222'],
  ]);
  expect(svg).toContain('2 organizational units and 2 accounts. 1 account is closed, 1 account moves, 1 policy attachment is added.');
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
});

test.each(HOSTILE_TEXTS)('%s is text in the drawing: %j', (_what, text) => {
  const drawing = (value: string) => organizationSvg(sampleOrganization({
    organizationalUnits: [sampleUnit(value, { id: value, accounts: [sampleAccount(value)] })],
  }));
  const drawn = (value: string) => elements(drawing(value)).filter((name) => name !== 'tspan');
  expect(drawn(text)).toEqual(drawn('x'));
});

function tspans(svg: string): string[][] {
  return [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)]
    .map(([, inside]) => [...inside.matchAll(/<tspan [^>]*>(.*?)<\/tspan>/g)].map(([, text]) => text));
}

/** The elements of an XML document in their order. Fails where it is not well formed. */
function elements(xml: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  const rest = xml.replace(/<(\/?)(\w+)((?: [\w-]+="[^"<&]*")*)(\/?)>/g, (_tag, end: string, name: string, _attributes, empty: string) => {
    if (end) expect(open.pop()).toBe(name);
    else if (!empty) open.push(name);
    if (!end) found.push(name);
    return '';
  });
  expect(open).toEqual([]);
  expect(rest.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<&]/);
  return found;
}
