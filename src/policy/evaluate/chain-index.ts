import type { CompiledPolicy } from './compile/compile-policy';
import type { AccountSide } from './evaluate';
import type { Level } from './level';

/** A level's policies by their numbers; undefined for a type that does not count. */
export interface NumberedLevel {
  readonly service?: readonly number[];
  readonly resource?: readonly number[];
}

export interface NumberedChain {
  readonly levels: readonly number[];
  readonly managementAccount: boolean;
}

/** Policies, levels and chains by number, each once even if several accounts share it, and the relations between them. */
export class ChainIndex {
  readonly policies: readonly CompiledPolicy[];
  readonly levels: readonly NumberedLevel[];
  readonly chains: readonly NumberedChain[];
  /** The levels of each policy. */
  readonly levelsOf: readonly (readonly number[])[];
  /** The chains of each level, without management accounts. */
  readonly chainsOf: readonly (readonly number[])[];

  constructor(accounts: readonly AccountSide[]) {
    const levels = new Numbering<Level>();
    const policies = new Numbering<CompiledPolicy>();
    this.chains = accounts.map(({ levels: chain, managementAccount = false }) => ({
      levels: chain.map((level) => levels.numberOf(level)), managementAccount,
    }));
    this.levels = levels.items.map(({ serviceControlPolicies, resourceControlPolicies }) => ({
      service: serviceControlPolicies?.map((policy) => policies.numberOf(policy)),
      resource: resourceControlPolicies?.map((policy) => policies.numberOf(policy)),
    }));
    this.policies = policies.items;
    this.levelsOf = inverse(this.levels.map(({ service = [], resource = [] }) => [...service, ...resource]), this.policies.length);
    this.chainsOf = inverse(this.chains.map((chain) => (chain.managementAccount ? [] : chain.levels)), this.levels.length);
  }
}

function inverse(lists: readonly (readonly number[])[], length: number): number[][] {
  const result = Array.from({ length }, (): number[] => []);
  lists.forEach((numbers, index) => new Set(numbers).forEach((number) => result[number].push(index)));
  return result;
}

/** Numbers items at their first appearance, so that facts about them can be kept in arrays. */
class Numbering<T> {
  readonly items: T[] = [];
  private readonly numbers = new Map<T, number>();

  numberOf(item: T): number {
    let number = this.numbers.get(item);
    if (number === undefined) {
      number = this.items.push(item) - 1;
      this.numbers.set(item, number);
    }
    return number;
  }
}
