import type { Reason } from './judge';
import type { Organization, Parent, Tags } from '../model';

/** An account, an OU or the root, by the names from below the root down to it. */
export interface Selectable {
  readonly path: readonly string[];
  readonly tags: Tags;
}

interface Pattern {
  readonly text: string;
  readonly matches: (target: Selectable) => boolean;
}

const TAG = 'tag:';
const ANY_DEPTH = '**';

/** Which accounts and OUs an app contains: those that an `include` names, or all without one, and none that an `exclude` names. */
export class Selection {
  private readonly include: readonly Pattern[];
  private readonly exclude: readonly Pattern[];

  /** @throws Error if a pattern is empty or has an empty name */
  constructor({ include = [], exclude = [] }: { readonly include?: readonly string[]; readonly exclude?: readonly string[] } = {}) {
    this.include = include.map((text) => patternOf('--include', text));
    this.exclude = exclude.map((text) => patternOf('--exclude', text));
  }

  get patterns(): { readonly include: readonly string[]; readonly exclude: readonly string[] } {
    const texts = (patterns: readonly Pattern[]) => patterns.map(({ text }) => text);
    return { include: texts(this.include), exclude: texts(this.exclude) };
  }

  /** Whether all is selected that the patterns do not name. */
  get isOpen(): boolean {
    return this.include.length === 0;
  }

  reasonOf(target: Selectable): Reason {
    const excluding = this.exclude.find(({ matches }) => matches(target));
    if (excluding !== undefined) return `--exclude ${excluding.text} names it`;
    if (this.isOpen || this.include.some(({ matches }) => matches(target))) return undefined;
    return `it is not among --include ${this.include.map(({ text }) => text).join(' --include ')}`;
  }

  /** @throws Error if a pattern names nothing of an organization, or if nothing is selected */
  assertFits(organization: Organization): void {
    const all = selectables(organization.root, []);
    for (const [option, patterns] of [['--include', this.include], ['--exclude', this.exclude]] as const) {
      const idle = patterns.find(({ matches }) => !all.some(matches));
      if (idle === undefined) continue;
      throw new Error(`No account and no organizational unit matches ${option} (given: ${idle.text}). `
        + 'Write names from below the root down, such as Workloads/Prod/**, or a tag, such as tag:team=payments.');
    }
    if (all.some((target) => this.reasonOf(target) === undefined)) return;
    const patterns = [...this.include.map(({ text }) => `--include ${text}`), ...this.exclude.map(({ text }) => `--exclude ${text}`)].join(' ');
    throw new Error(`No account and no organizational unit is left (given: ${patterns}). Exclude less.`);
  }

  /** The IDs of policies that a selected target has, and, without `include`, of those that are attached nowhere. */
  policiesOf({ root, policies }: Organization): Set<string> {
    const [used, unused] = [new Set<string>(), new Set<string>()];
    const visit = (parent: Parent, path: readonly string[]) => {
      const here = [{ target: parent, path }, ...parent.accounts.map((account) => ({ target: account, path: [...path, account.name] }))];
      for (const { target, path: names } of here) {
        const ids = this.reasonOf({ path: names, tags: target.tags }) === undefined ? used : unused;
        for (const { id } of target.attachedPolicies) ids.add(id);
      }
      for (const unit of parent.organizationalUnits) visit(unit, [...path, unit.name]);
    };
    visit(root, []);
    const isUsed = (id: string) => used.has(id) || (this.isOpen && !unused.has(id));
    return new Set(policies.map(({ id }) => id).filter(isUsed));
  }
}

function selectables({ accounts, organizationalUnits }: Parent, path: readonly string[]): Selectable[] {
  return [
    ...accounts.map(({ name, tags }) => ({ path: [...path, name], tags })),
    ...organizationalUnits.flatMap((unit) => {
      const here = [...path, unit.name];
      return [{ path: here, tags: unit.tags }, ...selectables(unit, here)];
    }),
  ];
}

function patternOf(option: string, text: string): Pattern {
  if (text.startsWith(TAG)) {
    const [key, ...values] = split(text.slice(TAG.length), '=');
    if (key === '') throw new Error(`The tag has no key in ${option} (given: ${text}). Write one such as tag:team=payments.`);
    const [keys, value] = [expressionOf(key), values.length === 0 ? /^/ : expressionOf(values.join('='))];
    return { text, matches: ({ tags }) => Object.entries(tags).some(([name, content]) => keys.test(name) && value.test(content)) };
  }
  const segments = split(text, '/');
  if (segments.includes('')) {
    throw new Error(`A name is empty in ${option} (given: ${text}). Write names such as Workloads/Prod/**, with a backslash before a slash of a name.`);
  }
  const names = segments.map((segment) => (segment === ANY_DEPTH ? ANY_DEPTH : expressionOf(segment)));
  return { text, matches: ({ path }) => matchesPath(names, path) };
}

/** Whether names fit, where `**` stands for any number of them. */
function matchesPath([first, ...more]: readonly (RegExp | typeof ANY_DEPTH)[], path: readonly string[]): boolean {
  if (first === undefined) return path.length === 0;
  if (first === ANY_DEPTH) return matchesPath(more, path) || (path.length > 0 && matchesPath([first, ...more], path.slice(1)));
  return path.length > 0 && first.test(path[0]) && matchesPath(more, path.slice(1));
}

/** Parts of a text between separators that no backslash precedes. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  for (const [token] of text.matchAll(/\\.|[^]/gsu)) {
    if (token === separator) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}

/** A name in which `*` stands for any characters. */
function expressionOf(name: string): RegExp {
  const tokens = [...name.matchAll(/\\.|[^]/gsu)].map(([token]) => {
    if (token === '*') return '.*';
    const character = token.length > 1 && token.startsWith('\\') ? token.slice(1) : token;
    return character.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  });
  return new RegExp(`^${tokens.join('')}$`, 'su');
}
