import type { ConstructCoverage } from './constructs';
import { code, count, distinct, fileLink, listed, type ReasonLookup, table } from './markdown';
import type { ObservedEvent } from './observed-events';
import { shortType, writesCell } from './operations-section';
import { CONTRACT_PROPERTIES, UPDATED } from '../../test/proofs/crash-points/contract-properties';

/** Everything that the page says of one resource type. */
export class ConstructSection {
  private readonly type: string;
  private readonly properties: Readonly<Record<string, string>>;
  private readonly creations: readonly ObservedEvent[];
  private readonly adoptions: readonly ObservedEvent[];
  private readonly deletions: readonly ObservedEvent[];
  private readonly rollbacks: readonly ObservedEvent[];

  constructor(
    private readonly construct: ConstructCoverage,
    private readonly events: readonly ObservedEvent[],
    private readonly reasons: ReasonLookup,
  ) {
    this.type = shortType(construct.type);
    this.properties = CONTRACT_PROPERTIES[construct.type];
    this.creations = events.filter(({ name, adopts }) => name === 'Create' && !adopts);
    this.adoptions = events.filter(({ name, adopts }) => name === 'Create' && adopts);
    this.rollbacks = events.filter(({ name }) => name.includes('rollback'));
    this.deletions = events.filter(({ name }) => name.startsWith('Delete') && !name.includes('rollback') && !name.includes('replaced'));
  }

  /** The row in the table of all resource types. */
  summary(): string[] {
    const { type, construct, events, reasons } = this;
    const kinds = kindsOf(events);
    const orReason = (text: string, column: string) => (text === '' ? `none: ${reasons.of(`${type}.${column}`)}` : text);
    return [
      `[${type}](#${type.toLowerCase()})`,
      orReason(code(writesOf(this.creations)), 'create'),
      this.updateSummary(),
      orReason(code(writesOf(this.deletions)), 'delete'),
      orReason('Adopt' in this.properties ? '`Adopt`' : '', 'adopt'),
      orReason(code(construct.imports), 'import'),
      orReason(this.rollbacks.length === 0 ? '' : count(this.rollbacks.length, 'event'), 'rollback'),
      orReason(kinds.length === 0 ? '' : count(kinds.length, 'kind'), 'diff'),
      orReason(sentencesOf(events).length === 0 ? '' : 'a sentence for each kind', 'report'),
    ];
  }

  /** Heading, constructs, and a row for each event and each property. */
  details(): string {
    const { construct, type } = this;
    const { subclasses } = construct;
    const extending = subclasses.length === 0 ? '' : ` Extended by ${code(subclasses)}.`;
    return [
      `### ${type}`,
      `\`${construct.type}\`, written by ${code(construct.writtenBy)} (${construct.files.map(fileLink).join(', ')}).${extending}`,
      table(['Event', 'Calls that change something', 'Change in the diff', 'Sentence in a report', 'Its rollback'], [
        ...this.creations.length > 0 ? [this.row('Create', this.creations, 'create')] : [],
        ...Object.entries(this.properties).map(([property, how]) => this.propertyRow(property, how)),
        this.row('Delete', this.deletions, 'delete'),
        ...this.adoptions.length > 0 ? [this.row('Create with `Adopt`', this.adoptions, 'adopt')] : [],
        this.row(`Rollback (${count(this.rollbacks.length, 'event')})`, this.rollbacks, 'rollback'),
      ]),
    ].join('\n\n');
  }

  private updateSummary(): string {
    const names = Object.keys(this.properties);
    const effective = names.filter((name) => this.updatesOf(name).some(({ writes }) => writes.length > 0));
    const refused = names.filter((name) => !effective.includes(name) && this.updatesOf(name).some(({ isRefused }) => isRefused));
    const rest = names.length - refused.length - effective.length;
    return [
      `${effective.length} of ${count(names.length, 'property').replace(/propertys$/, 'properties')}`,
      ...refused.length > 0 ? [`${code(refused)} refused`] : [],
      ...rest > 0 ? [`${rest} without effect (reasons below)`] : [],
    ].join('; ');
  }

  /** The updates that change only that property, or else those that change others as well; with the Deletes that they cause. */
  private updatesOf(property: string): readonly ObservedEvent[] {
    const updates = this.events.filter(({ name, changed }) => name.startsWith('Update of') && changed.includes(property));
    const alone = updates.filter(({ changed }) => changed.length === 1);
    const chosen = alone.length > 0 ? alone : updates;
    const isCausedBy = ({ subject, name }: ObservedEvent) => (
      chosen.some((update) => update.subject === subject && name === `Delete of what the ${update.name} replaced`));
    return [...chosen, ...this.events.filter(isCausedBy)];
  }

  private propertyRow(property: string, how: string): string[] {
    const updates = this.updatesOf(property);
    const label = `Update of \`${property}\``;
    const keys = [`${this.type}.${property}`, `*.${property}`];
    if (how !== UPDATED) return [label, 'none', `none: ${how}`, 'none', 'none'];
    const refusals = updates.filter(({ isRefused }) => isRefused);
    const accepted = updates.filter(({ isRefused }) => !isRefused);
    const message = `error message: ${refusals[0]?.error ?? ''}`;
    if (refusals.length > 0 && accepted.length === 0) {
      return [label, 'none: the update is refused', 'none', message, this.rollbackCell(updates, keys[0])];
    }
    const row = this.row(label, accepted, ...keys);
    return refusals.length > 0 ? row.map((cell, column) => (column === 3 ? `${cell}; where it is refused, ${message}` : cell)) : row;
  }

  /** The differences that rollbacks of updates leave behind. */
  private rollbackCell(events: readonly ObservedEvent[], key: string): string {
    const rolledBack = events.flatMap(({ leftByRollback }) => (leftByRollback ? [leftByRollback] : []));
    if (rolledBack.length === 0) return 'none';
    const left = distinct(rolledBack.flat());
    return left.length === 0 ? 'restores the organization' : `leaves ${code(left)}: ${this.reasons.of(`${key}.rollback`)}`;
  }

  private row(label: string, events: readonly ObservedEvent[], ...reasonKeys: string[]): string[] {
    const kinds = kindsOf(events);
    const sentences = sentencesOf(events);
    const keys = reasonKeys.map((key) => (key.includes('.') ? key : `${this.type}.${key}`));
    return [
      label,
      writesCell(writesOf(events)),
      kinds.length === 0 ? `none: ${this.reasons.of(...keys)}` : code(kinds),
      sentences.length === 0 ? 'none' : listed(sentences, 1),
      this.rollbackCell(events, keys[0]),
    ];
  }
}

function writesOf(events: readonly ObservedEvent[]): string[] {
  return distinct(events.flatMap(({ writes }) => writes));
}

function kindsOf(events: readonly ObservedEvent[]): string[] {
  return distinct(events.flatMap(({ kinds }) => kinds));
}

function sentencesOf(events: readonly ObservedEvent[]): string[] {
  return distinct(events.flatMap(({ sentences }) => sentences));
}
