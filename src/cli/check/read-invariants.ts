import { readFileSync } from 'node:fs';
import { readYaml } from '../../init/foreign/yaml/yaml-text';
import { forbiddingPolicy, type Invariant } from '../../model';
import type { JsonValue } from '../../policy';
import { type Callers } from '../../policy/decide';
import { ListedProblems } from '../output/listed-problems';

type Values = { readonly [key: string]: unknown };

/** The members of an invariant, each with the check of its value. */
const MEMBERS: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly what: string }>> = {
  name: { is: isText, what: 'a text' },
  in: { is: isTexts, what: 'a path of a unit, an account, or a list of them' },
  notIn: { is: isTexts, what: 'a path of a unit, an account, or a list of them' },
  never: { is: isTexts, what: 'an action such as cloudtrail:StopLogging, or a list of actions' },
  resources: { is: isTexts, what: 'an ARN, or a list of ARNs' },
  exceptPrincipals: { is: isTexts, what: 'a principal such as role/platform/*, or a list of principals' },
  when: { is: isMap, what: 'the Condition of a policy statement' },
  callers: { is: (value) => value === 'members' || value === 'anyone', what: 'members or anyone' },
  onOwnResources: { is: (value) => typeof value === 'boolean', what: 'true or false' },
};

/** @throws ListedProblems that name each place in the file and what to do */
export function readInvariants(file: string): Invariant[] {
  const text = readText(file);
  const { value, lineOf } = readYaml(file, text, () => {
    throw new Error(`${file} includes another file. Write the invariants into it.`);
  });
  const list = isMap(value) ? value.invariants : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    throw new Error(`${file} has no list of invariants. Write "invariants:" with one entry for each, such as { name: …, never: [cloudtrail:StopLogging] }.`);
  }
  const problems = list.flatMap((each: unknown, index) => problemsOf(each, list.slice(0, index)).map((problem) => {
    const line = lineOf('invariants', index);
    return `${line === undefined ? `entry ${index + 1}` : `line ${line}`}: ${problem}`;
  }));
  if (problems.length > 0) throw new ListedProblems(`The invariants in ${file} are not usable:`, problems);
  return list.map((each) => invariantOf(each as Values));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The invariants cannot be read: ${file} (${(error as Error).message}). Give the path of a YAML or JSON file.`);
  }
}

function problemsOf(entry: unknown, before: readonly unknown[]): string[] {
  if (!isMap(entry)) return [`an invariant has a name and actions (given: ${JSON.stringify(entry)}). Write { name: …, never: […] }.`];
  const missing = ['name', 'never'].filter((member) => entry[member] === undefined);
  const unknown = Object.keys(entry).filter((member) => !Object.hasOwn(MEMBERS, member));
  const wrong = Object.keys(entry).filter((member) => Object.hasOwn(MEMBERS, member) && !MEMBERS[member].is(entry[member]));
  const problems = [
    ...missing.map((member) => `"${member}" is missing. Write ${MEMBERS[member].what}.`),
    ...unknown.map((member) => `"${member}" is no part of an invariant. Use ${Object.keys(MEMBERS).join(', ')}.`),
    ...wrong.map((member) => `"${member}" is not ${MEMBERS[member].what} (given: ${JSON.stringify(entry[member])}). Write it so.`),
    ...(before.some((other) => isMap(other) && other.name === entry.name) ? [`the name is used twice (given: ${JSON.stringify(entry.name)}). Give each invariant its own name.`] : []),
  ];
  return problems.length > 0 ? problems : problemsOfRequests(entry);
}

function problemsOfRequests(entry: Values): string[] {
  try {
    forbiddingPolicy(invariantOf(entry));
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function invariantOf(entry: Values): Invariant {
  const texts = (member: string) => (entry[member] === undefined ? {} : { [member]: [entry[member]].flat() as string[] });
  return {
    name: entry.name as string,
    actions: [entry.never].flat() as string[],
    ...texts('in'),
    ...texts('notIn'),
    ...texts('resources'),
    ...texts('exceptPrincipals'),
    ...(entry.when === undefined ? {} : { when: entry.when as JsonValue }),
    ...(entry.callers === undefined ? {} : { callers: entry.callers as Callers }),
    ...(entry.onOwnResources === undefined ? {} : { onOwnResources: entry.onOwnResources as boolean }),
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isTexts(value: unknown): boolean {
  return isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText));
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
