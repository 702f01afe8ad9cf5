import { type CodeOrigin, DEPLOYMENT_TYPE, MACRO_TYPE, type PrivilegedChange, type ResourceReference } from '../../../model';
import { joined, own, phrase, type Phrase } from '../../wording/phrase';
import { count } from '../../wording/words';
import type { PhrasesFor } from '../change-text';
import { OUTCOMES } from '../comes-with';
import { settingsPhrase, statementsPhrase } from './statements-phrase';

/** Common names of the types; others are named by their type. */
const NOUNS: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'IAM role',
  'AWS::IAM::User': 'IAM user',
  'AWS::IAM::Group': 'IAM group',
  'AWS::IAM::AccessKey': 'IAM access key',
  'AWS::IAM::Policy': 'IAM policy',
  'AWS::IAM::RolePolicy': 'IAM policy',
  'AWS::IAM::UserPolicy': 'IAM policy',
  'AWS::IAM::GroupPolicy': 'IAM policy',
  'AWS::IAM::ManagedPolicy': 'IAM managed policy',
  'AWS::Lambda::Function': 'Lambda function',
  'AWS::Lambda::Permission': 'Lambda permission',
  'AWS::Lambda::LayerVersion': 'Lambda layer',
  'AWS::Lambda::Url': 'Lambda function URL',
  'AWS::Lambda::Alias': 'Lambda alias',
  'AWS::Lambda::Version': 'Lambda version',
  'AWS::Lambda::EventSourceMapping': 'Lambda event source mapping',
  'AWS::StepFunctions::StateMachine': 'State machine',
  'AWS::CloudFormation::Stack': 'Nested stack',
  'AWS::S3::Bucket': 'S3 bucket',
  'AWS::S3::BucketPolicy': 'S3 bucket policy',
  'AWS::KMS::Key': 'KMS key',
  'AWS::EC2::Instance': 'EC2 instance',
  'AWS::Events::Rule': 'EventBridge rule',
  'Transform': 'Template macro',
  [DEPLOYMENT_TYPE]: 'Deployment of a stack',
};

/** The noun for a resource type in a sentence with a number. */
export function resourceNoun(type: string): string {
  return Object.hasOwn(NOUNS, type) ? NOUNS[type] : 'other resource';
}

/** `IAM role HandlersRole12345678 of stack Org`. */
function resourcePhrase(resource: ResourceReference): Phrase {
  const { type, stack, logicalId } = resource;
  if (type === DEPLOYMENT_TYPE) return phrase`Deployment of stack ${stack}`;
  if (type === MACRO_TYPE) return phrase`Template macro Transform of stack ${stack}`;
  const noun = Object.hasOwn(NOUNS, type) ? own(NOUNS[type]) : phrase`Resource of type ${type}:`;
  return phrase`${noun} ${logicalId} of stack ${stack}`;
}

const CODE: { readonly [Origin in CodeOrigin]: readonly [one: string, many: string] } = {
  package: ['runs the handler bundle of this version of cdk-aws-organizations', 'run the handler bundle of this version of cdk-aws-organizations'],
  framework: ['runs the provider framework of the installed aws-cdk-lib', 'run the provider framework of the installed aws-cdk-lib'],
  deployed: ['runs code that other functions of the provider run already', 'run code that other functions of the provider run already'],
  acknowledged: ['runs other code, which was acknowledged', 'run other code, which was acknowledged'],
  application: ['runs other code', 'run other code'],
  unknown: ['runs unknown code', 'run unknown code'],
};

/** More of them are counted, not named. */
const NAMED = 8;

export const privilegedPhrases: PhrasesFor<PrivilegedChange> = {
  privilegedResourceAdded: ({ resource }) => phrase`${resourcePhrase(resource)} is new`,
  privilegedResourceRemoved: ({ resource, outcome }) => phrase`${resourcePhrase(resource)} ${own(OUTCOMES[outcome][0])}`,
  privilegedPolicyChanged: ({ resource, document, statements, before, after }) => {
    const subject = phrase`${resourcePhrase(resource)}, ${documentPhrase(document)}`;
    if (before === undefined) return phrase`${subject}, is new`;
    return after === undefined ? phrase`${subject}, is removed` : phrase`${subject}: ${statementsPhrase(statements)}`;
  },
  privilegedSettingsChanged: ({ resource, settings }) => phrase`${resourcePhrase(resource)}: ${settingsPhrase(settings)}`,
  functionCodeChanged: ({ functions, origin }) => {
    const of = origin === 'application' ? '' : ' of the provider';
    const [one, many] = CODE[origin];
    if (functions.length === 1) return phrase`${resourcePhrase(functions[0])} ${own(one)}`;
    const names = functions.slice(0, NAMED).map(({ logicalId, stack }) => phrase`${logicalId} of stack ${stack}`);
    return phrase`${own(count(functions.length, 'Lambda function'))}${own(of)} ${own(many)}: ${joined(names)}${more(functions)}`;
  },
  serviceTokenChanged: ({ resources, formerToken, token }) => {
    const isOne = resources.length === 1;
    const subjects = phrase` (${own(isOne ? '' : 'such as ')}${resources[0]})`;
    return formerToken === undefined
      ? phrase`${own(`${count(resources.length, 'new resource')} ${isOne ? 'calls' : 'call'} a function that has served none until now`)}: ${token}${subjects}`
      : phrase`${own(`${count(resources.length, 'resource')} ${isOne ? 'calls' : 'call'} another function`)}: ${token} instead of ${formerToken}${subjects}`;
  },
};

/** The words are ours, the name of an inline policy is not. */
function documentPhrase(document: string): Phrase {
  const prefix = 'inline policy ';
  return document.startsWith(prefix) ? phrase`${own(prefix)}${document.slice(prefix.length)}` : own(document);
}

function more(functions: readonly unknown[]): Phrase {
  return functions.length > NAMED ? phrase` and ${functions.length - NAMED} more` : [];
}
