/**
 * An AI service that may keep and use content, unless an account opts out of it.
 *
 * Source of the keys: AWS Organizations User Guide, "AI services opt-out policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 *
 * @example
 * new AiServicesOptOutPolicy(this, 'AiOptOut', { optOut: [AiService.ALL], optIn: [AiService.of('transcribe')] });
 */
export class AiService {
  /** All AI services that the policy does not name, including those that AWS adds later. */
  public static readonly ALL = AiService.of('default');
  /** `aiops`. */
  public static readonly AIOPS = AiService.of('aiops');
  /** `aidevops`. */
  public static readonly AIDEVOPS = AiService.of('aidevops');
  /** `awssupplychain`. */
  public static readonly SUPPLY_CHAIN = AiService.of('awssupplychain');
  /** `biodiscovery`. */
  public static readonly BIODISCOVERY = AiService.of('biodiscovery');
  /** `chimesdkvoiceanalytics`. */
  public static readonly CHIME_SDK_VOICE_ANALYTICS = AiService.of('chimesdkvoiceanalytics');
  /** `cloudwatch`. */
  public static readonly CLOUDWATCH = AiService.of('cloudwatch');
  /** `codeguruprofiler`. */
  public static readonly CODEGURU_PROFILER = AiService.of('codeguruprofiler');
  /** `codewhisperer`. */
  public static readonly CODEWHISPERER = AiService.of('codewhisperer');
  /** `comprehend`. */
  public static readonly COMPREHEND = AiService.of('comprehend');
  /** `config`. */
  public static readonly CONFIG = AiService.of('config');
  /** `connect`. */
  public static readonly CONNECT = AiService.of('connect');
  /** `connectamd`. */
  public static readonly CONNECT_AMD = AiService.of('connectamd');
  /** `connectoptimization`. */
  public static readonly CONNECT_OPTIMIZATION = AiService.of('connectoptimization');
  /** `contactlens`. */
  public static readonly CONTACT_LENS = AiService.of('contactlens');
  /** `connectdecision`. */
  public static readonly CONNECT_DECISION = AiService.of('connectdecision');
  /** `connecthealth::operations`. */
  public static readonly CONNECT_HEALTH_OPERATIONS = AiService.of('connecthealth::operations');
  /** `connecthealth::training`. */
  public static readonly CONNECT_HEALTH_TRAINING = AiService.of('connecthealth::training');
  /** `connecttalent`. */
  public static readonly CONNECT_TALENT = AiService.of('connecttalent');
  /** `datazone`. */
  public static readonly DATAZONE = AiService.of('datazone');
  /** `dms`. */
  public static readonly DMS = AiService.of('dms');
  /** `entityresolution`. */
  public static readonly ENTITY_RESOLUTION = AiService.of('entityresolution');
  /** `finopsagent`. */
  public static readonly FINOPS_AGENT = AiService.of('finopsagent');
  /** `frauddetector`. */
  public static readonly FRAUD_DETECTOR = AiService.of('frauddetector');
  /** `glue`. */
  public static readonly GLUE = AiService.of('glue');
  /** `guardduty`. */
  public static readonly GUARDDUTY = AiService.of('guardduty');
  /** `lex`. */
  public static readonly LEX = AiService.of('lex');
  /** `polly`. */
  public static readonly POLLY = AiService.of('polly');
  /** `q`. */
  public static readonly Q = AiService.of('q');
  /** `quicksightq`. */
  public static readonly QUICKSIGHT_Q = AiService.of('quicksightq');
  /** `rekognition`. */
  public static readonly REKOGNITION = AiService.of('rekognition');
  /** `scenariodiscovery`. */
  public static readonly SCENARIO_DISCOVERY = AiService.of('scenariodiscovery');
  /** `securityhub`. */
  public static readonly SECURITY_HUB = AiService.of('securityhub');
  /** `securitylake`. */
  public static readonly SECURITY_LAKE = AiService.of('securitylake');
  /** `textract`. */
  public static readonly TEXTRACT = AiService.of('textract');
  /** `transcribe`. */
  public static readonly TRANSCRIBE = AiService.of('transcribe');
  /** `transform`. */
  public static readonly TRANSFORM = AiService.of('transform');
  /** `translate`. */
  public static readonly TRANSLATE = AiService.of('translate');
  /** `workspaces`. */
  public static readonly WORKSPACES = AiService.of('workspaces');

  /**
   * A service for which this library has no constant yet.
   * @param key the key that AWS documents, such as `comprehend`; an invalid key is an error at synthesis, an unknown one a warning
   */
  public static of(key: string): AiService {
    return new AiService(key);
  }

  /** @param key the key of the service in the policy */
  private constructor(public readonly key: string) {}
}
