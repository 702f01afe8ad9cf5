import type { Mark } from './graph-node';

interface Palette {
  readonly ground: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly marks: Readonly<Record<Mark, string>>;
}

const LIGHT: Palette = {
  ground: '#ffffff',
  text: '#1f2328',
  faint: '#59636e',
  line: '#d1d9e0',
  marks: { added: '#1a7f37', removed: '#cf222e', movedHere: '#0969da', movedAway: '#0969da', changed: '#9a6700' },
};

const DARK: Palette = {
  ground: '#0d1117',
  text: '#f0f6fc',
  faint: '#9198a1',
  line: '#3d444d',
  marks: { added: '#3fb950', removed: '#f85149', movedHere: '#4493f8', movedAway: '#4493f8', changed: '#d29922' },
};

/** The colours follow what the reader's system asks for, dark or light, also where the drawing is an image. */
export const SVG_STYLE = [
  'text { font: 14px -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif }',
  '.root .name, .organizationalUnit .name { font-weight: 600 }',
  '.note, .mark { font-size: 12px; font-weight: 400 }',
  '.removed .name, .movedAway .name { text-decoration: line-through }',
  '.box { stroke-width: 1.5 }',
  colours(LIGHT),
  `@media (prefers-color-scheme: dark) { ${colours(DARK)} }`,
].join('\n');

function colours({ ground, text, faint, line, marks }: Palette): string {
  return [
    `.ground { fill: ${ground} }`,
    `text { fill: ${text} }`,
    `.note, .more .name { fill: ${faint} }`,
    `.line { fill: none; stroke: ${line} }`,
    `.box { fill: ${ground}; stroke: ${faint} }`,
    ...(Object.entries(marks).map(([mark, colour]) => `.${mark} .mark { fill: ${colour} } .${mark} .box { fill: ${colour}; stroke: ${colour} }`)),
  ].join(' ');
}
