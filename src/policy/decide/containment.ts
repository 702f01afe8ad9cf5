import { type ActionClass, actionClasses } from './action-classes';
import type { Criterion } from './criterion';
import { DomainMaker, type Domains } from './domains';
import type { KeyValues } from './pattern';
import { factsOf, type RequestFacts } from './question';
import { type Conjunction, type Formula, Search, SearchLimit } from './search';
import { END_OF_NAME, type Gate, type NamedGate, type NamedStatement, Statements, UNKNOWN_POLICY } from './statements';
import { literal } from './values/units';
import { decisionAbout, withTypicalResource, type Witness, witnessOf } from './witness';
import { actionName } from '../evaluate/compile/compile-action';
import { isUnrestricted } from '../evaluate/exemption';
import { carriesResourceKeys } from '../evaluate/request/resource-keys';

/**
 * Whether every request that passes some gates passes others as well. `contained` is a proof; a `witness` is a request that does not, and
 * the evaluation has confirmed it. `undecided` says why.
 */
export type Containment =
  | { readonly kind: 'contained' }
  | { readonly kind: 'witness'; readonly witness: Witness }
  | { readonly kind: 'undecided'; readonly reasons: readonly string[] };

export interface ContainmentOptions {
  /** @default - all actions, also those that AWS may add */
  readonly actions?: readonly string[];
  /** The work for one class of actions, after which it counts as undecided. @default 20000 */
  readonly mostSteps?: number;
}

/** Keys about the owner of the resource, in lower case. */
const OWNER_KEYS = ['aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths'];

const CONTAINED: Containment = { kind: 'contained' };
const MOST_STEPS = 20_000;

/**
 * Decides whether every request that passes the gates `inner` passes the gates `outer` too. For each class of actions it searches a request
 * that a statement of `outer` stops and no statement of `inner` does.
 */
export function decideContainment(
  inner: readonly Gate[], outer: readonly Gate[], facts: RequestFacts, { actions, mostSteps = MOST_STEPS }: ContainmentOptions = {},
): Containment {
  const decider = new ActionDecider(inner, outer, facts, mostSteps);
  const policies = new Set([...inner, ...outer].flatMap((gate) => gate.policies));
  const elements = [...policies].flatMap(({ document }) => document.statements.map(({ action }) => action));
  const { classes, isComplete } = actions === undefined ? actionClasses(elements)
    : { classes: actions.map((action): ActionClass => ({ actions: [action], isKnown: true })), isComplete: true };
  const reasons = new Set(isComplete ? [] : ['the patterns of actions can be combined in too many ways']);
  for (const each of classes) {
    const found = decider.decide(each);
    if (found.kind === 'witness') return found;
    if (found.kind === 'undecided') found.reasons.forEach((reason) => reasons.add(reason));
  }
  return reasons.size === 0 ? CONTAINED : { kind: 'undecided', reasons: [...reasons] };
}

/** The outcome of several questions together: one witness is enough, and a proof needs all. */
export function strongest(outcomes: readonly Containment[]): Containment {
  return outcomes.find(({ kind }) => kind === 'witness') ?? outcomes.find(({ kind }) => kind === 'undecided') ?? CONTAINED;
}

/** Decides the same for one class of actions after the other. Classes that the same statements name are decided once. */
export class ActionDecider {
  private readonly statements = new Statements();
  private readonly domains: DomainMaker;
  /** For actions whose requests may lack the keys about the owner of the resource. Undefined where nothing is known of the owner. */
  private readonly withoutOwner: DomainMaker | undefined;
  private readonly known = new Map<string, Containment>();

  /** The number of decisions that took a search. */
  get searches(): number {
    return this.known.size;
  }

  constructor(
    private readonly inner: readonly Gate[], private readonly outer: readonly Gate[], private readonly facts: RequestFacts,
    private readonly mostSteps = MOST_STEPS,
  ) {
    const known = factsOf(facts);
    this.domains = new DomainMaker(known);
    const owner = OWNER_KEYS.flatMap((key) => {
      const values = known[key]?.values;
      return values ? [[key, { within: values.map((text) => literal(text)) }] as const] : [];
    });
    this.withoutOwner = owner.length === 0 ? undefined : new DomainMaker({ ...known, ...Object.fromEntries(owner) });
  }

