import type { Effect } from '../language';
import { type CompiledStatement, CompiledPolicy } from './compile/compile-policy';

/** Stands for a policy whose text is not known: it may allow anything, and it may deny anything. */
export class UnknownPolicy extends CompiledPolicy {
  private readonly either: readonly CompiledStatement[];

  /** @param what as an answer shall name it, `policy p-12345678, which is not in the code`. */
  constructor(name: string, readonly what: string) {
    super(name, { statements: [] });
    this.either = (['Allow', 'Deny'] as const).map((effect, index) => mayDo(effect, index, what));
  }

  public override matching(): readonly CompiledStatement[] {
    return this.either;
  }
}

const EVERYTHING = { negated: false, patterns: ['*'] };

function mayDo(effect: Effect, index: number, what: string): CompiledStatement {
  return { index, statement: { effect, action: EVERYTHING, resource: EVERYTHING, conditions: [] }, judge: () => [what] };
}
