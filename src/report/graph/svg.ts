import { clipped, markup, visible } from '../escape';
import { type GraphNode, markWords, type Mark } from './graph-node';

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

/** The colors follow what the reader's system asks for, dark or light, also where the drawing is an image. */
const SVG_STYLE = [
  'text { font: 14px -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif }',
  '.root .name, .organizationalUnit .name { font-weight: 600 }',
  '.note, .mark { font-size: 12px; font-weight: 400 }',
  '.removed .name, .movedAway .name { text-decoration: line-through }',
  '.box { stroke-width: 1.5 }',
  colors(LIGHT),
  `@media (prefers-color-scheme: dark) { ${colors(DARK)} }`,
].join('\n');

function colors({ ground, text, faint, line, marks }: Palette): string {
  return [
    `.ground { fill: ${ground} }`,
    `text { fill: ${text} }`,
    `.note, .more .name { fill: ${faint} }`,
    `.line { fill: none; stroke: ${line} }`,
    `.box { fill: ${ground}; stroke: ${faint} }`,
    ...(Object.entries(marks).map(([mark, color]) => `.${mark} .mark { fill: ${color} } .${mark} .box { fill: ${color}; stroke: ${color} }`)),
  ].join(' ');
}

const ROW = 26;
const INDENT = 26;
const MARGIN = 16;
const BOX = 12;
const LABEL_CHARACTERS = 60;
const NOTE_CHARACTERS = 50;
/** More than a character of the typeface is wide on average: what is drawn may end early, and is never cut. */
const CHARACTER = 8.5;

/**
 * The tree as an SVG drawing that needs nothing from elsewhere, an indented line for each box.
 * @param title what it is, for the reader who cannot see it.
 */
export function svgGraph(root: GraphNode, title: string, description: string): string {
  const rows = svgRows(root);
  const width = Math.ceil(Math.max(...rows.map(widthOf)) + 2 * MARGIN);
  const height = rows.length * ROW + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${markup(title)}</title>`,
    `<desc id="description">${markup(description)}</desc>`,
    `<style>\n${SVG_STYLE}\n</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...rows.flatMap((row, index) => (row.parent === undefined ? [] : [connector(row, row.parent, index)])),
    ...rows.map(drawn),
    '</svg>',
    '',
  ].join('\n');
}

function connector({ depth }: SvgRow, parent: number, index: number): string {
  const x = left(depth - 1) + BOX / 2;
  return `<path class="line" d="M${x} ${middle(parent) + BOX / 2}V${middle(index)}H${left(depth)}"/>`;
}

function drawn({ node, depth }: SvgRow, index: number): string {
  const { kind, mark } = node;
  const { label, words, note } = textsOf(node);
  const round = kind === 'account' || kind === 'more' ? BOX / 2 : 2;
  return [
    `<g class="${[kind, ...(mark ? [mark] : [])].join(' ')}">`,
    `<rect class="box" x="${left(depth)}" y="${middle(index) - BOX / 2}" width="${BOX}" height="${BOX}" rx="${round}"/>`,
    `<text x="${left(depth) + BOX + 8}" y="${middle(index) + 5}"><tspan class="name">${markup(label)}</tspan>`,
    ...(words ? [`<tspan class="mark" dx="8">${words}</tspan>`] : []),
    ...(note ? [`<tspan class="note" dx="8">${markup(note)}</tspan>`] : []),
    '</text></g>',
  ].join('');
}

function textsOf(node: GraphNode): { readonly label: string; readonly words: string; readonly note: string } {
  return { label: clipped(visible(node.label), LABEL_CHARACTERS), words: markWords(node), note: clipped(visible(node.note ?? ''), NOTE_CHARACTERS) };
}

function widthOf({ node, depth }: SvgRow): number {
  const { label, words, note } = textsOf(node);
  return depth * INDENT + BOX + 32 + [...`${label}${words}${note}`].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1) * CHARACTER, 0);
}

function left(depth: number): number {
  return MARGIN + depth * INDENT;
}

function middle(index: number): number {
  return MARGIN + index * ROW + ROW / 2;
}

/** A box of the tree and where it is drawn: each has a line of its own, and what is in it stands below it, further to the right. */
interface SvgRow {
  readonly node: GraphNode;
  readonly depth: number;
  /** Line of the parent; absent for the root. */
  readonly parent?: number;
}

/** The tree from top to bottom. */
function svgRows(root: GraphNode): SvgRow[] {
  const rows: SvgRow[] = [];
  const add = (node: GraphNode, depth: number, parent?: number): void => {
    const at = rows.push({ node, depth, ...(parent === undefined ? {} : { parent }) }) - 1;
    node.children.forEach((child) => add(child, depth + 1, at));
  };
  add(root, 0);
  return rows;
}
