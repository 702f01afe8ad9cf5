import type { CompiledPolicy } from '../../policy';

/** Numbers compiled policies, so that chains of them can be compared. Accounts share the policies that are attached to several of them. */
export class PolicyNumbers {
  private readonly numbers = new Map<CompiledPolicy, number>();

  /** Equal for chains with the same policies at the same levels. */
  keyOf(levels: readonly (readonly CompiledPolicy[])[]): string {
    return JSON.stringify(levels.map((policies) => policies.map((policy) => this.numberOf(policy))));
  }

  private numberOf(policy: CompiledPolicy): number {
    const number = this.numbers.get(policy) ?? this.numbers.size;
    this.numbers.set(policy, number);
    return number;
  }
}
