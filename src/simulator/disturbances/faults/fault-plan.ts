import { Fault } from './fault';
import { MODELLED_OPERATIONS } from '../../protocol/modelled-operations';
import { Random } from '../../world/random';

const ERRORS = new Map(Object.entries(MODELLED_OPERATIONS).map(([name, { errors }]) => [name, errors]));

/** Decides which calls fail. */
export class FaultPlan {
  /** The number of calls that each fault could have struck so far. */
  private readonly counts: number[];
  private readonly struck = new Set<Fault>();

  constructor(private readonly faults: readonly Fault[], private readonly random: Random) {
    this.counts = faults.map(() => 0);
  }

  /** To be asked once for each call. Where several faults strike, the first of the plan does. */
  next(operation: string): Fault | undefined {
    const striking = this.faults.filter((fault, position) => concerns(fault, operation) && this.strikes(fault, ++this.counts[position]));
    const [first] = striking;
    if (first) this.struck.add(first);
    return first;
  }

  /** Those that no call has met so far. */
  unstruck(): Fault[] {
    return this.faults.filter((fault) => !this.struck.has(fault));
  }

  private strikes({ nth, probability }: Fault, count: number): boolean {
    if (nth !== undefined) return count === nth;
    return probability === undefined || this.random.next() < probability;
  }
}

/** An operation never answers with an error that it does not have. */
function concerns(fault: Fault, operation: string): boolean {
  const errors = ERRORS.get(operation);
  if (!errors || (fault.operation !== '*' && fault.operation !== operation)) return false;
  return fault.effect !== 'fail' || errors.includes(fault.code);
}
