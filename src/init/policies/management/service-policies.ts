import { type Expression, given, type Member } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;
const REGION_OR_ALL = /^(?:ALL_SUPPORTED|[a-z]{2,4}(?:-[a-z]+)+-\d{1,2})$/;
const AI_SERVICE = /^[a-z0-9]+(?:::[a-z0-9]+)?$/;
const GUARDED = ['comprehensive', 'selective'];
const ORDERS = ['first', 'second', 'last'];
const MODEL = /^[\w.:/-]+$/;

/** `AiServicesOptOutPolicy`. */
export function aiServicesOptOutPolicy(services: SettingsBlock): Member[] {
  const choices = services.blocks((key, block) => [key, needed(block.plain('opt_out_policy', /^opt(?:Out|In)$/))] as const);
  refuseIf(!choices.every(([key]) => AI_SERVICE.test(key)));
  const those = (choice: string): Expression | undefined => {
    const keys = choices.filter(([, each]) => each === choice).map(([key]) => key);
    return keys.length === 0 ? undefined : { list: keys.map(aiService) };
  };
  return given({ optOut: those('optOut'), optIn: those('optIn') });
}

function aiService(key: string): Expression {
  return key === 'default' ? { constant: ['AiService', 'ALL'] } : { call: ['AiService', 'of'], given: [key] };
}

/** `S3Policy`. */
export function s3Policy(attributes: SettingsBlock): Member[] {
  return given({ blockPublicAccess: needed(attributes.plain('public_access_block_configuration', /^(?:all|none)$/)) === 'all' });
}

/** `BedrockPolicy`. */
export function bedrockPolicy(bedrock: SettingsBlock): Member[] {
  const guardrails = bedrock.block('guardrail_inference', (regions) => regions.blocks((region, block): Expression => {
    refuseIf(!REGION.test(region));
    return needed(block.block('config_1', (config) => enforcement(region, config)));
  }));
  return given({ guardrails: { list: needed(guardrails) } });
}

function enforcement(region: string, config: SettingsBlock): Expression {
  const identifier = needed(config.plain('identifier', /^arn:[a-z-]+:bedrock:[a-z0-9-]+:\d{12}:guardrail\/[a-z0-9]+:[1-9]\d*$/));
  const version = identifier.split(':').at(-1)!;
  refuseIf(identifier.split(':')[3] !== region);
  const guarded = config.block('selective_content_guarding', (block) => ({
    system: block.constant('system', 'GuardedContent', GUARDED), messages: block.constant('messages', 'GuardedContent', GUARDED),
  }));
  const models = config.block('model_enforcement', (block) => ({
    includedModels: needed(block.list('included_models', MODEL)), excludedModels: needed(block.list('excluded_models', MODEL)),
  }));
  return {
    struct: 'BedrockGuardrailEnforcement',
    members: given({ region, guardrailArn: identifier.slice(0, -version.length - 1), guardrailVersion: version, ...guarded, ...models }),
  };
}

/** `UpgradeRolloutPolicy`. */
export function upgradeRolloutPolicy(rollout: SettingsBlock): Member[] {
  const orderOf = (block: SettingsBlock) => needed(block.constant('patch_order', 'UpgradeOrder', ORDERS));
  const defaultOrder = rollout.block('default', orderOf);
  const tags = rollout.block('tags', (keys) => keys.blocks((tagKey, block): Expression => {
    const orders = needed(block.block('tag_values', (values) => values.blocks((value, each): Member => [value, orderOf(each)])));
    refuseIf(tagKey === '');
    return { struct: 'UpgradeRolloutTag', members: [['tagKey', tagKey], ['orders', { map: orders }]] };
  }));
  return given({ defaultOrder, tags: tags && { list: tags } });
}

/** `InspectorPolicy`. */
export function inspectorPolicy(inspector: SettingsBlock): Member[] {
  return given(needed(inspector.block('enablement', (block) => {
    const lambda = block.block('lambda_standard_scanning', (scan) => {
      const lambdaCodeScanning = scan.block('lambda_code_scanning', regionEnablement);
      return { lambdaStandardScanning: regionEnablement(scan), lambdaCodeScanning };
    });
    return {
      ec2Scanning: block.block('ec2_scanning', regionEnablement),
      ecrScanning: block.block('ecr_scanning', regionEnablement),
      ...lambda,
      codeRepositoryScanning: block.block('code_repository_scanning', regionEnablement),
    };
  })));
}

/** `NetworkSecurityDirectorPolicy`. */
export function networkSecurityDirectorPolicy(director: SettingsBlock): Member[] {
  return given(needed(director.block('enablement', (block) => ({ networkSecurityScan: needed(block.block('network_security_scan', regionEnablement)) }))));
}

/** `SecurityHubPolicy`. */
export function securityHubPolicy(hub: SettingsBlock): Member[] {
  const networkScanning = hub.block('features', (block) => needed(block.block('network_scanning', regionEnablement)));
  return given({ regions: regionEnablement(hub), networkScanning });
}

/** Both lists of Regions. One that appends nothing is written by the library itself. */
function regionEnablement(block: SettingsBlock): Expression {
  const regionsOf = (name: string) => {
    const list = needed(block.list(name, REGION_OR_ALL));
    return JSON.stringify(list) === NOTHING ? undefined : list;
  };
  return {
    struct: 'RegionEnablement',
    members: given({ enableInRegions: regionsOf('enable_in_regions'), disableInRegions: regionsOf('disable_in_regions') }),
  };
}

const NOTHING = JSON.stringify({ call: ['PolicyValue', 'append'], given: [{ list: [] }] });
