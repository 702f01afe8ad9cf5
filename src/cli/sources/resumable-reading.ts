import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { OrganizationsPort } from '../../organizations';
import { printable } from '../output/printable';

/** The option of commands that read a whole organization. */
export interface ResumeOption {
  /** A file that keeps what was read, until all of it is. */
  readonly resume?: string;
}

export const RESUME_OPTION = [
  '--resume <file>', 'keep what is read in this file, go on from there after an interruption, and remove it once all is read',
] as const;

const FORMAT = 'cdk-aws-organizations-reading-1';
const LONGEST_MS = 60 * 60 * 1_000;

/**
 * Answers to calls about single resources: their tags, and the documents and targets of policies. They are nearly all calls of a reading.
 * The tree and all lists are read again.
 */
const KEPT: ReadonlySet<string> = new Set<keyof OrganizationsPort>(['listTags', 'listTargetsForPolicy', 'describePolicy']);

/** The answers of an interrupted reading, as lines of JSON. */
export class ReadingJournal {
  private readonly answers = new Map<string, unknown>();

  /**
   * @param now milliseconds since 1970
   * @throws Error if the file is not such a one, is of another organization, or is older than an hour
   */
  constructor(private readonly file: string, organizationId: string, now: number) {
    if (existsSync(file)) this.read(organizationId, now);
    else writeFileSync(file, `${JSON.stringify({ format: FORMAT, organizationId, startedAt: new Date(now).toISOString() })}\n`, { mode: 0o600 });
  }

  get size(): number {
    return this.answers.size;
  }

  /** The kept answer to a call, or the one that is read now. */
  async answer<Answer>(call: string, read: () => Promise<Answer>): Promise<Answer> {
    if (this.answers.has(call)) return this.answers.get(call) as Answer;
    const found = await read();
    appendFileSync(this.file, `${JSON.stringify([call, found])}\n`);
    return found;
  }

  /** Removes the file. */
  complete(): void {
    rmSync(this.file, { force: true });
  }

  private text(): string {
    try {
      return readFileSync(this.file, 'utf8');
    } catch (error) {
      throw new Error(`The file for an interrupted reading cannot be read (given: --resume ${this.file}): ${(error as Error).message}. Give a new file.`);
    }
  }

  private read(organizationId: string, now: number): void {
    const [first, ...lines] = this.text().split('\n');
    const { format, organizationId: known, startedAt } = Object(parsed(first)) as Readonly<Record<string, string>>;
    if (format !== FORMAT) throw new Error(`This file keeps no reading (given: --resume ${this.file}). Give a new file.`);
    if (known !== organizationId) {
      throw new Error(`This file keeps a reading of the organization ${printable(known)}, and this is ${organizationId} (given: --resume ${this.file}). Give another file, or remove this one to read all again.`);
    }
    if (!(now - Date.parse(startedAt) <= LONGEST_MS)) {
      throw new Error(`The reading in this file began more than an hour ago (given: --resume ${this.file}, begun ${printable(startedAt)}). Give another file, or remove this one to read all again.`);
    }
    for (const line of lines) {
      // The interruption may have cut the last line off.
      const [call, answer] = Object(parsed(line) ?? []) as [string?, unknown?];
      if (call !== undefined) this.answers.set(call, answer);
    }
    if (lines.at(-1) !== '') appendFileSync(this.file, '\n');
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The port, which asks for a single resource only if the journal does not have it. */
export function resumablePort(port: OrganizationsPort, journal: ReadingJournal): OrganizationsPort {
  return new Proxy(port, {
    get(target, name: string) {
      const method = Reflect.get(target, name, target) as unknown;
      if (typeof method !== 'function') return method;
      const call = (...given: unknown[]) => method.apply(target, given) as unknown;
      if (!KEPT.has(name)) return call;
      const keyOf = (given: readonly unknown[]) => `${name} ${JSON.stringify(given)}`;
      return name.startsWith('list')
        ? (...given: unknown[]) => keptList(journal, keyOf(given), call(...given) as AsyncIterable<unknown>)
        : (...given: unknown[]) => journal.answer(keyOf(given), () => call(...given) as Promise<unknown>);
    },
  });
}

async function* keptList(journal: ReadingJournal, key: string, list: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  yield* await journal.answer(key, async () => {
    const items: unknown[] = [];
    for await (const item of list) items.push(item);
    return items;
  });
}
