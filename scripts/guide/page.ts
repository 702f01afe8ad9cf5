import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const GUIDE = join(__dirname, '..', '..', 'docs', 'guide');

/** A fenced block of a page of the guide. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The number of the line on which its text begins. */
  readonly line: number;
  /** The heading of level two above it; empty before the first. */
  readonly section: string;
}

/** A command of a `console` block, with the lines that the page shows below it. */
export interface Command {
  readonly text: string;
  readonly output: readonly string[];
}

/** A command whose output is another one than the page shows. */
export interface Stale {
  readonly block: Pick<Block, 'line' | 'section'>;
  readonly command: string;
  readonly output: readonly string[];
}

export function readPage(name: string): string {
  return readFileSync(join(GUIDE, name), 'utf8');
}

export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let section = '';
  let open: { language: string; line: number; lines: string[]; indent: string } | undefined;
  page.split('\n').forEach((line, index) => {
    if (open === undefined) {
      if (line.startsWith('## ')) section = line.slice(3);
      const [, indent, language] = /^( *)```(\w*)$/.exec(line) ?? [];
      if (language !== undefined) open = { language, line: index + 2, lines: [], indent };
    } else if (line === `${open.indent}\`\`\``) {
      blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line, section });
      open = undefined;
    } else {
      open.lines.push(line.slice(open.indent.length));
    }
  });
  return blocks;
}

/** The commands of a `console` block: each line after `$ `, with those that continue it after a backslash. */
export function commandsOf({ text }: Block): Command[] {
  const commands: { text: string; output: string[] }[] = [];
  for (const line of text.replace(/ \\\n\s*/g, ' ').split('\n')) {
    if (line.startsWith('$ ')) commands.push({ text: line.slice(2).replace(/\s+# .*$/, ''), output: [] });
    else commands.at(-1)?.output.push(line);
  }
  return commands;
}

/** The names of the pages that show the output of a command: their code and commands are run. */
export function pagesWithOutput(): string[] {
  return readdirSync(GUIDE).filter((name) => name.endsWith('.md')).sort()
    .filter((name) => blocksOf(readPage(name)).some((block) => block.language === 'console' && commandsOf(block).some(({ output }) => output.length > 0)));
}

/** Times, durations and numbers of reads change with each improvement of the handlers: a page shows those of the run that wrote it. */
const VARYING = [/ *\b\d+:\d\d\.\d\b/g, /\b\d+ s\b/g, /^(?=API calls).*:|, \d+ reading$|(?<=^ {2}reading ).*/g];

/** Whether an output is what a page shows, where `…` stands for any text, and alone on a line for any number of lines. */
export function isShown(shown: readonly string[], output: readonly string[]): boolean {
  const pattern = shown.map((line) => (line.trim() === '…' ? '(?:.*\\n)*' : `${steady(line).split('…').map(escaped).join('.*')}\\n`)).join('');
  return new RegExp(`^${pattern}$`).test(output.map((line) => `${steady(line)}\n`).join(''));
}

function steady(line: string): string {
  return VARYING.reduce((text, pattern) => text.replace(pattern, ' N'), line).trimEnd();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The page with the outputs of a run in the place of those that it shows. */
export function withOutputs(page: string, stale: readonly Stale[]): string {
  const lines = page.split('\n');
  for (const { block, command, output } of [...stale].reverse()) {
    const blocks = blocksOf(lines.join('\n'));
    const { text, line } = blocks.find((each) => each.line === block.line)!;
    const own = text.split('\n');
    const indent = /^ */.exec(lines[line - 2])![0];
    let start = own.findIndex((each) => each.startsWith('$ ') && commandsOf({ text: fromCommand(own, each) } as Block)[0]?.text === command) + 1;
    while (own[start - 1].endsWith('\\')) start += 1;
    const next = own.findIndex((each, index) => index >= start && each.startsWith('$ '));
    const end = next === -1 ? own.length : next;
    lines.splice(line - 1 + start, end - start, ...output.map((each) => (each === '' ? '' : indent + each)));
  }
  return lines.join('\n');
}

function fromCommand(lines: readonly string[], first: string): string {
  return lines.slice(lines.indexOf(first)).join('\n');
}
