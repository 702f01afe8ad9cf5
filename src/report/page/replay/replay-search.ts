import type { AffectedPrincipal, AffectedUse } from '../../../trail';
import { plainText } from '../../wording/phrase';
import { principalPhrase } from '../../wording/replay-words';

/** The conditions on principals and their uses, all of which have to hold. An empty text is no condition. */
export interface ReplayFilter {
  /** Parts of any text of a principal and its use; letter case does not count. */
  readonly words: string;
  /** The path of an organizational unit, which stands for the units below it too. */
  readonly unit: string;
  /** A part of the ARN. */
  readonly principal: string;
  /** A part of the name, such as `s3:` or `Delete`. */
  readonly action: string;
  readonly direction: '' | AffectedUse['direction'];
  /** The earliest day of the last use, such as `2026-11-20`. */
  readonly since: string;
}

export const NO_REPLAY_FILTER: ReplayFilter = { words: '', unit: '', principal: '', action: '', direction: '', since: '' };

interface SearchedPrincipal {
  readonly affected: AffectedPrincipal;
  readonly arn: string;
  readonly text: string;
  /** The texts of the uses, in their order. */
  readonly uses: readonly string[];
}

/** Finds affected principals. Their texts are prepared once, since a reader may type many letters. */
export class ReplaySearch {
  private readonly all: readonly SearchedPrincipal[];

  constructor(principals: readonly AffectedPrincipal[]) {
    this.all = principals.map((affected): SearchedPrincipal => ({
      affected,
      arn: affected.principal.toLowerCase(),
      text: `${affected.principal}\n${plainText(principalPhrase(affected))}`.toLowerCase(),
      uses: affected.uses.map(({ action, resource, statements, dependsOn }) => [action, resource, ...statements, ...dependsOn].join('\n').toLowerCase()),
    }));
  }

  /** @returns each principal with those of its uses that are found, in the former order */
  find(filter: ReplayFilter): AffectedPrincipal[] {
    const parts = filter.words.toLowerCase().split(/\s+/).filter((part) => part !== '');
    const [principal, action] = [filter.principal, filter.action].map((text) => text.trim().toLowerCase());
    return this.all.flatMap(({ affected, arn, text, uses }) => {
      if (!arn.includes(principal) || !isWithin(affected.organizationalUnit, filter.unit)) return [];
      const open = parts.filter((part) => !text.includes(part));
      const found = affected.uses.filter((use, index) => isFound(use, filter, action) && open.every((part) => uses[index].includes(part)));
      return found.length === 0 ? [] : [found.length === affected.uses.length ? affected : { ...affected, uses: found }];
    });
  }
}

function isWithin(unit: string, wanted: string): boolean {
  return wanted === '' || unit === wanted || unit.startsWith(`${wanted}/`);
}

function isFound(use: AffectedUse, { direction, since }: ReplayFilter, action: string): boolean {
  return use.action.toLowerCase().includes(action) && (direction === '' || use.direction === direction)
    && (since === '' || (use.lastUse !== undefined && use.lastUse >= since));
}

/**
 * The units with affected principals and those of the organization above these, sorted.
 * @param all the paths of the units of the organization. Names may hold slashes, so that a path alone does not show the units above.
 */
export function unitsOf(principals: readonly AffectedPrincipal[], all: readonly string[]): string[] {
  const units = [...new Set(principals.map(({ organizationalUnit }) => organizationalUnit))];
  return [...new Set([...units, ...all.filter((above) => units.some((unit) => isWithin(unit, above)))])].sort();
}
