import type { AssemblyFiles, Json } from '../assembly-files';
import { placesOf } from './attacks';
import type { Draw } from './draw';
import { ASSETS, MANIFEST, type Mutator, onResource, onStack, TEMPLATE } from './places';

const TEXTS = [
  '', 'x', 'Org', 'Tools', '../x', '/etc/passwd', '${AWS::AccountId}', '${AWS::Region}', '${AWS::Partition}', '\u202etxt', '\u3164', 'Ωrg', '\u0000', '*', 'true',
  'arn:aws:iam::111111111111:role/Other', 's3://other/x.json', 'https://example.com/x.json', 'aws://111111111111/us-east-1', 'AWS::IAM::User', 'AWS::Lambda::Function',
  'AWS::CloudFormation::Macro', 'cdk:cloud-assembly', 'aws:cloudformation:stack', 'cdk:asset-manifest', 'none', 'zip', 'file', '222222222222', 'Retain', 'Delete',
];
const VALUES: readonly Json[] = [null, true, false, 0, -1, [], {}, ['x'], { Ref: 'AWS::AccountId' }, { 'Fn::Sub': '${AWS::Region}' }, { 'Fn::Transform': { Name: 'M', Parameters: {} } }];

/** Any change of one value of a file that holds JSON. */
function onJson(pattern: RegExp): Mutator {
  return (files, draw) => {
    const paths = files.paths(pattern);
    if (paths.length === 0) return undefined;
    const path = draw.of(paths);
    return files.edit(path, (value) => `${path}: ${changeAnywhere(value, draw)}`);
  };
}

function changeAnywhere(value: Json, draw: Draw): string {
  const places = placesOf(value, () => true);
  if (places.length === 0) return 'nothing';
  const { parent, key } = draw.of(places);
  const before = JSON.stringify(parent[key]).slice(0, 60);
  const kind = draw.below(5);
  if (kind === 0) {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
    return `${key} (${before}) is gone`;
  }
  if (kind === 1 && !Array.isArray(parent)) {
    const name = draw.chance(0.5) ? `${key}2` : draw.of(TEXTS);
    parent[name] = parent[key];
    if (draw.chance(0.5)) delete parent[key];
    return `${key} (${before}) is also or only ${name}`;
  }
  const other = draw.of(places);
  parent[key] = kind === 2 ? structuredClone(other.parent[other.key]) ?? null
    : typeof parent[key] === 'string' && kind === 3 ? changedText(parent[key] as string, draw)
      : draw.chance(0.6) ? draw.of(TEXTS) : structuredClone(draw.of(VALUES));
  return `${key} (${before}) is ${(JSON.stringify(parent[key]) ?? '').slice(0, 80)}`;
}

function changedText(text: string, draw: Draw): string {
  const at = draw.below(text.length + 1);
  return draw.of([text.slice(0, at) + draw.of(TEXTS) + text.slice(at), text.replace('111111111111', '222222222222'), text.replace('us-east-1', 'eu-west-1'), text.toUpperCase(), `${text} `]);
}

const TAGS = [{ team: 'other' }, { team: 'platform', more: 'x' }, {}];

/** Changes without an attack in mind. */
export const ANY_CHANGES: Readonly<Record<string, Mutator>> = {
  'any change of a manifest': onJson(MANIFEST),
  'any change of an asset manifest': onJson(ASSETS),
  'any change of a template': onJson(TEMPLATE),
  'any change of metadata': onJson(/\.metadata\.json$/),
  'any change of a resource': onResource(() => true, (resource, draw) => changeAnywhere(resource, draw)),
  'other tags': onStack(({ properties }, draw) => { properties.tags = draw.of(TAGS); return JSON.stringify(properties.tags); }),
  'topics': onStack(({ properties }, draw) => {
    properties.notificationArns = draw.of([[], ['arn:aws:sns:us-east-1:222222222222:topic']]);
    return JSON.stringify(properties.notificationArns);
  }),
  'termination protection': onStack(({ properties }) => {
    properties.terminationProtection = properties.terminationProtection !== true;
    return String(properties.terminationProtection);
  }),
  'dependencies': onStack((artifact, draw, _id, artifacts) => {
    artifact.dependencies = draw.of([[], [draw.of(Object.keys(artifacts))], Object.keys(artifacts)]);
    return JSON.stringify(artifact.dependencies);
  }),
  'the type of an artifact': onStack((artifact, draw) => { artifact.type = draw.of(['none', 'cdk:tree', 'aws:cloudformation:stack2']); return artifact.type as string; }),
  'another template file': onStack(({ properties }, draw, _id, artifacts) => {
    properties.templateFile = draw.of(Object.values<Json>(artifacts).flatMap((artifact) => artifact.properties?.templateFile ?? []));
    return String(properties.templateFile);
  }),
  'context that is missing': onManifest((manifest, draw) => {
    manifest.missing = draw.of<Json>([[], [{ key: 'any', provider: 'availability-zones', props: { account: '111111111111', region: 'us-east-1' } }]]);
    return JSON.stringify(manifest.missing);
  }),
  'another version': onManifest((manifest, draw) => { manifest.version = draw.of(['99.0.0', '1.0.0', '55.0.1', 'x']); return String(manifest.version); }),
  'a file is gone': (files, draw) => { const path = draw.of(files.paths(/./)); files.remove(path); return path; },
  'two files change places': (files, draw) => {
    const [one, other] = [draw.of(files.paths(/./)), draw.of(files.paths(/./))];
    const contents = files.bytes(one);
    files.put(one, files.bytes(other));
    files.put(other, contents);
    return `${one} and ${other}`;
  },
  'a file that nothing names': (files, draw) => {
    const path = draw.of(['junk.txt', '.cache/junk.zip', 'cdk.json', 'asset.junk/index.js', 'Org.template.json.bak', 'migrate.json']);
    files.put(path, '{"app":"env","resources":[]}');
    return path;
  },
};

function onManifest(change: (manifest: Json, draw: Draw) => string): Mutator {
  return (files: AssemblyFiles, draw) => {
    const path = draw.of(files.paths(MANIFEST));
    return files.edit(path, (manifest) => `${path}: ${change(manifest, draw)}`);
  };
}