  decide({ actions, isKnown }: ActionClass): Containment {
    if (this.withoutOwner === undefined) return this.decideAlike({ actions, isKnown }, this.domains);
    const carrying = actions.filter(carriesResourceKeys);
    const parts = carrying.length === actions.length ? [actions] : [carrying, actions.filter((each) => !carriesResourceKeys(each))];
    const found = parts.filter(({ length }) => length > 0)
      .map((some) => this.decideAlike({ actions: some, isKnown }, carriesResourceKeys(some[0]) ? this.domains : this.withoutOwner!));
    return strongest(found);
  }

  private decideAlike(actions: ActionClass, domains: DomainMaker): Containment {
    const action = actionName(actions.actions[0]);
    const [inner, outer] = [this.inner, this.outer].map((gates) => this.statements.naming(gates, action));
    const key = JSON.stringify([domains === this.domains, isUnrestricted(action), ...[inner, outer].map((gates) => gates.map(keysOf))]);
    let found = this.known.get(key);
    if (found === undefined) {
      found = this.search(actions, inner, outer, domains);
      this.known.set(key, found);
    }
    return found;
  }

  private search(
    actions: ActionClass, inner: readonly NamedGate[], outer: readonly NamedGate[], domains: DomainMaker,
  ): Containment {
    const stops = stopsOf(inner, outer, (criterion) => domains.isCertain(criterion));
    const passing = passingOf(inner);
    if (stops.length === 0 || passing === undefined) return CONTAINED;
    const all = [...inner, ...outer].flatMap(({ allows, denies }) => [...allows, ...denies]);
    try {
      const free = domains.free(all.flatMap(({ criteria }) => criteria));
      const possible = stops.filter((stop) => this.find(free, passing, stop) !== undefined);
      if (possible.length === 0) return incomplete(free, all) ?? CONTAINED;
      const real = domains.real(all.flatMap(({ criteria }) => criteria));
      for (const stop of possible) {
        const values = this.find(real, passing, stop);
        const witness = values && this.confirmed(witnessOf(actions, { ...values, ...this.standInsIn(all) }, this.facts, keyNames(all)));
        if (witness !== undefined) return { kind: 'witness', witness };
      }
      return incomplete(free, all) ?? (isUnrestricted(actionName(actions.actions[0])) ? undecided(`no policy restricts ${actions.actions[0]}`) : notFound(possible, all));
    } catch (error) {
      if (error instanceof SearchLimit) return undecided(`the statements about ${actions.actions[0]} can be combined in too many ways`);
      throw error;
    }
  }

  private standInsIn(statements: readonly NamedStatement[]): KeyValues {
    const patterns = statements.flatMap(({ criteria }) => criteria.flatMap((each) => each.patterns));
    const variables = new Set(patterns.flatMap((each) => each.variables));
    return Object.fromEntries(Object.entries(this.facts.standIns ?? {}).filter(([reference]) => variables.has(reference.toLowerCase()))
      .map(([reference, standIn]) => [reference, [standIn]]));
  }

  /** The request for a typical resource, or as it is, if the evaluation confirms it. */
  private confirmed(witness: Witness): Witness | undefined {
    const isConfirmed = (each: Witness) => decisionAbout(this.inner, each) === 'allowed' && decisionAbout(this.outer, each) === 'denied';
    return [withTypicalResource(witness), witness].find(isConfirmed);
  }

  private find(domains: Domains, passing: Stop, stop: Stop): KeyValues | undefined {
    const literals = (statement: NamedStatement): Conjunction => statement.criteria.map(({ id }) => domains.placeOf.get(id)!);
    const formula: Formula = {
      matching: [...passing.matching, ...stop.matching].map(literals),
      silent: [...passing.silent, ...stop.silent].map(literals),
      choices: [...passing.choices, ...stop.choices].map((each) => each.map(literals)),
    };
    const found = new Search(this.mostSteps).find(domains.list.map(({ entries }) => entries), formula);
    return found && Object.assign({}, ...found.map(([entry]) => entry?.values)) as KeyValues;
  }
}

function keysOf({ allows, denies }: NamedGate): string[][] {
  return [allows, denies].map((statements) => statements.map(({ key }) => key));
}

