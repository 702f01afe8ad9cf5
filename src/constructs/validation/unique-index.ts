import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownString } from './known-string';
import { problem } from './rule';
import { SharedState } from '../../provider';
import { rowOf } from '../synthesis/row-place';

/** The key that a construct claims. It is a function if the key is known only at synthesis, which returns undefined if it is not known. */
export type Claim = string | (() => string | undefined);

interface Claims {
  readonly byKey: Map<string, IConstruct[]>;
  readonly late: { readonly key: () => string | undefined; readonly construct: IConstruct }[];
}

/**
 * Finds constructs that claim the same key, anywhere in an app. Each construct claims its keys when it is created, so that the search is
 * fast in an app with hundreds of constructs.
 */
export class UniqueIndex {
  private readonly claims: SharedState<Claims>;

  constructor(private readonly wrong: string, private readonly remedy: string) {
    this.claims = new SharedState(`unique: ${wrong}`);
  }

  /** @param extent within which the key must be unique: the app, or a part of it */
  claim(extent: IConstruct, key: Claim, construct: IConstruct): void {
    const { byKey, late } = this.claims.get(extent) ?? this.begin(extent);
    if (typeof key === 'function') late.push({ key, construct });
    else byKey.set(key, [...(byKey.get(key) ?? []), construct]);
  }

  /** The message for a construct whose key other constructs claim as well. */
  problems(extent: IConstruct, key: Claim, construct: IConstruct, given: string): string[] {
    const known = typeof key === 'function' ? key() : key;
    const { byKey, late } = this.claims.get(extent) ?? this.begin(extent);
    if (known === undefined) return [];
    const all = [...byKey.get(known) ?? [], ...late.filter((claim) => claim.key() === known).map((claim) => claim.construct)];
    const others = all.filter((other) => other !== construct);
    if (others.length === 0) return [];
    const paths = others.map((other) => [other.node.path, rowOf(other)].filter((part) => part !== undefined).join(' at ')).join(', ');
    return [problem({ wrong: `${this.wrong} (by ${paths})`, given, remedy: this.remedy })];
  }

  private begin(extent: IConstruct): Claims {
    const claims: Claims = { byKey: new Map(), late: [] };
    this.claims.set(extent, claims);
    return claims;
  }
}

/** The claim of a construct whose name may be known only at synthesis or deployment. */
export function claimOf(scope: IConstruct, name: string, keyOf: (name: string) => string): Claim {
  if (!Token.isUnresolved(name)) return keyOf(name);
  return () => {
    const known = knownString(scope, name);
    return known === undefined ? undefined : keyOf(known);
  };
}
