/**
 * The order in which the documents of a policy set change, as a value. A rule that holds before and after is never missing in between, even
 * where statements are split, merged or moved.
 *
 * New documents come first, then documents that can change without removing such a rule. A document that relies on others changes after
 * those are attached to all targets of the set. If documents wait for each other, one of them temporarily keeps the rules at stake beside
 * its new statements. If that does not fit, a temporary document keeps them. Documents that are no longer needed are deleted last.
 */
import { type Statement, writeStatement } from '../../../policy/language';
import { meaningOf } from '../../../policy/pack';
import { coversDeny, type Deny, takenApart } from '../attachments/deny-statements';

export interface PolicySetPlanInput {
  /** Statements of the existing documents. */
  readonly present: readonly (readonly Statement[])[];
  /** The desired statements, at the same places; `undefined` for a document to be deleted. Further entries are new documents. */
  readonly desired: readonly (readonly Statement[] | undefined)[];
  /** Whether statements fit into one document. */
  readonly fit: (statements: readonly Statement[]) => boolean;
}

/**
 * `attachAll` attaches all documents to all targets of the set; `attachStaying` only those that stay. If only removals are left, a
 * document must not be attached again where an earlier call detached it: otherwise the two calls would alternate forever.
 */
export type PolicySetStep =
  | { readonly change: 'create'; readonly place: number; readonly statements: readonly Statement[]; readonly temporary: boolean }
  | { readonly change: 'write'; readonly place: number; readonly statements: readonly Statement[] }
  | { readonly change: 'remove'; readonly place: number }
  | { readonly change: 'attachAll' }
  | { readonly change: 'attachStaying' };

export function planPolicySet(input: PolicySetPlanInput): PolicySetStep[] {
  return new Planner(input).plan();
}

/** Statements, and their rules in parts. */
class Content {
  readonly rules: readonly Deny[];
  private readonly keys: ReadonlySet<string>;

  constructor(readonly statements: readonly Statement[]) {
    this.rules = statements.flatMap((statement) => takenApart(writeStatement(statement) as Record<string, unknown>));
    this.keys = new Set(this.rules.map(keyOf));
  }

  says(rule: Deny): boolean {
    return this.keys.has(keyOf(rule)) || this.rules.some((each) => coversDeny(each, rule));
  }

  equals({ statements }: Content): boolean {
    const written = (list: readonly Statement[]) => JSON.stringify(list.map(writeStatement));
    return written(this.statements) === written(statements);
  }

  /** Rules of this content that the other does not contain literally. */
  without(other: Content): Deny[] {
    return this.rules.filter((rule) => !other.keys.has(keyOf(rule)));
  }
}

class Planner {
  private readonly steps: PolicySetStep[] = [];
  private readonly now: Content[];
  private readonly desired: Content[];
  private readonly removed: number[];
  /** Rules that hold before and after. */
  private readonly lasting: readonly Deny[];
  private allAttached = false;

  constructor(private readonly input: PolicySetPlanInput) {
    this.now = input.present.map((statements) => new Content(statements));
    this.desired = input.desired.map((statements = []) => new Content(statements));
    this.removed = [...this.now.keys()].filter((place) => input.desired[place] === undefined);
    this.lasting = common(this.now, this.desired);
  }

  plan(): PolicySetStep[] {
    const changing = [...this.now.keys()].filter((place) => !this.removed.includes(place) && !this.now[place].equals(this.desired[place]));
    for (const place of this.desired.keys()) if (!(place in this.now)) this.create(this.desired[place], false);
    const extended = new Set<number>();
    while (changing.length > 0) {
      const place = changing.find((each) => this.atStake(each, this.desired[each]).length === 0)
        ?? changing.find((each) => this.unsaidElsewhere(each).length === 0);
      if (place !== undefined) {
        this.write(place, this.desired[place]);
        changing.splice(changing.indexOf(place), 1);
        continue;
      }
      const next = changing.find((each) => !extended.has(each) && this.input.fit(this.extension(each).statements));
      if (next !== undefined) {
        extended.add(next);
        this.write(next, this.extension(next));
      } else {
        this.removed.push(this.now.length);
        this.create(new Content(this.needed(changing[0])), true);
      }
    }
    for (const place of this.removed) this.remove(place);
    return this.steps;
  }

  private create(content: Content, temporary: boolean): void {
    this.steps.push({ change: 'create', place: this.now.length, statements: content.statements, temporary });
    this.now.push(content);
    this.allAttached = false;
  }

  private write(place: number, content: Content): void {
    if (this.atStake(place, content).length > 0) this.attach('attachAll');
    if (!this.now[place].equals(content)) this.steps.push({ change: 'write', place, statements: content.statements });
    this.now[place] = content;
  }

  private remove(place: number): void {
    if (this.atStake(place, NOTHING).length > 0) this.attach('attachStaying');
    this.steps.push({ change: 'remove', place });
    this.now[place] = NOTHING;
  }

  private attach(change: 'attachAll' | 'attachStaying'): void {
    if (!this.allAttached) this.steps.push({ change });
    this.allAttached = true;
  }

  /** Lasting rules that this change would remove from the document. */
  private atStake(place: number, next: Content): Deny[] {
    const lost = this.now[place].without(next);
    if (lost.length === 0) return [];
    return this.lasting.filter((rule) => lost.some((each) => coversDeny(each, rule)) && !next.says(rule));
  }

  /** Lasting rules at stake that no other document contains so far. */
  private unsaidElsewhere(place: number): Deny[] {
    return this.atStake(place, this.desired[place]).filter((rule) => !this.now.some((other, index) => index !== place && other.says(rule)));
  }

  /** Statements that this document has to keep temporarily. Their Sids may be those of others. */
  private needed(place: number): Statement[] {
    const unsaid = this.unsaidElsewhere(place);
    return this.now[place].statements.filter((statement) => unsaid.some((rule) => new Content([statement]).says(rule)))
      .map(({ sid: _sid, ...statement }) => statement);
  }

  private extension(place: number): Content {
    const { statements } = this.desired[place];
    const meanings = new Set(statements.map(meaningOf));
    return new Content([...statements, ...this.needed(place).filter((statement) => !meanings.has(meaningOf(statement)))]);
  }
}

const NOTHING = new Content([]);

function keyOf({ action, resource, scope }: Deny): string {
  return `${action}\n${resource}\n${scope}`;
}

function common(before: readonly Content[], after: readonly Content[]): Deny[] {
  const saidBy = (contents: readonly Content[]) => (rule: Deny) => contents.some((content) => content.says(rule));
  const rulesOf = (contents: readonly Content[]) => contents.flatMap(({ rules }) => rules);
  const lasting = [...rulesOf(before).filter(saidBy(after)), ...rulesOf(after).filter(saidBy(before))];
  return [...new Map(lasting.map((rule) => [keyOf(rule), rule])).values()];
}
