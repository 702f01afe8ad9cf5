import type { PolicyTypeName } from '../../contract';
import type { Place, PlacedAccount } from '../access/placed-account';
import type { PolicyChains } from '../access/policy-chains';
import type { AttachedPolicy } from '../organization';

/** Gives equal texts equal numbers. */
export class Numbers {
  private readonly known = new Map<string, number>();

  of(text: string): number {
    let number = this.known.get(text);
    if (number === undefined) {
      number = this.known.size;
      this.known.set(text, number);
    }
    return number;
  }
}

/** The attachments of each place as numbers, which are equal for places whose policies of some types have the same text. */
export class PlaceKeys {
  private readonly byPlace = new Map<Place, number>();
  /** Of places in the code: many targets have the same list, such as that of a target to which the code attaches nothing. */
  private readonly byList = new Map<readonly AttachedPolicy[], number>();

  constructor(
    private readonly chains: PolicyChains, private readonly types: readonly PolicyTypeName[], private readonly numbers: Numbers,
  ) {}

  /** One number for each place above an account and the account itself, from the root down. */
  of({ places }: PlacedAccount): readonly number[] {
    return places.map((place) => this.placeKey(place));
  }

  private placeKey(place: Place): number {
    let key = this.byPlace.get(place);
    if (key === undefined) {
      const { attachedPolicies } = place.target;
      key = (place.outside ? undefined : this.byList.get(attachedPolicies)) ?? this.numbers.of(JSON.stringify(this.contents(place)));
      this.byPlace.set(place, key);
      if (!place.outside) this.byList.set(attachedPolicies, key);
    }
    return key;
  }

  private contents({ name, outside, target }: Place): unknown {
    const textOf = (policy: AttachedPolicy) => this.chains.library.textOf(policy) ?? policy.id;
    const attached = this.types.map((type) => (this.chains.policyTypes.has(type)
      ? target.attachedPolicies.filter((policy) => policy.type === type).map(textOf).sort()
      : null));
    return outside ? [attached, name] : attached;
  }
}

/** The places that only one of two chains has, and those that both have; their order does not matter to policies. */
export function splitChains(before: readonly number[], after: readonly number[]): { left: number[]; common: number[]; joined: number[] } {
  const joined = [...after];
  const left: number[] = [];
  const common: number[] = [];
  for (const key of before) {
    const index = joined.indexOf(key);
    if (index < 0) left.push(key);
    else common.push(...joined.splice(index, 1));
  }
  return { left, common, joined };
}
