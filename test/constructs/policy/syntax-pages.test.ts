import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { DOCUMENTED_PAGES } from './documented';

const FOLDER = join(__dirname, '..', '..', '..', 'src', 'constructs', 'policy');
const GUIDE = 'https://docs.aws.amazon.com/organizations/latest/userguide/';

/** Props of these are no part of the syntax of one type of management policies. */
const OTHERS = [
  'authorization-policy-props.ts', 'management-policy-props.ts', 'policy-set.ts', 'policy-target.ts', 'policy-target-options.ts',
  'policy-rollout-props.ts', 'denied-calls-alarm.ts',
];

const exported = [...readFileSync(join(FOLDER, 'index.ts'), 'utf8').matchAll(/'\.\/(.+)'/g)].map(([, name]) => join(`${name}.ts`));

/** Each property of a public interface with the text before it. */
const properties = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => exported.includes(file) && file.includes(sep) && !OTHERS.includes(basename(file))).flatMap((file) => {
  const source = readFileSync(join(FOLDER, file), 'utf8');
  const interfaces = [...source.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)];
  return interfaces.flatMap(([, name, body]) => [...body.matchAll(/ {2}\/\*\*([\s\S]*?)\*\/\n {2}readonly (\w+)/g)]
    .map(([, text, property]) => ({ place: `${name}.${property}`, text })));
});

test('the properties of all typed policies are found', () => {
  expect(properties.length).toBeGreaterThan(80);
});

test.each(properties)('the docstring of $place names a syntax page of the AWS Organizations User Guide', ({ text }) => {
  const [, address] = /@see (\S+)/.exec(text) ?? [];
  const pages = [...DOCUMENTED_PAGES.map(({ page }) => page), 'orgs_manage_policies_security_hub_cspm_syntax'];
  expect(pages.map((page) => `${GUIDE}${page}.html`)).toContain(address?.replace(/#.*/, ''));
});
