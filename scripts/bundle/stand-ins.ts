import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const OWN_FILES = join(__dirname, 'stand-ins');

interface StandIn {
  /** The end of the path of a file of the SDK. */
  readonly file: string;
  /** The text that the bundle gets in place of the file's text. */
  readonly contents: (text: string) => string;
}

const STAND_INS: readonly StandIn[] = [
  // The handlers send and receive JSON of few types, and no member of a request is in its path, query or headers.
  { file: '/protocols/json/codec-v2/JsonCodec2.js', contents: () => ownFile('json-codec.ts') },
  { file: '/protocols/json/AwsRestJsonProtocol.js', contents: () => ownFile('rest-json-protocol.ts') },
  // The SDK reads XML character by character. A template has a million.
  { file: '/protocols/xml/XmlShapeDeserializer.js', contents: () => ownFile('xml-deserializer.ts') },
  // The retry mode "adaptive" behaves as the mode "standard": the handlers have their own table of errors to retry.
  {
    file: '/retry/util-retry/AdaptiveRetryStrategy.js',
    contents: () => `import { StandardRetryStrategy } from './StandardRetryStrategy';
      export class AdaptiveRetryStrategy extends StandardRetryStrategy { constructor(_, options) { super(options); } }`,
  },
  // Node.js can always compute SHA-256.
  { file: '/checksum/sha256/Sha256Js.js', contents: () => 'export const Sha256Js = undefined;' },
  // Lambda sets the Region. Nothing else asks the metadata service of EC2.
  { file: '/regionConfig/getInstanceMetadataRegion.js', contents: () => 'export const getInstanceMetadataRegion = async () => undefined;' },
  // The handlers sign requests only: no URLs, messages or events.
  { file: '/signature-v4/dist-es/HeaderFormatter.js', contents: () => 'export class HeaderFormatter {}' },
  { file: '/signature-v4/dist-es/SignatureV4.js', contents: withoutOtherSignatures },
  { file: '/util-endpoints/lib/aws/partitions.js', contents: withoutRegions },
];

/**
 * Replaces files of the SDK that the handlers do not need, or need a small part of: 40 KB less. The bundling stops when the bundle no
 * longer loads a replaced file. `test/organizations/bundled-adapters.test.ts` compares requests and answers with those of the whole SDK.
 */
export const standIns: Plugin = {
  name: 'stand-ins',
  setup(build) {
    const used = new Set<StandIn>();
    // All packages are resolved from the folder of the replaced file, so that they are the versions that the SDK brings.
    build.onResolve({ filter: /^\.\/schema-shape$/ }, () => ({ path: join(OWN_FILES, 'schema-shape.ts') }));
    build.onLoad({ filter: /[/\\]node_modules[/\\]@(?:aws-sdk|smithy)[/\\].*\.js$/ }, ({ path }) => {
      const found = STAND_INS.find(({ file }) => path.replaceAll('\\', '/').endsWith(file));
      if (!found) return undefined;
      used.add(found);
      return { contents: found.contents(readFileSync(path, 'utf8')), loader: 'ts', resolveDir: dirname(path) };
    });
    build.onEnd(() => {
      const unused = STAND_INS.filter((each) => !used.has(each)).map(({ file }) => file);
      if (unused.length > 0) throw new Error(`The bundle no longer loads these files of the SDK (given: ${unused.join(', ')}). Adapt stand-ins.ts.`);
    });
  },
};

function ownFile(name: string): string {
  return readFileSync(join(OWN_FILES, name), 'utf8');
}

const OTHER_SIGNATURE = /^ {4}async (?:presign|signEvent|signMessage|signString)\([\s\S]*?^ {4}\}\n/gm;

function withoutOtherSignatures(text: string): string {
  if (text.match(OTHER_SIGNATURE)?.length !== 4) throw new Error('The methods of the class SignatureV4 have another form. Adapt stand-ins.ts.');
  return text.replace(OTHER_SIGNATURE, '');
}

interface Partition {
  readonly id: string;
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, object>>;
}

/** Of the Regions of a partition, those that the partition's regular expression does not match. The names for people are of no use. */
function withoutRegions(text: string): string {
  const { partitions } = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as { partitions: readonly Partition[] };
  const matching = (region: string) => partitions.find(({ regionRegex }) => new RegExp(regionRegex).test(region))?.id;
  const reduced = partitions.map(({ regions, ...partition }) => ({
    ...partition,
    regions: Object.fromEntries(Object.keys(regions).filter((region) => matching(region) !== partition.id).map((region) => [region, {}])),
  }));
  return `export const partitionsInfo = ${JSON.stringify({ partitions: reduced })};`;
}
