import { split } from '../../../scripts/site/split';

const LONG = 'x '.repeat(30_000);

test('a page of usual size stays one page', () => {
  expect(split('# A\n\n## B\n\n### C')).toEqual({ intro: '# A\n\n## B\n\n### C', sections: [] });
});

test('a large page becomes a page for each section, with higher headings', () => {
  expect(split(`# A\n\n[b](#b)\n## B\n${LONG}\n### C\n## D (new)\n${LONG}`)).toEqual({
    intro: '# A\n\n[b](#b)',
    sections: [{ title: 'B', text: `# B\n${LONG}\n## C` }, { title: 'D (new)', text: `# D (new)\n${LONG}` }],
  });
});

test('a reference whose kinds are too large becomes a page for each type', () => {
  const type = (name: string) => `### ${name} <a name="${name}" id="cdk-aws-organizations.${name}"></a>\n${LONG}\n#### Methods`;
  const { intro, sections } = split(`# API\n### Area\n## Classes\n${type('A')}\n${type('B')}\n## Enums\n${type('C')}`);
  expect(intro).toBe('# API\n### Area\n## Classes');
  expect(sections.map(({ title, text }) => [title, text.replace(LONG, '').split('\n').filter((line) => line !== '')])).toEqual(['A', 'B', 'C'].map((name) => {
    return [name, [`# ${name} <a name="${name}" id="cdk-aws-organizations.${name}"></a>`, '## Methods']];
  }));
});