/** Statements that have to match, statements that must not, and lists of which one has to. */
interface Stop {
  readonly matching: readonly NamedStatement[];
  readonly silent: readonly NamedStatement[];
  readonly choices: readonly (readonly NamedStatement[])[];
}

/** The statements that decide whether a request passes all gates; undefined if none passes. */
function passingOf(gates: readonly NamedGate[]): Stop | undefined {
  const silent = unique(gates.flatMap(({ denies }) => denies));
  const open = gates.map(({ allows }) => allows).filter((allows) => !allows.some(matchesAll));
  if (silent.some(matchesAll) || open.some(({ length }) => length === 0)) return undefined;
  const matching = open.flatMap((allows) => (allows.length === 1 ? allows : []));
  return { matching, silent, choices: open.filter(({ length }) => length > 1) };
}

/** The ways in which the outer gates can stop a request. Those in which the inner gates certainly stop it too are left out. */
function stopsOf(inner: readonly NamedGate[], outer: readonly NamedGate[], isCertain: (criterion: Criterion) => boolean): Stop[] {
  const isWithin = (narrow: NamedGate, wide: NamedGate) => narrow.allows.every(({ key }) => wide.allows.some((each) => each.key === key));
  const denied = inner.flatMap((gate) => gate.denies.map(({ criteria }) => criteria));
  const isDenied = ({ criteria }: NamedStatement) => {
    const ids = new Set(criteria.map(({ id }) => id));
    return denied.some((all) => all.every((each) => ids.has(each.id) || isCertain(each)));
  };
  const denies = unique(outer.flatMap((gate) => gate.denies)).filter((each) => !isDenied(each));
  const gates = outer.filter((gate) => !gate.allows.some(matchesAll) && !inner.some((each) => isWithin(each, gate)));
  return [
    ...denies.map((deny): Stop => ({ matching: [deny], silent: [], choices: [] })),
    ...gates.map(({ allows }): Stop => ({ matching: [], silent: allows, choices: [] })),
  ];
}

function keyNames(statements: readonly NamedStatement[]): Map<string, string> {
  return new Map(statements.flatMap(({ criteria }) => criteria.map(({ part, key }) => [part, key] as const)));
}

function matchesAll({ criteria }: NamedStatement): boolean {
  return criteria.length === 0;
}

function unique(statements: readonly NamedStatement[]): NamedStatement[] {
  return [...new Map(statements.map((each) => [each.key, each])).values()];
}

function undecided(...reasons: string[]): Containment {
  return { kind: 'undecided', reasons };
}

/** The reasons why no proof is possible: keys with more combinations of values than were tried. */
function incomplete({ list }: Domains, statements: readonly NamedStatement[]): Containment | undefined {
  const open = list.filter(({ isComplete }) => !isComplete).flatMap(({ criteria }) => criteria);
  if (open.length === 0) return undefined;
  const ids = new Set(open.map(({ id }) => id));
  const parts = [...new Set(open.map(({ part }) => part))];
  return undecided(...parts.map((part) => `${part} has too many combinations of values in ${namesOf(statements, ({ id }) => ids.has(id))}`));
}

/** A request may exist, but none was found: because of variables, or of policies whose text is unknown. */
function notFound(stops: readonly Stop[], statements: readonly NamedStatement[]): Containment {
  const parts = statements.flatMap(({ criteria }) => criteria.map(({ part }) => part));
  const ofPolicies = parts.filter((part) => part.startsWith(UNKNOWN_POLICY));
  const unknown = [...new Set(ofPolicies.map((part) => part.slice(UNKNOWN_POLICY.length).split(END_OF_NAME)[0]))];
  if (unknown.length > 0) return undecided(...unknown.map((what) => `it depends on ${what}`));
  const withVariables = namesOf(statements, ({ patterns }) => patterns.some(({ variables }) => variables.length > 0));
  const where = withVariables === '' ? namesOf(stops.flatMap(({ matching, silent }) => [...matching, ...silent]), () => true) : withVariables;
  return undecided(`no values were found for the variables in ${where}`);
}

function namesOf(statements: readonly NamedStatement[], has: (criterion: Criterion) => boolean): string {
  return [...new Set(statements.filter(({ criteria }) => criteria.some(has)).map(({ name }) => name))].sort().join(', ');
}
