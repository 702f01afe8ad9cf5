import { REASONS } from './reasons';

/** Which reasons the page asked for: those that nobody gave, and those that no cell needs. */
export class ReasonLookup {
  readonly missing: string[] = [];
  private readonly used = new Set<string>();

  constructor(private readonly reasons: Readonly<Record<string, string>> = REASONS) {}

  /** The reason under the first key that has one. */
  of(...keys: string[]): string {
    const key = keys.find((each) => Object.hasOwn(this.reasons, each));
    if (key !== undefined) {
      this.used.add(key);
      return this.reasons[key];
    }
    this.missing.push(keys[0]);
    return `**no reason given** for \`${keys[0]}\``;
  }

  get unused(): string[] {
    return Object.keys(this.reasons).filter((key) => !this.used.has(key));
  }
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

/** A link from a page in docs/ to a file of the project, under the file's name without its ending. */
export function fileLink(path: string): string {
  return `[${path.split('/').at(-1)!.replace(/(\.test)?\.ts$/, '')}](../${path})`;
}

/** At most `most` of them, and how many more there are. */
export function listed(items: readonly string[], most = 3): string {
  const more = items.length > most ? ` and ${items.length - most} more` : '';
  return `${items.slice(0, most).join(', ')}${more}`;
}

export function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
