import type { IConstruct } from 'constructs';
import { problem } from './problem';

/**
 * Finds constructs that claim the same thing, anywhere in an app. Each claims its keys when it is made, so that looking for others
 * is quick in an app of hundreds.
 */
export class UniqueIndex {
  private readonly claims = new WeakMap<IConstruct, Map<string, IConstruct[]>>();

  constructor(private readonly wrong: string, private readonly remedy: string) {}

  /** @param extent within which the key must be unique: the app, or a part of it */
  claim(extent: IConstruct, key: string, construct: IConstruct): void {
    const claims = this.claims.get(extent) ?? new Map<string, IConstruct[]>();
    this.claims.set(extent, claims);
    claims.set(key, [...(claims.get(key) ?? []), construct]);
  }

  /** The message for a construct whose key others claim as well. */
  problems(extent: IConstruct, key: string, construct: IConstruct, given: string): string[] {
    const others = (this.claims.get(extent)?.get(key) ?? []).filter((other) => other !== construct);
    if (others.length === 0) return [];
    const paths = others.map((other) => other.node.path).join(', ');
    return [problem({ wrong: `${this.wrong} (by ${paths})`, given, remedy: this.remedy })];
  }
}
