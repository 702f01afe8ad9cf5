import { serviceExists } from '../../policy';

/**
 * Services whose events name another source than the prefix of their actions: `monitoring.amazonaws.com` records `cloudwatch` actions. The
 * names of services in SDKs stand here too, with hyphens between their words.
 * Written down from the endpoints and signing names of the AWS service models, each where the action table has the operations of the
 * service under the prefix. Sources that equal a prefix are not listed.
 */
const BY_PREFIX: Readonly<Record<string, string>> = {
  'access-analyzer': 'accessanalyzer',
  'aco-automation': 'compute-optimizer-automation',
  'aidevops': 'devops-agent',
  'airflow': 'mwaa',
  'airflow-serverless': 'mwaa-serverless',
  'aoss': 'opensearchserverless',
  'apigateway': 'apigatewayv2',
  'app-integrations': 'appintegrations',
  'appconfig': 'appconfigdata',
  'applicationinsights': 'application-insights',
  'appstream': 'appstream2',
  'aps': 'amp',
  'aws-marketplace': 'agreement-marketplace catalog.marketplace deployment-marketplace discovery-marketplace entitlement.marketplace '
    + 'marketplace-agreement marketplace-catalog marketplace-deployment marketplace-discovery marketplace-entitlement marketplace-reporting '
    + 'metering.marketplace meteringmarketplace reporting-marketplace marketplace-entitlement-service marketplace-metering',
  'backup-search': 'backupsearch',
  'bedrock': 'bedrock-agent bedrock-agent-runtime bedrock-data-automation bedrock-data-automation-runtime bedrock-runtime',
  'bedrock-agentcore': 'bedrock-agentcore-control',
  'cases': 'connectcases',
  'cassandra': 'cassandra-streams keyspaces keyspacesstreams',
  'ce': 'cost-explorer',
  'chime': 'chime-sdk-identity chime-sdk-media-pipelines chime-sdk-meetings chime-sdk-messaging chime-sdk-voice identity-chime '
    + 'media-pipelines-chime meetings-chime messaging-chime voice-chime',
  'cleanrooms-ml': 'cleanroomsml',
  'cloudformation': 'cloudcontrol cloudcontrolapi',
  'cloudhsm': 'cloudhsmv2',
  'cloudsearch': 'cloudsearchdomain',
  'cloudwatch': 'monitoring',
  'codeguru-profiler': 'codeguruprofiler',
  'cognito-idp': 'cognito-identity-provider',
  'config': 'config-service',
  'connect': 'connect-contact-lens contact-lens connectparticipant participant.connect',
  'connect-campaigns': 'connectcampaigns connectcampaignsv2',
  'cur': 'cost-and-usage-report-service',
  'detective': 'api.detective',
  'discovery': 'application-discovery-service',
  'dms': 'database-migration-service',
  'ds': 'directory-service',
  'dynamodb': 'dynamodbstreams streams.dynamodb',
  'ecr': 'api.ecr',
  'ecr-public': 'api.ecr-public',
  'elasticfilesystem': 'efs',
  'elasticloadbalancing': 'elb elbv2 elastic-load-balancing-v2',
  'elasticmapreduce': 'emr',
  'elemental-inference': 'elementalinference',
  'es': 'elasticsearch-service',
  'events': 'eventbridge',
  'execute-api': 'apigatewaymanagementapi',
  'forecast': 'forecastquery',
  'geo': 'location',
  'greengrass': 'greengrassv2',
  'health-agent': 'connecthealth',
  'iot': 'IoTSecuredTunneling api.tunneling.iot data-ats.iot iot-data iotdata iotsecuretunneling iot-data-plane',
  'iotdeviceadvisor': 'api.iotdeviceadvisor',
  'iotevents': 'data.iotevents iotevents-data ioteventsdata',
  'iotjobsdata': 'data.jobs.iot iot-jobs-data iot-jobs-data-plane',
  'iotmanagedintegrations': 'api.iotmanagedintegrations iot-managed-integrations',
  'iotwireless': 'api.iotwireless',
  'ivs': 'ivs-realtime ivsrealtime',
  'kinesisanalytics': 'kinesisanalyticsv2',
  'kinesisvideo': 'kinesis-video-archived-media kinesis-video-media kinesis-video-signaling kinesis-video-webrtc-storage',
  'launchwizard': 'launch-wizard',
  'lex': 'lex-models lex-runtime lexv2-models lexv2-runtime models-v2-lex models.lex runtime-v2-lex runtime.lex '
    + 'lex-model-building-service lex-models-v2 lex-runtime-service lex-runtime-v2',
  'logs': 'cloudwatch-logs',
  'mechanicalturk': 'mturk mturk-requester',
  'mediastore': 'data.mediastore mediastore-data',
  'mediatailor': 'api.mediatailor',
  'memorydb': 'memory-db',
  'mgh': 'migrationhub-config migration-hub',
  'migrationhub-orchestrator': 'migrationhuborchestrator',
  'migrationhub-strategy': 'migrationhubstrategy',
  'mobiletargeting': 'pinpoint',
  'neptune-db': 'neptunedata',
  'notifications-contacts': 'notificationscontacts',
  'partnercentral': 'partnercentral-account partnercentral-benefits partnercentral-channel partnercentral-selling',
  'payment-cryptography': 'controlplane.payment-cryptography dataplane.payment-cryptography payment-cryptography-data',
  'personalize': 'personalize-events personalize-runtime',
  'pricing': 'api.pricing',
  'profile': 'customer-profiles',
  'qapps': 'data.qapps',
  'rds': 'docdb neptune',
  'refactor-spaces': 'migration-hub-refactor-spaces',
  's3': 's3-control s3control',
  's3-outposts': 's3outposts',
  'sagemaker': 'a2i-runtime.sagemaker api.sagemaker edge.sagemaker featurestore-runtime.sagemaker metrics.sagemaker runtime.sagemaker '
    + 'sagemaker-a2i-runtime sagemaker-edge sagemaker-featurestore-runtime sagemaker-metrics sagemaker-runtime',
  'scn': 'supplychain',
  'sdb': 'simpledbv2 simpledb',
  'serverlessrepo': 'serverlessapplicationrepository',
  'servicecatalog': 'servicecatalog-appregistry',
  'servicequotas': 'service-quotas',
  'ses': 'email mail-manager mailmanager pinpoint-email sesv2',
  'signer': 'data-signer signer-data',
  'sms-voice': 'pinpoint-sms-voice pinpoint-sms-voice-v2 sms-voice.pinpoint',
  'social-messaging': 'socialmessaging',
  'sso': 'portal.sso sso-admin',
  'sso-oauth': 'oidc sso-oidc',
  'states': 'stepfunctions sfn',
  'supportapp': 'support-app',
  'tag': 'resourcegroupstaggingapi tagging',
  'tax': 'taxsettings',
  'thinclient': 'workspaces-thin-client',
  'timestream': 'ingest.timestream query.timestream timestream-query timestream-write',
  'voiceid': 'voice-id',
  'wickr': 'admin.wickr',
  'wisdom': 'qconnect',
};

const SOURCES: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_PREFIX).flatMap(([prefix, names]) => names.split(' ').map((name): [string, string] => [name.toLowerCase(), prefix])),
);

const HOST = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|aws)$/;

/**
 * The prefix of a service in policies, from the source of an event or the name of the service in an error message:
 * `monitoring.amazonaws.com` and `CloudWatch` are `cloudwatch`, `Cost Explorer` is `ce`. Undefined if the action table has no such service.
 */
export function servicePrefix(source: string): string | undefined {
  const words = source.toLowerCase().replace(HOST, '').replace(/^(?:amazon|aws) /, '').split(/\s+/);
  return knownPrefix(words.join('')) ?? knownPrefix(words.join('-'));
}

function knownPrefix(name: string): string | undefined {
  return SOURCES.get(name) ?? (serviceExists(name) ? name : undefined);
}

