import type { Place } from './place';
import { readMembers } from '../record/read-members';
import { type Fields, textOf } from '../record/trail-record';

/** Services whose requests name resources in a way of their own. */
const READERS: Readonly<Record<string, (parameters: Fields, place: Place) => string[]>> = {
  bedrock: model,
  eks: cluster,
  events: rule,
  logs: logGroup,
  servicequotas: quota,
  sqs: queue,
  ssm: document,
};

/** The ARNs of what a request names in the way of its service. */
export function arnsOfService(service: string, parameters: Fields, place: Place): string[] {
  return Object.hasOwn(READERS, service) ? READERS[service](parameters, place) : [];
}

/** The members of requests that are read in the way of a service. */
export function membersOfServices(): string[] {
  const nowhere = { partition: 'aws', region: '', account: '' };
  return Object.values(READERS).flatMap((reader) => readMembers((parameters) => reader(parameters, nowhere)));
}

/** Geographies of inference profiles, which stand before the name of the model and lead to models in several Regions. */
const INFERENCE_PROFILE = /^(?:us|us-gov|eu|apac|jp|au|ca|global)\./;

/** A foundation model. The models behind an inference profile are not recorded. */
function model({ modelId }: Fields, { partition, region }: Place): string[] {
  const name = textOf(modelId);
  if (name === undefined || !/^[a-z0-9-]+\.[\w.:-]+$/.test(name) || INFERENCE_PROFILE.test(name)) return [];
  return [`arn:${partition}:bedrock:${region}::foundation-model/${name}`];
}

/** Amazon EKS records the name of a cluster as `name`, also for what belongs to the cluster. */
function cluster({ name }: Fields, { partition, region, account }: Place): string[] {
  return textOf(name) === undefined ? [] : [`arn:${partition}:eks:${region}:${account}:cluster/${textOf(name)}`];
}

/** A rule has the event bus in its ARN, unless that is the default one. */
function rule({ name, rule: named, eventBusName }: Fields, { partition, region, account }: Place): string[] {
  const ruleName = textOf(named) ?? textOf(name);
  const bus = (textOf(eventBusName) ?? 'default').replace(/^arn:.*\//, '');
  return ruleName === undefined ? [] : [`arn:${partition}:events:${region}:${account}:rule/${bus === 'default' ? '' : `${bus}/`}${ruleName}`];
}

/**
 * A log group as policies see it: followed by its streams.
 * Source: Amazon CloudWatch Logs User Guide, "CloudWatch Logs resources" (the ARN with `:*`).
 */
function logGroup({ logGroupName, logStreamName }: Fields, { partition, region, account }: Place): string[] {
  const name = textOf(logGroupName);
  if (name === undefined || name.startsWith('arn:')) return [];
  return [`arn:${partition}:logs:${region}:${account}:log-group:${name}:log-stream:${textOf(logStreamName) ?? ''}`];
}

function quota({ serviceCode, quotaCode }: Fields, { partition, region, account }: Place): string[] {
  const [service, code] = [textOf(serviceCode), textOf(quotaCode)];
  return service === undefined || code === undefined ? [] : [`arn:${partition}:servicequotas:${region}:${account}:${service}/${code}`];
}

/** The queue in a URL such as `https://sqs.eu-west-1.amazonaws.com/111122223333/jobs`. */
function queue({ queueUrl }: Fields, { partition }: Place): string[] {
  const [, region, account, name] = /^https:\/\/sqs\.([\w-]+)\.[^/]+\/(\d{12})\/([\w.-]+)$/.exec(textOf(queueUrl) ?? '') ?? [];
  return name === undefined ? [] : [`arn:${partition}:sqs:${region}:${account}:${name}`];
}

/** Names of documents that AWS owns. Source: AWS Systems Manager API Reference, "CreateDocument" (`Name`). */
const OF_AWS = /^(?:aws|amazon|amzn)/i;

/** A document. Those of AWS belong to no account in their ARN. */
function document({ documentName, name }: Fields, { partition, region, account }: Place): string[] {
  const found = textOf(documentName) ?? textOf(name);
  if (found === undefined || found.startsWith('arn:')) return [];
  return [`arn:${partition}:ssm:${region}:${OF_AWS.test(found) ? '' : account}:document/${found}`];
}
