import { FLEET_OBJECTS, type Kind, type Member, type Members } from './members';

const TEXT = { type: 'string', minLength: 1 };

const TYPES: Readonly<Record<Exclude<Kind, 'a list of rows or an object of settings'>, (of?: string) => object>> = {
  'a text': () => TEXT,
  // YAML may write it in quotes.
  'true': () => ({ enum: [true, 'true'] }),
  'a list of texts': () => ({ type: 'array', items: TEXT }),
  'an object of texts': () => ({ type: 'object', additionalProperties: { type: 'string' } }),
  'an object': (of) => (of === undefined ? { type: 'object' } : ref(of)),
  'a list of objects': (of) => ({ type: 'array', items: of === undefined ? { type: 'object' } : ref(of) }),
};

/** The JSON schema of a file of a fleet, for editors. `docs/fleet.schema.json` is its text. */
export function fleetSchema(): object {
  const { file, ...others } = FLEET_OBJECTS;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A file of an AccountFleet of cdk-aws-organizations: rows of accounts and organizational units',
    ...objectSchema(file),
    $defs: Object.fromEntries(Object.entries(others).map(([name, members]) => [name, objectSchema(members)])),
  };
}

function objectSchema(members: Members): object {
  const required = Object.entries(members).filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(members).map(([name, member]) => (
      [name, { ...typeOf(member), description: member.about }]))),
  };
}

function typeOf({ kind, of }: Member): object {
  if (kind !== 'a list of rows or an object of settings') return TYPES[kind](of);
  return { oneOf: [{ type: 'array', items: ref(of!) }, { type: 'object', additionalProperties: ref('settings') }] };
}

function ref(name: string): object {
  return { $ref: `#/$defs/${name}` };
}
