import { AssemblyError } from '../assembly-error';
import { isRecord } from '../record';

type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === 'string';
const isCondition: Fits = (value) => isRecord(value) && Object.keys(value).length === 1;
const isMapping: Fits = (value) => isRecord(value) && Object.values(value).every(isRecord);

/** A section of a template, and what each of its entries has to be. */
interface Section {
  readonly name: string;
  readonly entry: string;
  readonly fits?: Fits;
  /** Types of the fields of an entry. A field that is optional may be absent, and never null. */
  readonly fields?: Readonly<Record<string, Field>>;
}

interface Field {
  readonly expected: string;
  readonly fits: Fits;
  readonly required?: true;
}

const TEXT: Field = { expected: 'a string', fits: isText };
const OBJECT: Field = { expected: 'an object', fits: isRecord };

/** Source: AWS CloudFormation Template Reference, "Template sections" and "Resource attribute reference". */
const SECTIONS: readonly Section[] = [
  { name: 'Parameters', entry: 'an object with a "Type"', fields: { Type: { ...TEXT, required: true } } },
  { name: 'Mappings', entry: 'an object of objects', fits: isMapping },
  { name: 'Conditions', entry: 'an object with one condition function', fits: isCondition },
  {
    name: 'Resources',
    entry: 'an object with a "Type"',
    fields: {
      Type: { ...TEXT, required: true },
      Properties: OBJECT,
      Metadata: OBJECT,
      Condition: TEXT,
      DeletionPolicy: TEXT,
      UpdateReplacePolicy: TEXT,
      DependsOn: { expected: 'a logical ID or a list of them', fits: (value) => isText(value) || (Array.isArray(value) && value.every(isText)) },
    },
  },
  {
    name: 'Outputs',
    entry: 'an object with a "Value"',
    fields: { Value: { expected: 'a value', fits: (value) => value !== null, required: true }, Condition: TEXT, Export: { expected: 'an object with a "Name"', fits: (value) => isRecord(value) && value.Name !== undefined } },
  },
];

/** Sections of which the shape does not matter here. */
const OTHER_SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Rules', 'Transform', 'Hooks', 'Unexpanded'];

/**
 * Checks the parts of a template that are read, and not their meaning.
 * @throws AssemblyError that names the first part that is wrong, and its value
 */
export function checkTemplate(template: Readonly<Record<string, unknown>>, file: string): void {
  const unknown = Object.keys(template).filter(
    (name) => !SECTIONS.some((section) => section.name === name) && !OTHER_SECTIONS.includes(name),
  );
  if (unknown.length > 0) throw wrong(unknown[0], template[unknown[0]], `a section of a template (${[...SECTIONS.map(({ name }) => name), ...OTHER_SECTIONS].join(', ')})`, file);
  for (const { name, entry, fits = isRecord, fields = {} } of SECTIONS) {
    const rules = Object.entries(fields);
    const section = template[name];
    if (section === undefined) continue;
    if (!isRecord(section)) throw wrong(name, section, 'an object', file);
    for (const [id, value] of Object.entries(section)) {
      if (!fits(value)) throw wrong(`${name}/${id}`, value, entry, file);
      for (const [field, rule] of rules) {
        const given = (value as Record<string, unknown>)[field];
        if (given === undefined && rule.required) throw wrong(`${name}/${id}`, value, entry, file);
        if (given !== undefined && !rule.fits(given)) throw wrong(`${name}/${id}/${field}`, given, rule.expected, file);
      }
    }
  }
}

function wrong(place: string, value: unknown, expected: string, file: string): AssemblyError {
  return new AssemblyError(
    `This is no CloudFormation template: ${place} has to be ${expected}`, `${JSON.stringify(value).slice(0, 100)} in ${file}`, 'Synthesize the app again.');
}
