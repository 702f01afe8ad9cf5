import { createHash } from 'node:crypto';
import { organization, unit } from './page/sample-organization';
import { htmlPage } from '../../src/report/html-page';

const ASSETS = { script: 'start();', style: 'body { margin: 0 }' };
const HOSTILE = '</script><script>alert(1)</script><!-- ]]> & \u2028 "\'';

function page(title: string, unitName: string): string {
  return htmlPage({ title, origin: '', organization: organization([unit(unitName)]) }, ASSETS);
}

test('only the script of the page may run, and nothing may be loaded', () => {
  const hash = createHash('sha256').update(ASSETS.script).digest('base64');
  expect(page('Page', 'Prod')).toContain(`content="default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
});

test('a name with markup adds no element', () => {
  const elements = (html: string) => html.match(/<\/?[a-z!][^\s>]*/gi)!;
  expect(elements(page(HOSTILE, HOSTILE))).toEqual(elements(page('Page', 'Prod')));
});

test('the data comes out as it went in', () => {
  const [, data] = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page('Page', HOSTILE))!;
  expect(JSON.parse(data).organization.root.organizationalUnits[0].name).toBe(HOSTILE);
});

test('what roles and functions are is not in the page, but only what changes about them', () => {
  const code = { owners: ['Org'], guardedActions: [], withoutFullAwsAccess: [], privileged: { resources: [], serviceTokens: { 'Org.Secret': 'arn' }, providerFunctions: [], handlerChain: {} } };
  const html = htmlPage({ title: '', origin: '', organization: { ...organization([]), code } }, ASSETS);
  expect(html).toContain('"owners":["Org"]');
  expect(html).not.toContain('Org.Secret');
});
