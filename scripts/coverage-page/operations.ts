import * as ts from 'typescript';
import { methodAround, type Source, sourcesBelow } from './sources';
import { OPERATIONS } from '../../src/simulator/operations/operation-table';
import { SERVICE_MODEL } from '../../src/simulator/protocol/service-model';

/** One operation of AWS Organizations, and where the project has it. */
export interface OperationCoverage {
  readonly name: string;
  /** Whether the simulator answers it. */
  readonly isSimulated: boolean;
  /** The file of the simulator that has it. */
  readonly simulator?: string;
  /** The methods of the ports through which it is called. */
  readonly methods: readonly string[];
  /** Files of the handlers that call one of these methods. */
  readonly handlerFiles: readonly string[];
  /** Other files of the library that do so, such as those that read an organization for a report. */
  readonly otherFiles: readonly string[];
  /** The test of the simulator that names the operation most often. */
  readonly test?: string;
}

/** Every operation of the service's model, in the order of the alphabet. */
export function operationCoverage(): readonly OperationCoverage[] {
  const methods = methodsOfPorts();
  const callers = callersOf(new Set([...methods.values()].flat()));
  const simulator = sourcesBelow('src/simulator/operations');
  const tests = sourcesBelow('test/simulator').filter(({ path }) => path.endsWith('.test.ts'));
  const ownTests = tests.filter(({ path }) => path.includes('/operations/'));
  return Object.keys(SERVICE_MODEL.operations).sort().map((name): OperationCoverage => {
    const ownMethods = methods.get(name) ?? [];
    const files = [...new Set(ownMethods.flatMap((method) => callers.get(method) ?? []))].sort();
    return {
      name,
      isSimulated: OPERATIONS.has(name),
      simulator: simulator.find((source) => registers(source, name))?.path,
      methods: ownMethods,
      handlerFiles: files.filter(isOfHandler),
      otherFiles: files.filter((file) => !isOfHandler(file)),
      test: mostFrequent(ownTests, name) ?? mostFrequent(tests, name),
    };
  });
}

function isOfHandler(file: string): boolean {
  return file.startsWith('src/handler/');
}

/** Whether the file registers the operation: `reading('ListRoots', …)`. */
function registers(source: Source, name: string): boolean {
  return source.nodes().some((node) => (
    ts.isCallExpression(node) && node.arguments.length > 1 && ts.isStringLiteral(node.arguments[0]) && node.arguments[0].text === name));
}

/** The methods of the adapters by the operation that they send: the one that creates the SDK's `<operation>Command`. */
function methodsOfPorts(): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const node of sourcesBelow('src/organizations').flatMap((source) => source.nodes())) {
    if (!ts.isNewExpression(node)) continue;
    const [, operation = ''] = /(\w+)Command$/.exec(node.expression.getText()) ?? [];
    const method = methodAround(node);
    if (method === undefined || !Object.hasOwn(SERVICE_MODEL.operations, operation)) continue;
    methods.set(operation, [...new Set([...methods.get(operation) ?? [], method])]);
  }
  return methods;
}

/** The files that use a method of that name, outside the adapters and the simulator. */
function callersOf(methods: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const source of sourcesBelow('src').filter(({ path }) => !/^src\/(organizations|simulator)\//.test(path))) {
    const used = source.nodes().filter(ts.isPropertyAccessExpression).flatMap(({ name, expression }) => (
      methods.has(name.text) && isPort(expression) ? [name.text] : []));
    for (const method of new Set(used)) callers.set(method, [...callers.get(method) ?? [], source.path]);
  }
  return callers;
}

/** Whether the expression is a port by its name: `organizations`, `context.ports.organizations`, `port`. */
function isPort(expression: ts.Expression): boolean {
  return /(^|\.)(organizations|port|\w+Port)$/.test(expression.getText());
}

/** The file that has the name as a whole word, or as a command of the SDK, more often than any other; the first of several. */
function mostFrequent(sources: readonly Source[], name: string): string | undefined {
  const pattern = new RegExp(`\\b${name}(Command)?\\b`, 'g');
  const counts = sources.map(({ path, text }) => ({ path, count: text.match(pattern)?.length ?? 0 })).filter(({ count }) => count > 0);
  const most = Math.max(...counts.map(({ count }) => count));
  return counts.find(({ count }) => count === most)?.path;
}
