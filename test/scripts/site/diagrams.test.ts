import { diagramsOf, withDiagrams } from '../../../scripts/site/diagrams';

const page = { path: 'guide/a.md', title: 'A', text: 'Before\n\n```mermaid\nflowchart LR\n  a --> b\n```\n\n```text\nmermaid\n```', isPart: false };

test('a diagram becomes a picture that links to its full size, and other blocks stay', () => {
  const [[file, text], ...others] = diagramsOf([page, page]);
  expect([text, others]).toEqual(['flowchart LR\n  a --> b', []]);
  expect(withDiagrams(page).text).toBe(
    `Before\n\n<a href="../${file}" target="_blank" title="Open in full size">![Diagram](/${file})</a>\n\n\`\`\`text\nmermaid\n\`\`\``,
  );
});
