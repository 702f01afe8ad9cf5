import { withLinks } from '../../../scripts/site/links';
import { withoutInterpolation } from '../../../scripts/site/vue';

const URL = 'https://example.com/owner/name';
const changed = (text: string) => withLinks(text, 'docs/guide/page.md', URL, (file, anchor) => `<${file}|${anchor}>`.replace(/[<>]/g, ''));

test('links are read from the folder of their page', () => {
  expect(changed('[a](other.md) [b](../x.md#part) ![c](../../p.png) [d](#here) [e](../rules/)')).toBe(
    '[a](docs/guide/other.md|undefined) [b](docs/x.md|part) ![c](p.png|undefined) [d](docs/guide/page.md|here) [e](docs/rules|undefined)',
  );
});

test('an address of the repository is a file of it, any other address stays', () => {
  expect(changed(`[a](${URL}/blob/main/docs/a.md#b) [c](${URL}/issues) [d](mailto:e@example.com)`)).toBe(
    `[a](docs/a.md|b) [c](${URL}/issues) [d](mailto:e@example.com)`,
  );
});

test('links of HTML and of definitions lead to the page as HTML, and code has no links', () => {
  expect(withLinks('<a class="x" href="../a.md#b">c</a> `[d](e.md)`\n\n[f]: g.md', 'docs/x/y.md', URL, (file, anchor) => (anchor ? `${file}#${anchor}` : file))).toBe(
    '<a class="x" href="docs/a.html#b">c</a> `[d](e.md)`\n\n[f]: docs/x/g.md',
  );
});

test('Vue does not evaluate braces of the text and of code', () => {
  const fenced = '```yaml\nif: ${{ always() }}\n```';
  expect(withoutInterpolation(`a {{b}} \`{{c}} < d\`\n\n${fenced}`)).toBe(`a <span v-pre>{{</span>b}} <code v-pre>{{c}} &lt; d</code>\n\n${fenced}`);
});
