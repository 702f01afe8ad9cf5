import type { AttachedText } from './certain-policy';
import { compileActionGlob } from '../evaluate/compile/compile-action';

/** A role with which accounts are deployed to or administered. */
export interface DeployingRole {
  /** Its possible names. `{account}` and `{region}` represent those of the account. */
  readonly names: readonly string[];
  /** The actions that it needs. By default, those for deploying a stack and assuming other roles. */
  readonly needs?: readonly string[];
  /** Whether the role counts only where statements deny all of its needs, and not where an Allow lacks them. Not every account uses it. */
  readonly optional?: boolean;
}

/** The origin of a call, as far as policies can distinguish it. */
export interface CallSite {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** Represents accounts that no policy names. */
const OTHER_ACCOUNT = '000000000000';

/** Text in a pattern that matches some Regions, and not all. */
const ABOUT_REGIONS = /(?:north|south|east|west|central)|\b(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)-/;
const ANY_REGIONS = ['us-east-1', 'eu-west-2', 'ap-southeast-3'];

/** Regions that a pattern may match without naming them. Source: AWS General Reference, "Service endpoints"; newer ones are similar. */
const REGIONS = [
  'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-east-1', 'us-gov-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1',
  'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eusc-de-east-1', 'af-south-1', 'ap-east-1', 'ap-east-2',
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3',
  'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1', 'ca-west-1', 'cn-north-1', 'cn-northwest-1',
  'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'sa-east-1',
];

/** Source: AWS General Reference, "Amazon Resource Names (ARNs)", and the endpoints of the AWS SDKs. */
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'];

const PARTITION = /\barn:(aws[a-z-]*):/g;
const PARTITION_PATTERN = /\barn:(?=[a-z-]*[?*])([a-z?*-]+):/g;
const ACCOUNT = /\b(\d{12})\b/g;
/** In an ARN, or as a value of its own. */
const ACCOUNT_PATTERN = /[":](?=\d*[?*])([\d?*]+)(?=[":])/g;
const ACCOUNT_DIGITS = 12;
const REGION = /\b([a-z]{2,4}(?:-[a-z]+){1,4}-\d)\b/g;
const STACK_NAME = /\bstack\/([^"/\\]+)/g;
const OBJECT_NAME = /:s3:::([^"\\]+)/g;
const REPOSITORY_NAME = /:repository\/([^"\\]+)/g;
const ROLE_NAME = /\brole\/([^"\\]+)/g;
const ROLE_ACCOUNT = /:(\d{12}):role\//g;
const STACK_ID = '00000000-0000-0000-0000-000000000000';

/** The names in the texts of the policies, and one representative for all others. They are searched only when needed, which is seldom. */
export class Mentions {
  private readonly texts: string;
  private readonly found = new Map<RegExp, readonly string[]>();

  constructor(attached: readonly AttachedText[]) {
    this.texts = attached.map(({ text = '' }) => text).join('\n');
  }

  get accounts(): readonly string[] {
    return [...new Set([...this.find(ACCOUNT, [OTHER_ACCOUNT]), ...this.accountsOfPatterns])];
  }

  /** All call sites in one account. */
  callSites(account: string): CallSite[] {
    const regions = this.find(REGION, ABOUT_REGIONS.test(this.texts) ? REGIONS : ANY_REGIONS);
    const partitions = new Set([...this.find(PARTITION, ['aws']), ...this.find(PARTITION_PATTERN, [], partitionsOf)]);
    return [...partitions].flatMap((partition) => regions.map((region) => ({ partition, account, region })));
  }

  /** Resources on which the action may be called there. */
  resources(action: string, site: CallSite): readonly string[] {
    const { partition, account, region } = site;
    switch (action.split(':')[0]) {
      case 'cloudformation':
        return this.find(STACK_NAME, ['Network', 'shop-prod']).map((name) => `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${STACK_ID}`);
      case 's3':
        return this.find(OBJECT_NAME, ['assets/template.json']).map((name) => `arn:${partition}:s3:::${name.includes('/') ? name : `${name}/template.json`}`);
      case 'ecr':
        return this.find(REPOSITORY_NAME, ['assets']).map((name) => `arn:${partition}:ecr:${region}:${account}:repository/${name}`);
      case 'sts':
        return this.roles(site);
      default:
        return ['*'];
    }
  }

  private roles({ partition, account }: CallSite): string[] {
    const names = this.find(ROLE_NAME, ['Reader', 'teams/build-agent']);
    return [...new Set([account, ...this.find(ROLE_ACCOUNT, [OTHER_ACCOUNT]), ...this.accountsOfPatterns])]
      .flatMap((other) => names.map((name) => `arn:${partition}:iam::${other}:role/${name}`));
  }

  private get accountsOfPatterns(): readonly string[] {
    return this.find(ACCOUNT_PATTERN, [], accountsOf);
  }

  private find(pattern: RegExp, others: readonly string[], covered = filledIn): readonly string[] {
    let found = this.found.get(pattern);
    if (found === undefined) {
      found = [...new Set([...others, ...[...this.texts.matchAll(pattern)].flatMap(([, text]) => covered(text))])];
      this.found.set(pattern, found);
    }
    return found;
  }
}

/** The principal of the role in a call from there, once for each of its names. */
export function principalsAt({ names }: DeployingRole, { partition, account, region }: CallSite): string[] {
  return names.map((name) => `arn:${partition}:iam::${account}:role/${name.replace('{account}', account).replace('{region}', region)}`);
}

/** A name that a pattern covers. */
function filledIn(pattern: string): string[] {
  return [pattern.replace(/\$\{[^}]*\}|[*?]/g, 'x')];
}

function partitionsOf(pattern: string): string[] {
  return pattern === '*' ? [] : PARTITIONS.filter(compileActionGlob(pattern));
}

/** Ids of accounts that a pattern covers, if it covers any. */
function accountsOf(pattern: string): string[] {
  const missing = ACCOUNT_DIGITS - pattern.replaceAll('*', '').length;
  if (pattern === '*' || missing < 0 || (missing > 0 && !pattern.includes('*'))) return [];
  return ['0', '9'].map((digit) => pattern.replace('*', digit.repeat(missing)).replaceAll('*', '').replaceAll('?', digit));
}
