import { code, count, distinct, fileLink, listed, type ReasonLookup, table } from './markdown';
import type { ObservedEvent } from './observed-events';
import type { OperationCoverage } from './operations';

/** The section of the operations: which of them the simulator answers, the handlers call, and the proofs interrupt. */
export function operationsSection(
  operations: readonly OperationCoverage[], events: readonly ObservedEvent[], reasons: ReasonLookup,
): string {
  const proven = typesByOperation(events);
  const simulated = operations.filter(({ isSimulated }) => isSimulated);
  const handled = operations.filter(({ handlerFiles }) => handlerFiles.length > 0);
  return [
    '## Operations',
    [
      `Of ${count(operations.length, 'operation')} in the service's model, the simulator answers ${simulated.length}.`,
      `The handlers call ${handled.length}, and the crash points interrupt ${proven.size} of them.`,
    ].join(' '),
    table(['Operation', 'Simulator', 'Handlers that call it', 'Proof'], operations.map((operation) => [
      `\`${operation.name}\``,
      simulatorCell(operation),
      handlersCell(operation, reasons),
      proofCell(operation, proven.get(operation.name) ?? []),
    ])),
  ].join('\n\n');
}

function simulatorCell({ isSimulated, simulator }: OperationCoverage): string {
  if (!isSimulated) return 'no: it answers `UnsupportedAPIEndpointException`';
  return simulator === undefined ? 'yes' : fileLink(simulator);
}

function handlersCell({ name, handlerFiles, otherFiles }: OperationCoverage, reasons: ReasonLookup): string {
  if (handlerFiles.length > 0) return listed(handlerFiles.map(fileLink));
  const reason = `none: ${reasons.of(name)}`;
  return otherFiles.length > 0 ? `${reason}; called by ${listed(otherFiles.map(fileLink))}` : reason;
}

function proofCell({ isSimulated, test }: OperationCoverage, types: readonly string[]): string {
  const cells = [
    ...types.length > 0 ? [`crash points of ${listed(types, 9)}`] : [],
    ...isSimulated && test !== undefined ? [`test ${fileLink(test)}`] : [],
  ];
  if (cells.length > 0) return cells.join('; ');
  return isSimulated ? 'none: **no test of the simulator names it**' : 'none: nothing to prove while the simulator does not answer it';
}

/** The resource types whose events call each operation. */
function typesByOperation(events: readonly ObservedEvent[]): ReadonlyMap<string, readonly string[]> {
  const names = distinct(events.flatMap(({ operations }) => operations));
  const typesOf = (name: string) => events.filter(({ operations }) => operations.includes(name)).map(({ type }) => shortType(type));
  return new Map(names.map((name) => [name, distinct(typesOf(name))]));
}

/** `Account` of `Custom::OrganizationsAccount`. */
export function shortType(type: string): string {
  return type.replace('Custom::Organizations', '');
}

export function writesCell(writes: readonly string[]): string {
  return writes.length === 0 ? 'none' : code(writes);
}
