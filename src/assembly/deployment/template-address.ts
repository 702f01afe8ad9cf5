import { isRecord } from '../record';
import { type Environment, withEnvironment } from './environment';
import { intrinsicName, isPseudoParameter, PLACEHOLDER, substitution } from '../template/intrinsics';

/** An object in a bucket. */
export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}

const REGION = '(?<region>[a-z0-9-]+|\\$\\{AWS::Region\\})';
const SUFFIX = '(?<suffix>amazonaws\\.com(?:\\.cn)?|\\$\\{AWS::URLSuffix\\})';
const BUCKET = '(?<bucket>(?:[a-z0-9.-]|\\$\\{AWS::(?:AccountId|Region|Partition)\\})+)';
const KEY = '(?<key>[A-Za-z0-9._/-]+)';

/** Addresses of S3 objects as the CDK writes them. Source: Amazon S3 User Guide, "Virtual hosting of buckets". */
const FORMS = [
  new RegExp(`^s3://${BUCKET}/${KEY}$`),
  new RegExp(`^https://s3(?:[.-]${REGION})?\\.${SUFFIX}/${BUCKET}/${KEY}$`),
  new RegExp(`^https://${BUCKET}\\.s3(?:[.-]${REGION})?\\.${SUFFIX}/${KEY}$`),
];

/** The object that an address in a template names. Undefined for any other address: another host, a version, a function that chooses. */
export function addressInTemplate(url: unknown, environment: Environment): ObjectAddress | undefined {
  return objectAddress(placeholderText(url), environment);
}

/** The text that a value of a template has in the environment. Undefined for one that depends on more than the environment. */
export function textInTemplate(value: unknown, environment: Environment): string | undefined {
  const text = placeholderText(value);
  return text === undefined ? undefined : withEnvironment(text, environment);
}

/** The object that an address in a manifest names, in which placeholders are text. */
export function objectAddress(text: string | undefined, environment: Environment): ObjectAddress | undefined {
  const { bucket, key, region, suffix } = FORMS.map((form) => form.exec(text ?? '')?.groups).find((groups) => groups !== undefined) ?? {};
  if (bucket === undefined || key === undefined || !isInPartition(region, suffix, environment)) return undefined;
  return { bucket: withEnvironment(bucket, environment), key };
}

/** The object from which a function reads its code. Undefined for code in the template, and for a place that is not fixed. */
export function codeAddress(code: unknown, environment: Environment): ObjectAddress | undefined {
  if (!isRecord(code) || typeof code.S3Key !== 'string') return undefined;
  const bucket = textInTemplate(code.S3Bucket, environment);
  return bucket === undefined ? undefined : { bucket, key: code.S3Key };
}

/** Another partition may have a bucket of the same name, which belongs to somebody else. */
function isInPartition(region: string | undefined, suffix: string | undefined, environment: Environment): boolean {
  const isHere = region === undefined || region === '${AWS::Region}' || region === environment.region;
  const isChina = environment.region?.startsWith('cn-') === true;
  return isHere && (suffix === undefined || suffix === '${AWS::URLSuffix}' || (suffix === 'amazonaws.com.cn') === isChina);
}

/** Text, with pseudo parameters as placeholders: `Fn::Join`, `Fn::Sub` and `Ref` of nothing else. */
function placeholderText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('${') ? undefined : value;
  const name = intrinsicName(value);
  const argument = isRecord(value) && name !== undefined ? value[name] : undefined;
  if (name === 'Ref') return typeof argument === 'string' && isPseudoParameter(argument) ? `\${${argument}}` : undefined;
  if (name === 'Fn::Sub') return substituted(argument);
  if (name !== 'Fn::Join' || !Array.isArray(argument) || argument.length !== 2) return undefined;
  const [delimiter, list] = argument as unknown[];
  if (typeof delimiter !== 'string' || !Array.isArray(list)) return undefined;
  const parts = list.map(placeholderText);
  return parts.includes(undefined) ? undefined : parts.join(delimiter);
}

function substituted(argument: unknown): string | undefined {
  const { text, variables } = substitution(argument) ?? {};
  if (text === undefined || Object.keys(variables ?? {}).length > 0) return undefined;
  const isPlain = [...text.matchAll(PLACEHOLDER)].every(([, literal, name]) => literal === '' && isPseudoParameter(name));
  return isPlain ? text : undefined;
}
